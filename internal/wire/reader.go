package wire

import (
	"bytes"
	"encoding/binary"
	"unicode/utf8"
)

// Reader reads one JSON text, value by value. Call Reset first.
//
// Errors are sticky. After the first one the Reader is at the end of the input, More and Member
// return false, and the methods that read values return zero values. Call Failed or Finish once, at
// the end.
//
// The Reader does not keep the body. The strings that it returns are copies.
type Reader struct {
	// Name is the name of the member whose value comes next, without escapes. It may be part of the
	// body, and is valid until the next call of Member.
	Name []byte

	body []byte
	// shared is a copy of a part of the body if Share is set. sharedAt is where that part begins.
	shared   string
	sharedAt int
	share    bool
	// room is how many bytes of memory lists and maps may still take.
	room  int
	tight bool
	at    int
	depth int
	// nameAt is where Name is in the body, or -1 if it had escapes.
	nameAt int
	// first is true if nothing of the innermost object or list has been read.
	first bool
	// escape is where the body has its next backslash, or its length. If it is behind the position,
	// it is out of date. Few strings have a backslash, so few need to be searched for one.
	escape int
	// controls is true if the body has a control character anywhere.
	controls bool
	repair   bool
	failed   bool
	failedAt int
}

// Mode says how a Reader treats a body. The zero Mode copies each text separately and accepts only
// valid UTF-8.
type Mode uint8

const (
	// Share copies the body in pieces of up to 64 KiB. The text that the Reader returns shares the
	// memory of its piece, so one kept text keeps up to 64 KiB.
	Share Mode = 1 << iota
	// Repair replaces invalid UTF-8 and lone halves of surrogate pairs with U+FFFD. Without it the
	// Reader fails there.
	Repair
)

// maxDepth is how deep objects and lists may be nested. encoding/json has the same limit.
const maxDepth = 10_000

// Reset starts to read a body. It is a method instead of a constructor so that a Reader can stay on
// the stack.
func (r *Reader) Reset(body []byte, mode Mode) {
	*r = Reader{body: body, repair: mode&Repair != 0, share: mode&Share != 0, room: roomFor(len(body))}
	var ascii bool
	if ascii, r.controls = look(body); !ascii && !utf8.Valid(body) {
		if !r.repair {
			r.Fail()
			return
		}
		r.body = bytes.ToValidUTF8(body, []byte("\uFFFD"))
	}
	r.findEscape()
	if r.share && len(r.body) <= sharedPiece {
		r.shared = string(r.body)
	}
}

// sharedPiece is how much of the body is copied at once with Share, in bytes. A text longer than
// sharedAlone is copied separately if it is not in the last piece.
const (
	sharedPiece = 64 << 10
	sharedAlone = 8 << 10
)

// text returns a part of the body as a string, which the caller may keep.
func (r *Reader) text(at, length int) string {
	if at >= r.sharedAt && at+length <= r.sharedAt+len(r.shared) {
		return r.shared[at-r.sharedAt:][:length]
	}
	return r.nextPiece(at, length)
}

func (r *Reader) nextPiece(at, length int) string {
	if !r.share || length > sharedAlone {
		return string(r.body[at : at+length])
	}
	r.sharedAt, r.shared = at, string(r.body[at:min(at+sharedPiece, len(r.body))])
	return r.shared[:length]
}

// each has 1 in every byte, and high has 0x80 in every byte. Package wire looks at eight bytes at a
// time.
const each, high = 0x0101010101010101, 0x8080808080808080

// look reports whether a text is all ASCII, and whether it has a control character.
func look(text []byte) (ascii, controls bool) {
	var any, below uint64
	for ; len(text) >= 32; text = text[32:] {
		a, b := binary.LittleEndian.Uint64(text), binary.LittleEndian.Uint64(text[8:])
		c, d := binary.LittleEndian.Uint64(text[16:]), binary.LittleEndian.Uint64(text[24:])
		any |= a | b | c | d
		below |= (a-' '*each)&^a | (b-' '*each)&^b | (c-' '*each)&^c | (d-' '*each)&^d
	}
	for _, b := range text {
		any |= uint64(b)
		below |= (uint64(b) - ' ') &^ uint64(b) & 0x80
	}
	return any&high == 0, below&high != 0
}

// Shared returns the copy of the whole body that the returned strings share. It is empty without
// Share, and for a body of more than 64 KiB.
func (r *Reader) Shared() string {
	if len(r.shared) < len(r.body) {
		return ""
	}
	return r.shared
}

// Failed reports whether reading has failed.
func (r *Reader) Failed() bool { return r.failed }

// Fail fails at the current position.
func (r *Reader) Fail() {
	if !r.failed {
		r.failed, r.failedAt = true, r.at
	}
	r.at = len(r.body)
}

// FailAt fails at a position that Offset returned.
func (r *Reader) FailAt(offset int) {
	if !r.failed {
		r.at = offset
		r.Fail()
	}
}

// Finish fails if anything except white space is left. It returns nil, [ErrSyntax] or an error that
// names the value that does not fit. The error contains no values of the body.
func (r *Reader) Finish() error {
	r.End()
	switch {
	case !r.failed:
		return nil
	case r.tight:
		return ErrRoom
	}
	return misfit(r.body, r.failedAt, r.repair)
}

// End fails if anything except white space is left.
func (r *Reader) End() {
	if r.Kind(); r.at < len(r.body) {
		r.Fail()
	}
}
