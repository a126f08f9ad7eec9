package wire

import (
	"bytes"
	"encoding/binary"
	"math/bits"
)

// quoted steps over the string at the current position, and returns the text between its quotes.
func (r *Reader) quoted() (text []byte, escaped bool) {
	start := r.at + 1
	// Most strings are short. For them this is faster than calling bytes.IndexByte.
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

// quoteIn returns a word whose lowest set bit is in the byte of the first quote. It returns zero if
// there is no quote.
func quoteIn(word uint64) uint64 {
	word ^= '"' * each
	return (word - each) &^ word & high
}

// quotedText is like quoted, for strings of any kind.
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

// closingQuote returns the position of the quote that ends a string, or -1 if the string does not
// end. text begins after the opening quote.
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

// hasControl reports whether a text has a control character, which JSON requires to be escaped.
func hasControl(text []byte) bool {
	for _, b := range text {
		if b < ' ' {
			return true
		}
	}
	return false
}
