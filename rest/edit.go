package rest

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"errors"
	"net/http"
	"reflect"
	"strings"

	"github.com/hotaru-go/hotaru/discord"
)

var snowflakeType = reflect.TypeFor[discord.Snowflake]()

// encodeEdit encodes the struct of an edit. It leaves a zero field out. It writes null for a
// pointer to an empty text, or to a zero ID, time or struct, and for an empty list with the tag
// empty:"null", which Discord refuses as []. Null clears the field.
func encodeEdit(edit any) ([]byte, error) {
	var out bytes.Buffer
	out.WriteByte('{')
	v := reflect.ValueOf(edit)
	for n := range v.NumField() {
		field := v.Field(n)
		if field.IsZero() {
			continue
		}
		tag := v.Type().Field(n).Tag
		name, _, _ := strings.Cut(tag.Get("json"), ",")
		text := []byte("null")
		if !clears(field) && (tag.Get("empty") != "null" || field.Len() > 0) {
			var err error
			if text, err = encodeJSON(field.Interface()); err != nil {
				return nil, err
			}
		}
		if out.Len() > 1 {
			out.WriteByte(',')
		}
		out.WriteString(`"` + name + `":`)
		out.Write(text)
	}
	out.WriteByte('}')
	return out.Bytes(), nil
}

// clears reports whether a field is a pointer to a value that means "clear this field".
func clears(field reflect.Value) bool {
	if field.Kind() != reflect.Pointer {
		return false
	}
	value := field.Elem()
	nothing := value.Kind() == reflect.String || value.Kind() == reflect.Struct || value.Type() == snowflakeType
	return nothing && value.IsZero()
}

// encodeWith encodes a message and adds the fields of the struct more. If empty is true, an empty
// message is not checked, because the added fields are enough.
func encodeWith(m discord.Message, more any, empty bool) (p discord.Payload, err error) {
	if empty && m.Content == "" && len(m.Embeds)+len(m.Components)+len(m.Files) == 0 && m.Poll == nil {
		p.JSON, err = json.Marshal(m)
	} else {
		p, err = discord.EncodeMessage(m)
	}
	if err != nil {
		return p, err
	}
	fields, err := encodeJSON(more)
	if err != nil {
		return p, errors.Join(err, p.Close())
	}
	if len(fields) > len("{}") {
		// Every message has fields: allowed_mentions at least.
		p.JSON = append(append(p.JSON[:len(p.JSON)-1], ','), fields[1:]...)
	}
	return p, nil
}

// Image returns a picture as a data URI, the form in which Discord accepts avatars, icons and
// emojis. data is the content of a PNG, JPEG, GIF or WebP file.
//
// See https://docs.discord.com/developers/reference#image-data.
func Image(data []byte) string {
	return "data:" + http.DetectContentType(data) + ";base64," + base64.StdEncoding.EncodeToString(data)
}
