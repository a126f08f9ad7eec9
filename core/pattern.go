package core

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"
)

// maxCustomID is how long a custom ID may be, in characters.
//
// See https://docs.discord.com/developers/components/reference#anatomy-of-a-component-custom-id.
const maxCustomID = 100

// idPattern is a custom-ID pattern: segments between colons, each either a literal or a named part in
// braces.
type idPattern struct {
	text     string
	segments []idSegment
	// keys are the keys whose signatures are accepted. The first one signs the IDs. If keys is nil,
	// IDs are not signed.
	keys [][]byte
}

type idSegment struct {
	literal string
	// part is the name between the braces. It is empty for a literal.
	part string
}

// isPartName reports whether a name has only ASCII letters, underscores, and digits after the first
// character. It does not use a regular expression, because every cold start would compile it.
func isPartName(name string) bool {
	for i, c := range []byte(name) {
		letter := 'a' <= c|0x20 && c|0x20 <= 'z' || c == '_'
		if !letter && (i == 0 || c < '0' || c > '9') {
			return false
		}
	}
	return name != ""
}

func parsePattern(text string) (*idPattern, error) {
	if text == "" {
		return nil, errors.New("core: a custom-ID pattern is empty")
	}
	p := &idPattern{text: text, segments: make([]idSegment, 0, strings.Count(text, ":")+1)}
	length := utf8.RuneCountInString(text)
	for raw := range strings.SplitSeq(text, ":") {
		inner, isPart := strings.CutPrefix(raw, "{")
		inner, closed := strings.CutSuffix(inner, "}")
		switch {
		case !isPart && !closed && !strings.ContainsAny(raw, "{}%"):
			p.segments = append(p.segments, idSegment{literal: raw})
			continue
		case !isPart || !closed || !isPartName(inner):
			return nil, fmt.Errorf("core: custom-ID pattern %q: %q is neither a literal (without {, } and %%) nor one {name}; separate them with colons", text, raw)
		case p.has(inner):
			return nil, fmt.Errorf("core: custom-ID pattern %q names the part {%s} twice", text, inner)
		}
		length -= len(raw)
		p.segments = append(p.segments, idSegment{part: inner})
	}
	if length > maxCustomID {
		return nil, fmt.Errorf("core: custom-ID pattern %q takes %d characters without any value; Discord allows %d", text, length, maxCustomID)
	}
	return p, nil
}

// literalPlaces returns which segments are literals.
func (p *idPattern) literalPlaces() (at places) {
	for n, s := range p.segments {
		if s.part == "" {
			at.add(n)
		}
	}
	return at
}

// appendLiterals appends the literals at some places, with a colon after each, as [places.key] does
// for an ID.
func (p *idPattern) appendLiterals(key []byte, at places) []byte {
	for n, s := range p.segments {
		if at.has(n) {
			key = append(append(key, s.literal...), ':')
		}
	}
	return key
}

func (p *idPattern) has(part string) bool {
	for _, s := range p.segments {
		if s.part == part {
			return true
		}
	}
	return false
}

// escape escapes colons and percent signs, so a value cannot end its segment.
func escape(value string) string {
	return strings.ReplaceAll(strings.ReplaceAll(value, "%", "%25"), ":", "%3A")
}

// unescape reverses escape. It replaces colons first, because they cannot become part of another
// escape.
func unescape(value string) string {
	return strings.ReplaceAll(strings.ReplaceAll(value, "%3A", ":"), "%25", "%")
}

// build makes a custom ID of this pattern.
func (p *idPattern) build(value func(part string) string) string {
	var id strings.Builder
	for n, s := range p.segments {
		if n > 0 {
			id.WriteByte(':')
		}
		if s.part == "" {
			id.WriteString(s.literal)
		} else {
			id.WriteString(escape(value(s.part)))
		}
	}
	if p.keys != nil {
		signature := p.sign(p.keys[0], id.String())
		id.WriteByte(':')
		id.WriteString(signature)
	}
	return id.String()
}

// macBytes is how many bytes of the HMAC are kept. These 96 bits cannot be guessed over a network,
// and they take 16 characters.
const macBytes = 12

// sign returns the signature of an ID. The signature covers the pattern too, so an ID signed for
// one pattern is refused by another.
func (p *idPattern) sign(key []byte, id string) string {
	mac := hmac.New(sha256.New, key)
	mac.Write([]byte("custom ID\x00" + p.text + "\x00" + id))
	return base64.RawURLEncoding.EncodeToString(mac.Sum(nil)[:macBytes])
}

// ErrCustomIDSignature means that a custom ID was not signed with the app's key. Someone else made
// it or changed it.
var ErrCustomIDSignature = errors.New("core: the custom ID's signature is not this app's")

// verified checks the signature of an ID that matches.
func (p *idPattern) verified(id string) error {
	if p.keys == nil {
		return nil
	}
	at := strings.LastIndexByte(id, ':')
	for _, key := range p.keys {
		if at >= 0 && hmac.Equal([]byte(id[at+1:]), []byte(p.sign(key, id[:at]))) {
			return nil
		}
	}
	return ErrCustomIDSignature
}

// matches reports whether an ID matches the pattern. It compares segment by segment and does not
// allocate.
func (p *idPattern) matches(id string) bool {
	for n := range p.segments {
		segment, rest, more := strings.Cut(id, ":")
		if literal := p.segments[n].literal; p.segments[n].part == "" && segment != literal {
			return false
		}
		last := n == len(p.segments)-1
		if last && p.keys != nil {
			return more && !strings.Contains(rest, ":")
		}
		if last == more {
			return false
		}
		id = rest
	}
	return true
}

// value returns a named part of an ID that matches.
func (p *idPattern) value(id, part string) string {
	for n := range p.segments {
		segment, rest, _ := strings.Cut(id, ":")
		if p.segments[n].part == part {
			return unescape(segment)
		}
		id = rest
	}
	return ""
}

// length is how many segments an ID of this pattern has.
func (p *idPattern) length() int {
	if p.keys != nil {
		return len(p.segments) + 1
	}
	return len(p.segments)
}

// overlaps reports whether an ID can match both patterns and neither pattern is more specific.
func (p *idPattern) overlaps(q *idPattern) bool {
	if p.length() != q.length() {
		return false
	}
	pMore, qMore := false, false
	for n := range max(len(p.segments), len(q.segments)) {
		var a, b idSegment
		a.part, b.part = "signature", "signature"
		if n < len(p.segments) {
			a = p.segments[n]
		}
		if n < len(q.segments) {
			b = q.segments[n]
		}
		switch {
		case a.part == "" && b.part == "" && a.literal != b.literal:
			return false
		case a.part == "" && b.part != "":
			pMore = true
		case a.part != "" && b.part == "":
			qMore = true
		}
	}
	return pMore == qMore
}
