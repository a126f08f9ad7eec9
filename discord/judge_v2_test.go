//go:build goexperiment.jsonv2 && go1.27

package discord

import (
	"encoding/json/jsontext"
	"encoding/json/v2"
)

func judgeUnmarshal(body []byte, v any) error {
	return json.Unmarshal(body, v, jsontext.AllowDuplicateNames(true))
}

func judgeMarshal(v any) ([]byte, error) {
	return json.Marshal(v, jsontext.AllowDuplicateNames(true), json.Deterministic(true))
}

// judges reports whether encoding/json/v2 reads a body as this package must: it always does.
func judges(features) bool { return true }

// writesNil is true if the judge writes a nil list as null and not as [].
const writesNil = false
