package rest

import (
	"errors"
	"fmt"
	"net/url"
	"strings"

	"github.com/hotaru-go/hotaru/discord"
)

// Path returns a path for [Client.Do]. It replaces the names in braces with the values, in order
// and escaped:
//
//	rest.Path("/channels/{channel.id}/messages/{message.id}/reactions/{emoji}/@me", channelID, messageID, "🔥")
//
// A value is a text, a [discord.Snowflake], an integer, or anything else that fmt can print. No
// value can change the path: a slash, a question mark or a space in it is escaped. Do refuses the
// path if a value is empty, a zero ID, "." or "..", or if there are more or fewer values than names.
func Path(route string, values ...any) string {
	var path strings.Builder
	for _, value := range values {
		before, after, found := strings.Cut(route, "{")
		if !found {
			// Braces are not allowed in a path, so Do reports the mistake.
			return path.String() + route + tooManyValues
		}
		_, route, _ = strings.Cut(after, "}")
		path.WriteString(before)
		if id, ok := value.(discord.Snowflake); ok && id == 0 {
			path.WriteString(zeroID)
			continue
		}
		path.WriteString(url.PathEscape(fmt.Sprint(value)))
	}
	path.WriteString(route)
	return path.String()
}

// Marks of mistakes, which cannot be in a path.
const (
	tooManyValues = "{}"
	zeroID        = "{0}"
)

// withQuery adds query parameters to a path.
func withQuery(path string, query url.Values) string {
	if len(query) == 0 {
		return path
	}
	return path + "?" + query.Encode()
}

// What can be wrong with a path. The texts do not quote the path, because it may contain text from
// a user.
var (
	errPathStart     = errors.New(`it does not begin with "/": it is a path in Discord's API, such as "/channels/1/messages", without a host`)
	errPathEmptyPart = errors.New("a part of it is empty")
	errPathDots      = errors.New(`a part of it is "." or ".."`)
	errPathChar      = errors.New("it has a character that is not escaped: make the path with rest.Path")
	errPathEscape    = errors.New("an escape with % in it is broken: make the path with rest.Path")
	errPathControl   = errors.New("it has an escaped control character")
	errPathZero      = errors.New("an ID in it is zero: Discord has nothing under that ID")
	errPathValues    = errors.New("rest.Path was called with more values than there are names in braces")
)

// checkPath refuses a path that could lead out of Discord's API, or to another place in it than it
// seems.
func checkPath(path string) error {
	path, query, _ := strings.Cut(path, "?")
	if !strings.HasPrefix(path, "/") {
		return errPathStart
	}
	if strings.Contains(path, tooManyValues) {
		return errPathValues
	}
	if strings.Contains(path, zeroID) {
		return errPathZero
	}
	if _, name, found := strings.Cut(path, "{"); found {
		name, _, _ = strings.Cut(name, "}")
		return fmt.Errorf("rest.Path was called without a value for {%s}", name)
	}
	for part := range strings.SplitSeq(path[1:], "/") {
		if err := checkPart(part); err != nil {
			return err
		}
	}
	if strings.Trim(query, pathChars+"%/?") != "" {
		return errPathChar
	}
	return nil
}

// pathChars are the characters that a part of a path may contain unescaped.
const pathChars = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~!$&'()*+,;=:@"

func checkPart(part string) error {
	if part == "" {
		return errPathEmptyPart
	}
	if strings.ContainsFunc(part, func(r rune) bool { return r != '%' && !strings.ContainsRune(pathChars, r) }) {
		return errPathChar
	}
	text, err := url.PathUnescape(part)
	if err != nil {
		return errPathEscape
	}
	if strings.ContainsFunc(text, func(r rune) bool { return r < ' ' || r == 0x7F }) {
		return errPathControl
	}
	// A server between here and Discord may treat an escaped slash as a slash.
	for piece := range strings.FieldsFuncSeq(text, func(r rune) bool { return r == '/' || r == '\\' }) {
		if piece == "." || piece == ".." {
			return errPathDots
		}
	}
	return nil
}
