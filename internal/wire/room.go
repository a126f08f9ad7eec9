package wire

import (
	"bytes"
	"errors"
)

// ErrRoom says that the lists and maps of a body would take far more memory than its length explains.
var ErrRoom = errors.New("its lists take too much memory for its length: they are made of elements with next to nothing in them")

// These constants limit the memory that lists and maps of a body may take, in bytes: roomBase, and
// roomPerByte for each byte of the body. A message from Discord takes two or three for each byte. A
// list of empty structs would take hundreds.
const (
	roomBase    = 64 << 10
	roomPerByte = 40
)

func roomFor(body int) int { return roomBase + roomPerByte*body }

// Room returns by how many elements a list of n elements should grow: by first or by n, whichever
// is more. Each element takes size bytes. If the list would take more than the room that is left
// for the body, Room fails and returns 0.
func (r *Reader) Room(n, first, size int) int {
	more := max(n, first)
	r.Take((n + more) * size)
	if r.failed {
		return 0
	}
	return more
}

// Take counts memory that the value at the current position takes. It fails if that is more than
// the room that is left for the body.
func (r *Reader) Take(size int) {
	if r.room -= size; r.room < 0 {
		r.tight = true
		r.Fail()
	}
}

// Tight reports whether the Reader failed because there was too little room; see [ErrRoom].
func (r *Reader) Tight() bool { return r.tight }

// Scalars estimates how many elements a list of strings or numbers has. The list's first element
// must be next. A comma in a string counts too.
func (r *Reader) Scalars() int {
	end := bytes.IndexByte(r.body[r.at:], ']')
	if end < 0 {
		return 1
	}
	return 1 + bytes.Count(r.body[r.at:r.at+end], comma)
}

var comma = []byte{','}
