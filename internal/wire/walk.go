package wire

import (
	"encoding/binary"
	"math/bits"
)

// Open steps into an object or a list, which must begin with an opening bracket: '{' or '['.
//
// Inlining it would make each generated function larger.
//
//go:noinline
func (r *Reader) Open(bracket byte) {
	if r.Kind() != bracket || r.depth == maxDepth {
		r.Fail()
		return
	}
	r.at++
	r.depth++
	r.first = true
}

// More steps to the next element and returns true. At the closing bracket it steps out of the list
// and returns false.
func (r *Reader) More(bracket byte) bool {
	b, first := r.Kind(), r.first
	switch {
	case b == ',' && !first:
		r.at++
		return true
	case b == bracket:
		r.at++
		r.depth--
		r.first = false
		return false
	case first && !r.failed:
		r.first = false
		return true
	}
	r.Fail()
	return false
}

// Member steps to the value of the next member, sets Name and returns true. At the end of the
// object it steps out of the object and returns false.
func (r *Reader) Member() bool {
	// Most names are short and have no white space around them: ,"name":
	if rest := r.body[r.at:]; len(rest) > 24 {
		start := 2
		if r.first {
			start = 1
		}
		end, found := start, quoteIn(binary.LittleEndian.Uint64(rest[start:]))
		if found == 0 {
			end, found = start+8, quoteIn(binary.LittleEndian.Uint64(rest[start+8:]))
		}
		if found != 0 && rest[start-1] == '"' && (r.first || rest[0] == ',') {
			end += bits.TrailingZeros64(found) / 8
			if rest[end+1] == ':' && r.escape >= r.at+end && !r.controls {
				r.Name, r.nameAt, r.first = rest[start:end], r.at+start, false
				r.at += end + 2
				return true
			}
		}
	}
	return r.member()
}

// member is like Member, for members of any form.
func (r *Reader) member() bool {
	if !r.More('}') {
		return false
	}
	if r.Kind() != '"' {
		r.Fail()
		return false
	}
	r.nameAt = r.at + 1
	text, escaped := r.quoted()
	if escaped {
		text, r.nameAt = r.unquoted(text), -1
	}
	r.Name = text
	if r.Kind() != ':' {
		r.Fail()
		return false
	}
	r.at++
	return true
}

// Skip steps over a value and checks it.
func (r *Reader) Skip() {
	switch r.Kind() {
	case '"':
		start := r.at
		if text, escaped := r.quoted(); escaped && !validEscapes(text, r.repair) {
			r.FailAt(start)
		}
	case '{':
		for r.Open('{'); r.Member(); {
			r.Skip()
		}
	case '[':
		for r.Open('['); r.More(']'); {
			r.Skip()
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
