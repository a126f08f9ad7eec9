package discord

import (
	"bytes"
	"math"
	"strconv"

	"github.com/go-json-experiment/json/jsontext"
)

// objectType returns the "type" of a JSON object, or zero where it has no integer there. It looks at the names of the
// object itself alone and does not allocate. JSON that is not well-formed gives any number, but no panic.
// The last type wins, as it does in decoding.
func objectType(object []byte) int {
	found := 0
	s := scanner{text: object}
	if !s.take('{') {
		return 0
	}
	for s.peek() == '"' {
		name := s.value()
		if !s.take(':') {
			return 0
		}
		value := s.value()
		if string(name) == `"type"` {
			n, err := strconv.Atoi(string(value))
			if err != nil || n > math.MaxInt32 || n < math.MinInt32 {
				n = 0
			}
			found = n
		}
		if !s.take(',') {
			break
		}
	}
	return found
}

// scanner walks over JSON that is known to be well-formed, and therefore looks only at what delimits values.
type scanner struct {
	text []byte
	at   int
}

// peek skips white space and returns the byte after it, zero at the end.
func (s *scanner) peek() byte {
	for s.at < len(s.text) {
		switch b := s.text[s.at]; b {
		case ' ', '\t', '\r', '\n':
			s.at++
		default:
			return b
		}
	}
	return 0
}

// take skips white space and one byte b, if it is there.
func (s *scanner) take(b byte) bool {
	if s.peek() != b {
		return false
	}
	s.at++
	return true
}

// value skips white space and returns the value after it.
func (s *scanner) value() []byte {
	s.peek()
	start, depth := s.at, 0
	for s.at < len(s.text) {
		switch s.text[s.at] {
		case '"':
			s.skipString()
			if depth == 0 {
				return s.text[start:s.at]
			}
			continue
		case '{', '[':
			depth++
		case '}', ']':
			if depth == 0 {
				return s.text[start:s.at]
			}
			if depth--; depth == 0 {
				s.at++
				return s.text[start:s.at]
			}
		case ',', ':', ' ', '\t', '\r', '\n':
			if depth == 0 {
				return s.text[start:s.at]
			}
		}
		s.at++
	}
	return s.text[start:]
}

// skipString skips a string, at whose opening quote the scanner stands.
func (s *scanner) skipString() {
	s.at++
	for {
		quote := bytes.IndexByte(s.text[s.at:], '"')
		if quote < 0 {
			s.at = len(s.text)
			return
		}
		// A quote after an odd number of backslashes is part of the string.
		end := s.at + quote
		backslashes := 0
		for end-backslashes > s.at && s.text[end-backslashes-1] == '\\' {
			backslashes++
		}
		s.at = end + 1
		if backslashes%2 == 0 {
			return
		}
	}
}

// unquoted returns what a JSON string says, and nothing for any other value. It copies only where the string has
// escapes.
func unquoted(value []byte) []byte {
	if len(value) < 2 || value[0] != '"' {
		return nil
	}
	for _, c := range value {
		if c == '\\' {
			text, err := jsontext.AppendUnquote(nil, value)
			if err != nil {
				return nil
			}
			return text
		}
	}
	return value[1 : len(value)-1]
}
