package discordtest

import (
	"bytes"
	"encoding/json"
	"reflect"
	"strings"
)

// encoded encodes JSON with sorted keys, so equal objects have equal texts.
func encoded(v any) []byte {
	text, err := encode(v)
	if err != nil {
		panic("discordtest: encoding: " + err.Error())
	}
	return text
}

// encode encodes a nil list as "[]", as Discord does, where encoding/json writes null.
func encode(v any) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if v != nil {
		v = withLists(reflect.ValueOf(v)).Interface()
	}
	if err := e.Encode(v); err != nil {
		return nil, err
	}
	return bytes.TrimSuffix(b.Bytes(), []byte("\n")), nil
}

// withLists returns a copy of a value in which no list is nil, except those that omitzero leaves
// out.
func withLists(v reflect.Value) reflect.Value {
	switch v.Kind() {
	case reflect.Pointer, reflect.Interface:
		if v.IsNil() {
			return v
		}
		inner := withLists(v.Elem())
		if v.Kind() == reflect.Interface {
			return inner
		}
		pointer := reflect.New(v.Type().Elem())
		pointer.Elem().Set(inner)
		return pointer
	case reflect.Slice:
		// Bytes are text or raw JSON, which stays as it is.
		if v.Type().Elem().Kind() == reflect.Uint8 {
			return v
		}
		list := reflect.MakeSlice(v.Type(), v.Len(), v.Len())
		for n := range v.Len() {
			list.Index(n).Set(withLists(v.Index(n)))
		}
		return list
	case reflect.Map:
		if v.IsNil() {
			return v
		}
		m := reflect.MakeMap(v.Type())
		for key, value := range v.Seq2() {
			m.SetMapIndex(key, withLists(value))
		}
		return m
	case reflect.Struct:
		s := reflect.New(v.Type()).Elem()
		s.Set(v)
		for field, value := range v.Fields() {
			if field.IsExported() && !(value.IsZero() && strings.HasSuffix(field.Tag.Get("json"), ",omitzero")) {
				s.FieldByIndex(field.Index).Set(withLists(value))
			}
		}
		return s
	}
	return v
}
