package wire

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
)

// ErrSyntax means that a text is not one well-formed JSON value in UTF-8.
var ErrSyntax = errors.New("it is not well-formed JSON in UTF-8")

// misfit returns an error that says where something is wrong. It does not quote the body, because
// the body is a person's data and the error may be logged.
func misfit(body []byte, at int, repair bool) error {
	if !valid(body, repair) {
		return ErrSyntax
	}
	var r Reader
	r.Reset(body, 0)
	r.repair = repair
	path, _ := pointer(&r, at)
	return fmt.Errorf("the value at %q does not fit", path)
}

// pointer walks over a value. It returns the JSON Pointer (RFC 6901) to the innermost value at a
// position. It returns false if the position is outside the value.
func pointer(r *Reader, at int) (path string, found bool) {
	start := r.Offset()
	switch r.Kind() {
	case '{':
		for r.Open('{'); r.Member(); {
			name := string(r.Name)
			if path, found := pointer(r, at); found {
				return "/" + strings.NewReplacer("~", "~0", "/", "~1").Replace(name) + path, true
			}
		}
	case '[':
		n := 0
		for r.Open('['); r.More(']'); n++ {
			if path, found := pointer(r, at); found {
				return "/" + strconv.Itoa(n) + path, true
			}
		}
	default:
		r.Skip()
	}
	return "", start <= at && at < r.at
}
