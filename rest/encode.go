package rest

import (
	"bytes"
	"encoding/json"
)

// encodeJSON encodes what is sent and what is shown. Neither goes into HTML, for which encoding/json would escape it.
func encodeJSON(value any) ([]byte, error) {
	var text bytes.Buffer
	encoder := json.NewEncoder(&text)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(value); err != nil {
		return nil, err
	}
	return bytes.TrimSuffix(text.Bytes(), []byte("\n")), nil
}
