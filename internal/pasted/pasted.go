// Package pasted reads values that people paste into options and environment variables. All values
// get the same treatment, so that the same mistake is forgiven everywhere.
package pasted

import (
	"os"
	"strings"
	"unicode"
)

// Text returns a value without what comes along when it is pasted: white space, line ends and other
// invisible characters around it, and one pair of quotes.
func Text(value string) string {
	value = strings.TrimFunc(value, invisible)
	if n := len(value); n >= 2 && value[0] == value[n-1] && isQuote(value[0]) {
		value = strings.TrimFunc(value[1:n-1], invisible)
	}
	return value
}

// Or returns an option's value, or that of the first environment variable that has one.
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

// invisible reports whether a character shows nothing, as a byte order mark or a zero-width space
// does.
func invisible(r rune) bool { return unicode.IsSpace(r) || !unicode.IsGraphic(r) }
