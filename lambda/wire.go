package lambda

import (
	"bytes"
	"fmt"
	"unicode/utf8"

	"github.com/go-json-experiment/json/jsontext"
)

// wire is the union of the events' shapes, of which it holds only what is read. It is decoded by hand: what a JSON
// library finds out about a struct by reflection, it finds out at every cold start anew.
type wire struct {
	version, rawPath, path, method string
	headers, multiValueHeaders     headers
	body                           []byte
	base64                         bool
	// context says that there is a requestContext; contextMethod is its http.method, and balancer that it has elb.
	context, balancer bool
	contextMethod     string
}

func (w *wire) decode(data []byte) error {
	// Neither can be a reason to fail: repeated names, which cost time to look for, and broken UTF-8, which no
	// signature survives.
	dec := jsontext.NewDecoder(bytes.NewBuffer(data), jsontext.AllowDuplicateNames(true), jsontext.AllowInvalidUTF8(true))
	_, err := readObject(dec, func(name []byte) error {
		switch string(name) {
		case `"version"`:
			return readText(dec, &w.version)
		case `"rawPath"`:
			return readText(dec, &w.rawPath)
		case `"path"`:
			return readText(dec, &w.path)
		case `"httpMethod"`:
			return readText(dec, &w.method)
		case `"headers"`:
			return w.headers.read(dec)
		case `"multiValueHeaders"`:
			return w.multiValueHeaders.read(dec)
		case `"requestContext"`:
			return w.readContext(dec)
		case `"isBase64Encoded"`:
			value, err := dec.ReadValue()
			w.base64 = string(value) == "true"
			return err
		case `"body"`:
			body, err := readString(dec)
			w.body = unquote(body)
			return err
		}
		return dec.SkipValue()
	})
	return err
}

func (w *wire) readContext(dec *jsontext.Decoder) (err error) {
	w.context, err = readObject(dec, func(name []byte) (err error) {
		switch string(name) {
		case `"elb"`:
			w.balancer, err = readObject(dec, func([]byte) error { return dec.SkipValue() })
			return err
		case `"http"`:
			_, err = readObject(dec, func(name []byte) error {
				if string(name) == `"method"` {
					return readText(dec, &w.contextMethod)
				}
				return dec.SkipValue()
			})
			return err
		}
		return dec.SkipValue()
	})
	return err
}

// readObject calls field for each name, in its quotes; field must read the value. Null is no object.
func readObject(dec *jsontext.Decoder, field func(name []byte) error) (present bool, err error) {
	token, err := dec.ReadToken()
	if err != nil || token.Kind() == 'n' {
		return false, err
	}
	if token.Kind() != '{' {
		return false, unexpected(dec, "an object", token.Kind())
	}
	for dec.PeekKind() != '}' {
		name, err := dec.ReadValue()
		if err != nil {
			return true, err
		}
		if err := field(name); err != nil {
			return true, err
		}
	}
	_, err = dec.ReadToken()
	return true, err
}

// readString returns a string in its quotes, good until the next read; nil for null.
func readString(dec *jsontext.Decoder) (jsontext.Value, error) {
	value, err := dec.ReadValue()
	if err != nil || value.Kind() == 'n' {
		return nil, err
	}
	if value.Kind() != '"' {
		return nil, unexpected(dec, "a string", value.Kind())
	}
	return value, nil
}

// unquote returns a copy of a string without its quotes. Broken UTF-8, the only error left, is replaced.
func unquote(value jsontext.Value) []byte {
	if value == nil {
		return nil
	}
	text, _ := jsontext.AppendUnquote(make([]byte, 0, len(value)), value)
	return text
}

func readText(dec *jsontext.Decoder, to *string) error {
	value, err := readString(dec)
	if err != nil || value == nil {
		return err
	}
	if inner := value[1 : len(value)-1]; bytes.IndexByte(inner, '\\') < 0 && utf8.Valid(inner) {
		*to = string(inner)
	} else {
		*to = string(unquote(value))
	}
	return nil
}

func unexpected(dec *jsontext.Decoder, want string, got jsontext.Kind) error {
	return fmt.Errorf("%s at %s, where %s belongs", got, dec.StackPointer(), want)
}
