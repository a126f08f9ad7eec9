package wire

import (
	"bytes"
	"unicode/utf16"
	"unicode/utf8"
)

// unquoted returns the text between quotes without its escapes.
func (r *Reader) unquoted(text []byte) []byte {
	plain, ok := appendUnquoted(make([]byte, 0, len(text)), text, r.repair)
	if !ok {
		r.Fail()
		return nil
	}
	return plain
}

// appendUnquoted appends the text between quotes without its escapes. It returns false for an
// escape that JSON does not have. If repair is not set, it also returns false for half of a
// surrogate pair.
func appendUnquoted(to, text []byte, repair bool) ([]byte, bool) {
	for {
		at := bytes.IndexByte(text, '\\')
		if at < 0 {
			return append(to, text...), true
		}
		to = append(to, text[:at]...)
		char, size := escape(text[at:], repair)
		if size == 0 {
			return to, false
		}
		to = utf8.AppendRune(to, char)
		text = text[at+size:]
	}
}

// validEscapes reports whether appendUnquoted would succeed.
func validEscapes(text []byte, repair bool) bool {
	for {
		at := bytes.IndexByte(text, '\\')
		if at < 0 {
			return true
		}
		_, size := escape(text[at:], repair)
		if size == 0 {
			return false
		}
		text = text[at+size:]
	}
}

// escape reads the escape at the start of a text. If there is none, size is zero.
func escape(text []byte, repair bool) (char rune, size int) {
	if len(text) < 2 {
		return 0, 0
	}
	switch text[1] {
	case '"', '\\', '/':
		return rune(text[1]), 2
	case 'b':
		return '\b', 2
	case 'f':
		return '\f', 2
	case 'n':
		return '\n', 2
	case 'r':
		return '\r', 2
	case 't':
		return '\t', 2
	}
	char, ok := unicodeEscape(text)
	if !ok {
		return 0, 0
	}
	if !utf16.IsSurrogate(char) {
		return char, 6
	}
	if second, ok := unicodeEscape(text[6:]); ok {
		if pair := utf16.DecodeRune(char, second); pair != utf8.RuneError {
			return pair, 12
		}
	}
	if !repair {
		return 0, 0
	}
	return utf8.RuneError, 6
}

// unicodeEscape reads the "\uXXXX" at the start of a text.
func unicodeEscape(text []byte) (char rune, ok bool) {
	if len(text) < 6 || text[0] != '\\' || text[1] != 'u' {
		return 0, false
	}
	for _, b := range text[2:6] {
		switch {
		case b-'0' <= 9:
			b -= '0'
		case (b|0x20)-'a' <= 5:
			b = (b | 0x20) - 'a' + 10
		default:
			return 0, false
		}
		char = char<<4 | rune(b)
	}
	return char, true
}

// Unquote returns the text of a JSON string, or nil for any other value and for a malformed string.
// If the string has no escapes, the result is a part of value.
func Unquote(value []byte) []byte {
	if len(value) < 2 || value[0] != '"' || value[len(value)-1] != '"' {
		return nil
	}
	text := value[1 : len(value)-1]
	if bytes.IndexByte(text, '\\') < 0 {
		return text
	}
	plain, ok := appendUnquoted(nil, text, false)
	if !ok {
		return nil
	}
	return plain
}

// isPlain says which bytes are ASCII characters that need no escape.
var isPlain = func() (plain [256]bool) {
	for b := byte(' '); b < utf8.RuneSelf; b++ {
		plain[b] = b != '"' && b != '\\'
	}
	return plain
}()

// AppendQuoted appends a JSON string. Each invalid byte of UTF-8 becomes U+FFFD. It escapes only
// the characters that JSON requires to be escaped.
func AppendQuoted[T ~string | ~[]byte](to []byte, text T) []byte {
	const hex = "0123456789abcdef"
	to = append(to, '"')
	plain := 0 // where the text that is not written yet begins
	for at := 0; at < len(text); {
		b := text[at]
		if isPlain[b] {
			at++
			continue
		}
		if b >= utf8.RuneSelf {
			// Four bytes are enough for any character.
			char, size := utf8.DecodeRuneInString(string(text[at:min(at+utf8.UTFMax, len(text))]))
			if char != utf8.RuneError || size > 1 {
				at += size
				continue
			}
			to = append(append(to, text[plain:at]...), "\uFFFD"...)
			at++
			plain = at
			continue
		}
		to = append(append(to, text[plain:at]...), '\\')
		switch b {
		case '"', '\\':
			to = append(to, b)
		case '\b':
			to = append(to, 'b')
		case '\f':
			to = append(to, 'f')
		case '\n':
			to = append(to, 'n')
		case '\r':
			to = append(to, 'r')
		case '\t':
			to = append(to, 't')
		default:
			to = append(to, 'u', '0', '0', hex[b>>4], hex[b&15])
		}
		at++
		plain = at
	}
	return append(append(to, text[plain:]...), '"')
}
