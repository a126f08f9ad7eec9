package wire

// Kind skips white space and returns the first byte of the next value, or zero at the end. It also
// returns the comma, colon or closing bracket that comes instead of a value.
func (r *Reader) Kind() byte {
	if r.at < len(r.body) {
		if b := r.body[r.at]; b > ' ' {
			return b
		}
	}
	return r.afterSpace()
}

func (r *Reader) afterSpace() byte {
	for ; r.at < len(r.body); r.at++ {
		switch b := r.body[r.at]; b {
		case ' ', '\t', '\r', '\n':
		default:
			return b
		}
	}
	return 0
}

// Offset skips white space and returns where the next value starts.
func (r *Reader) Offset() int {
	r.Kind()
	return r.at
}

// Mark is a position to which Back can return.
type Mark struct{ at, depth, escape int }

// Mark returns the current position.
func (r *Reader) Mark() Mark { return Mark{r.at, r.depth, r.escape} }

// Back returns to the start of the value at which Mark was called. It clears a failure since then,
// unless the reason was too little room.
func (r *Reader) Back(to Mark) {
	if !r.tight {
		r.at, r.depth, r.escape, r.first, r.failed = to.at, to.depth, to.escape, false, false
	}
}
