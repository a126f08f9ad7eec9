//go:build !goexperiment.jsonv2 || !go1.27

package discord

import "encoding/json"

func judgeUnmarshal(body []byte, v any) error { return json.Unmarshal(body, v) }

func judgeMarshal(v any) ([]byte, error) { return json.Marshal(v) }

// judges reports whether encoding/json reads a body as this package must. It merges repeated names
// in another way, and matches names in any case.
func judges(f features) bool { return !f.repeated && !f.folded }

// writesNil is true if the judge writes a nil list as null and not as [].
const writesNil = true
