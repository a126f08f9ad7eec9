package wire

import (
	"bytes"
	"encoding/binary"
	"math/bits"
)

// quoted steps over a string, which the Reader is at, and returns what is between its quotes.
func (r *Reader) quoted() (text []byte, escaped bool) {
	start := r.at + 1
	// Most strings are short. To call bytes.IndexByte for one takes longer than this does.
	if rest := r.body[start:]; len(rest) >= 24 {
		end, found := 0, quoteIn(binary.LittleEndian.Uint64(rest))
		if found == 0 {
			end, found = 8, quoteIn(binary.LittleEndian.Uint64(rest[8:]))
		}
		if found == 0 {
			end, found = 16, quoteIn(binary.LittleEndian.Uint64(rest[16:]))
		}
		if found != 0 {
			end += start + bits.TrailingZeros64(found)/8
			if r.escape >= end && !r.controls {
				r.at = end + 1
				return r.body[start:end], false
			}
		}
	}
	return r.quotedText()
}

// quoteIn returns a word whose lowest bit that is set is in the byte of the first quote, or zero.
func quoteIn(word uint64) uint64 {
	word ^= '"' * each
	return (word - each) &^ word & high
}

// quotedText is quoted for strings of any kind.
func (r *Reader) quotedText() (text []byte, escaped bool) {
	rest := r.body[r.at+1:]
	end := bytes.IndexByte(rest, '"')
	if escaped = r.hasEscape(end); escaped {
		end = closingQuote(rest)
	}
	if end < 0 || r.controls && hasControl(rest[:end]) {
		r.Fail()
		return nil, false
	}
	r.at += end + 2
	return rest[:end], escaped
}

// hasEscape reports whether there is a backslash within n bytes after the next one.
func (r *Reader) hasEscape(n int) bool {
	if r.escape < r.at {
		r.findEscape()
	}
	return r.escape <= r.at+n
}

// findEscape finds the next backslash. All calls together search the body once.
func (r *Reader) findEscape() {
	r.escape = len(r.body)
	if n := bytes.IndexByte(r.body[r.at:], '\\'); n >= 0 {
		r.escape = r.at + n
	}
}

// closingQuote returns where the string ends whose text starts a slice, or -1 if it does not end.
func closingQuote(text []byte) int {
	for at := 0; ; at++ {
		quote := bytes.IndexByte(text[at:], '"')
		if quote < 0 {
			return -1
		}
		at += quote
		// A quote after an odd number of backslashes is part of the string.
		backslashes := 0
		for backslashes < at && text[at-backslashes-1] == '\\' {
			backslashes++
		}
		if backslashes%2 == 0 {
			return at
		}
	}
}

// hasControl reports whether a text has a character that JSON wants escaped.
func hasControl(text []byte) bool {
	for _, b := range text {
		if b < ' ' {
			return true
		}
	}
	return false
}
