package discordtest

import (
	"bytes"
	"encoding/json"
	"net/http"
	"reflect"
	"strings"
	"unicode/utf8"
)

// validJSON reports whether a body is JSON in UTF-8.
func validJSON(body []byte) bool { return utf8.Valid(body) && json.Valid(body) }

// decode decodes JSON into a value. It refuses a field that does not fit, with the field's path.
func (f *callForm) decode(into any) *Refusal { return decodeJSON(f.json, into) }

// decodeJSON decodes as Discord does. Names must match in their exact case, unlike in
// encoding/json, and the last of several equal names counts. It refuses a field that does not fit,
// with the field's path.
func decodeJSON(text []byte, into any) *Refusal {
	if !validJSON(text) {
		return refuse(http.StatusBadRequest, codeInvalidJSON, "The request body contains invalid JSON.", "")
	}
	return decodeValue("", text, reflect.ValueOf(into).Elem())
}

func decodeValue(path string, text []byte, into reflect.Value) *Refusal {
	_, custom := into.Addr().Interface().(json.Unmarshaler)
	if string(text) != "null" && !custom {
		switch into.Kind() {
		case reflect.Pointer:
			into.Set(reflect.New(into.Type().Elem()))
			return decodeValue(path, text, into.Elem())
		case reflect.Struct:
			return decodeStruct(path, text, into)
		case reflect.Slice:
			return decodeList(path, text, into)
		}
	}
	if json.Unmarshal(text, into.Addr().Interface()) != nil {
		return badType(path, into)
	}
	return nil
}

func decodeStruct(path string, text []byte, into reflect.Value) *Refusal {
	var members map[string]json.RawMessage
	if json.Unmarshal(text, &members) != nil {
		return badType(path, into)
	}
	for field, value := range into.Fields() {
		name, _, _ := strings.Cut(field.Tag.Get("json"), ",")
		if field.Anonymous && name == "" {
			if refused := decodeStruct(path, text, value); refused != nil {
				return refused
			}
			continue
		}
		if member, found := members[name]; found && field.IsExported() {
			if refused := decodeValue(joinPath(path, name), member, value); refused != nil {
				return refused
			}
		}
	}
	return nil
}

func decodeList(path string, text []byte, into reflect.Value) *Refusal {
	var elements []json.RawMessage
	if into.Type().Elem().Kind() == reflect.Uint8 || json.Unmarshal(text, &elements) != nil {
		return badType(path, into)
	}
	into.Set(reflect.MakeSlice(into.Type(), len(elements), len(elements)))
	for n, element := range elements {
		if refused := decodeValue(indexPath(path, n), element, into.Index(n)); refused != nil {
			return refused
		}
	}
	return nil
}

func badType(path string, into reflect.Value) *Refusal {
	return invalidField(path, "BASE_TYPE_BAD_TYPE", "Could not interpret the value as %s.", kindOf(into.Kind()))
}

// begins reports whether JSON begins with a byte, ignoring white space before it.
func begins(text []byte, first byte) bool {
	return bytes.HasPrefix(bytes.TrimLeft(text, " \t\r\n"), []byte{first})
}
