package wire

import (
	"bytes"
	"encoding/binary"
	"unicode/utf8"
)

// Reader reads one JSON text, value by value. Call Reset first.
//
// Errors are sticky: after the first one the Reader is at the end of the input, More and Member
// return false, and the methods that read values return zero values. Ask Failed or Finish once, at
// the end.
//
// The Reader does not keep the body. The text that it returns is a copy.
type Reader struct {
	// Name is the name of the member whose value comes next, without escapes. It may be part of the
	// body, and is valid until the next call of Member.
	Name []byte

	body []byte
	// shared is a copy of a part of the body, with Share, and sharedAt is where that part begins.
	shared   string
	sharedAt int
	share    bool
	// room is how many bytes lists and maps may still take.
	room  int
	tight bool
	at    int
	depth int
	// nameAt is where Name is in the body, or -1 if it had escapes.
	nameAt int
	// first says that nothing of the innermost object or list has been read.
	first bool
	// escape is where the body has its next backslash, or its length. It may be behind the
	// position, and is then out of date. Few strings have one, so that few need to be searched for
	// it.
	escape int
	// controls says that the body has a control character anywhere.
	controls bool
	repair   bool
	failed   bool
	failedAt int
}

// Mode says how a Reader treats a body. Zero copies each text by itself and accepts valid UTF-8 only.
type Mode uint8

const (
	// Share copies the body in pieces of up to 64 KiB. The text that the Reader returns shares the
	// memory of its piece, so one kept text keeps up to 64 KiB.
	Share Mode = 1 << iota
	// Repair replaces invalid UTF-8 and lone halves of surrogate pairs by U+FFFD, where the Reader
	// would otherwise fail.
	Repair
)

// maxDepth is how deep objects and lists may be nested. encoding/json has the same limit.
const maxDepth = 10_000

// Reset starts to read a body. It is a method and not a constructor so that a Reader can stay on
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
// sharedAlone is copied by itself if it is not in the last piece.
const (
	sharedPiece = 64 << 10
	sharedAlone = 8 << 10
)

// text returns a part of the body as text that may be kept.
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

// each has a byte of 1 in every place, and high one of 0x80: package wire looks at eight bytes at a
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

// Shared returns the copy of the whole body that the text shares. It is empty without Share, and
// for a body of more than 64 KiB.
func (r *Reader) Shared() string {
	if len(r.shared) < len(r.body) {
		return ""
	}
	return r.shared
}

// Failed reports whether something did not fit.
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

// Finish fails if anything but white space is left, and returns what is wrong with the body, or
// nil: [ErrSyntax] or an error that names the value that does not fit. The error holds no values of
// the body.
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

// End fails if anything but white space is left.
func (r *Reader) End() {
	if r.Kind(); r.at < len(r.body) {
		r.Fail()
	}
}
