package discord

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"math"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/hotaru-go/hotaru/internal/wire"
)

// The tests compare what this package reads and writes with the standard library, the judge. On Go
// 1.27 that is encoding/json/v2, which has the same rules. Before, it is encoding/json, which is
// more lenient: see judges.

// unmarshalers are the ways in which users of this package decode its types.
var unmarshalers = map[string]func([]byte, any) error{"encoding/json": json.Unmarshal, "the judge": judgeUnmarshal}

// marshalers are the ways in which users of this package encode its types.
var marshalers = map[string]func(any) ([]byte, error){"encoding/json": json.Marshal, "the judge": judgeMarshal}

// features are the parts of JSON that encoding/json reads differently from this package and
// encoding/json/v2.
type features struct {
	// repaired is half of a surrogate pair, repeated a name that comes twice in an object, and
	// folded a name that is not in lower case, which encoding/json matches in any case.
	repaired, repeated, folded bool
}

// featuresOf returns an error for JSON that is malformed.
func featuresOf(body []byte) (f features, err error) {
	if !json.Valid(body) || !utf8.Valid(body) {
		return f, ErrInvalidJSON
	}
	f.repaired = !wire.Valid(body) // nothing else is left that it refuses
	type level struct {
		names map[string]bool // nil in a list
		value bool            // a value comes next, not a name
	}
	var levels []*level
	d := json.NewDecoder(bytes.NewReader(body))
	d.UseNumber() // Token fails at a number that does not fit a float64
	for {
		token, err := d.Token()
		if err == io.EOF {
			return f, nil
		} else if err != nil {
			return f, err
		}
		text, isText := token.(string)
		if top := len(levels) - 1; top >= 0 && levels[top].names != nil {
			if isName := !levels[top].value && isText; isName {
				f.repeated = f.repeated || levels[top].names[text]
				f.folded = f.folded || strings.ContainsFunc(text, func(r rune) bool { return r >= utf8.RuneSelf || r >= 'A' && r <= 'Z' })
				levels[top].names[text] = true
			}
			levels[top].value = !levels[top].value
		}
		switch token {
		case json.Delim('{'):
			levels = append(levels, &level{names: map[string]bool{}})
		case json.Delim('['):
			levels = append(levels, &level{})
		case json.Delim('}'), json.Delim(']'):
			levels = levels[:len(levels)-1]
			if top := len(levels) - 1; top >= 0 && levels[top].names != nil {
				levels[top].value = false
			}
		}
	}
}

var integerText = regexp.MustCompile(`^-?[0-9]+$`)

// judgeType returns what PeekType must return.
func judgeType(body []byte, f features) (InteractionType, error) {
	var members map[string]json.RawMessage
	if f.repaired || !utf8.Valid(body) || json.Unmarshal(body, &members) != nil || members == nil {
		return 0, ErrInvalidJSON
	}
	value, found := members["type"]
	switch n, err := strconv.ParseInt(string(value), 10, 32); {
	case !found:
		return 0, ErrMissingType
	case errors.Is(err, strconv.ErrRange):
		return math.MaxInt32, nil
	case err != nil || !integerText.Match(value):
		return 0, ErrInvalidJSON
	default:
		return InteractionType(n), nil
	}
}
