// Package pasted reads values that people paste into options and environment variables. All values
// get the same treatment, so the same mistakes are accepted everywhere.
package pasted

import (
	"os"
	"strings"
	"unicode"
)

// Text removes what often surrounds a pasted value: white space, line ends and other invisible
// characters, and one pair of quotes.
func Text(value string) string {
	value = strings.TrimFunc(value, invisible)
	if n := len(value); n >= 2 && value[0] == value[n-1] && isQuote(value[0]) {
		value = strings.TrimFunc(value[1:n-1], invisible)
	}
	return value
}

// Or returns an option's value, or else the value of the first environment variable that has one.
func Or(option string, variables ...string) string {
	value := Text(option)
	for _, name := range variables {
		if value == "" {
			value = Text(os.Getenv(name))
		}
	}
	return value
}

func isQuote(c byte) bool { return c == '"' || c == '\'' || c == '`' }

// invisible reports whether a character is invisible, such as a byte order mark or a zero-width
// space.
func invisible(r rune) bool { return unicode.IsSpace(r) || !unicode.IsGraphic(r) }
