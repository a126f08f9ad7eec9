package discord

import (
	"encoding/binary"
	"strings"
	"unicode/utf8"
)

//go:generate go run ../internal/jsongen

// reader reads JSON from strangers in one pass, and checks it as it goes: what it accepts is well-formed, in UTF-8 and
// of the shape that is asked for. The functions that ask, one for each struct, are generated. It works without
// reflection, which would cost a cold start more than all the rest of the package.
//
// It keeps nothing of the body but one copy, whose memory all the text that it reads shares; text of a large body is
// copied once more, lest somebody who keeps a name keeps all of it.
//
// At the first thing that does not fit it fails, and stands at the end from then on, so that whoever asks on is told
// at once that there is nothing more.
type reader struct {
	body []byte
	text string // a copy of the body
	at   int
	// name is the member's whose value comes next.
	name  string
	depth int
	// first is whether nothing has been read yet of the innermost object or list.
	first bool
	// escapes, and controls, are whether a backslash, or a control character, is anywhere: mostly there is none, and
	// nobody needs to look for it again in each string.
	escapes, controls bool
	// copies is whether text is to be copied, repairs whether half a surrogate pair becomes U+FFFD.
	copies, repairs bool
	failed          bool
	failedAt        int
}

const (
	// deepestJSON is how deep JSON may be nested: as deep as jsontext lets it.
	deepestJSON = 10_000
	// largestShared is the largest body whose text is shared.
	largestShared = 64 << 10
)

// begin has the reader read a body. It is no constructor, so that the reader can stay on the stack.
func (r *reader) begin(body []byte) {
	*r = reader{body: body, text: string(body), copies: len(body) > largestShared}
	r.escapes = strings.IndexByte(r.text, '\\') >= 0
	ascii := false
	if ascii, r.controls = look(body); !ascii && !utf8.Valid(body) {
		r.fail()
	}
}

// look tells whether a text is all ASCII, and whether it has a character below the space; eight bytes at a time.
func look(text []byte) (ascii, controls bool) {
	const each, high = 0x0101010101010101, 0x8080808080808080
	var any, below uint64
	for ; len(text) >= 8; text = text[8:] {
		word := binary.LittleEndian.Uint64(text)
		any |= word
		below |= (word - ' '*each) &^ word
	}
	for _, b := range text {
		any |= uint64(b)
		below |= (uint64(b) - ' ') &^ uint64(b) & 0x80
	}
	return any&high == 0, below&high != 0
}

func (r *reader) fail() {
	if !r.failed {
		r.failed, r.failedAt = true, r.at
	}
	r.at = len(r.text)
}

// next skips white space and returns the byte after it, zero at the end.
func (r *reader) next() byte {
	for ; r.at < len(r.text); r.at++ {
		switch b := r.text[r.at]; b {
		case ' ', '\t', '\r', '\n':
		default:
			return b
		}
	}
	return 0
}

// end fails where anything but white space is left.
func (r *reader) end() {
	if r.next(); r.at < len(r.text) {
		r.fail()
	}
}

// open steps into an object or a list. Inlined, it would be in each of the generated functions.
//
//go:noinline
func (r *reader) open(bracket byte) {
	if r.next() != bracket || r.depth == deepestJSON {
		r.fail()
		return
	}
	r.at++
	r.depth++
	r.first = true
}

// more steps to the next element, or out of the list, or object, after the last, and tells which.
func (r *reader) more(bracket byte) bool {
	b, first := r.next(), r.first
	r.first = false
	switch {
	case b == bracket:
		r.at++
		r.depth--
		return false
	case first && !r.failed:
		return true
	case b == ',':
		r.at++
		return true
	}
	r.fail()
	return false
}

// member steps to the value of the next member, whose name it notes, or out of the object after the last.
func (r *reader) member() bool {
	if !r.more('}') {
		return false
	}
	if r.next() != '"' {
		r.fail()
		return false
	}
	r.name = r.string()
	if r.next() != ':' {
		r.fail()
		return false
	}
	r.at++
	return true
}

// skip steps over a value.
func (r *reader) skip() {
	switch r.next() {
	case '"':
		if text, escaped := r.quoted(); escaped {
			r.unescaped(text)
		}
	case '{':
		for r.open('{'); r.member(); {
			r.skip()
		}
	case '[':
		for r.open('['); r.more(']'); {
			r.skip()
		}
	case 't':
		r.literal("true")
	case 'f':
		r.literal("false")
	case 'n':
		r.literal("null")
	default:
		r.number()
	}
}

// null steps over a null.
func (r *reader) null() bool {
	if r.next() != 'n' {
		return false
	}
	r.literal("null")
	return true
}

func (r *reader) literal(word string) {
	if !strings.HasPrefix(r.text[r.at:], word) {
		r.fail()
		return
	}
	r.at += len(word)
}
