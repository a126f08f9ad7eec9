package wire

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
)

// ErrSyntax says that a text is not one well-formed JSON value in UTF-8.
var ErrSyntax = errors.New("it is not well-formed JSON in UTF-8")

// misfit says where something is wrong, and not what is there: the body is somebody's, and an error
// may be logged.
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

// pointer walks over a value, and returns the JSON Pointer (RFC 6901) inside it to the innermost
// value at a position. It returns false if the position is outside.
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
