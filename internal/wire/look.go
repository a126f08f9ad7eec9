package wire

import "strconv"

// IntAhead returns the integer that the next value, an object, has under a name. It does not move the Reader and does
// not allocate. It returns zero if the next value is no object, or has no 32-bit integer there. Of several members of
// the name the last one counts.
func (r *Reader) IntAhead(name string) int {
	start := r.Mark()
	found := 0
	if r.Kind() == '{' {
		for r.Open('{'); r.Member(); {
			if string(r.Name) != name {
				r.Skip()
				continue
			}
			found = smallInt(r.Raw())
		}
	}
	if r.failed {
		found = 0
	}
	r.Back(start)
	return found
}

func smallInt(text []byte) int {
	const longest = len("-2147483648")
	if len(text) > longest {
		return 0
	}
	n, err := strconv.ParseInt(string(text), 10, 32)
	if err != nil {
		return 0
	}
	return int(n)
}

// IntMember returns the integer that an object has under a name, as IntAhead does. It is zero for JSON that is not
// well-formed.
func IntMember(object []byte, name string) int {
	var r Reader
	r.Reset(object, 0)
	if r.failed {
		return 0
	}
	return r.IntAhead(name)
}

// Valid reports whether a text is one JSON value in UTF-8 and nothing more. It does not allocate.
func Valid(text []byte) bool { return valid(text, false) }

func valid(text []byte, repair bool) bool {
	var r Reader
	r.Reset(text, 0)
	r.repair = repair
	r.Skip()
	r.End()
	return !r.failed
}

// Kind returns the first byte of a value, after white space, or zero if there is none.
func Kind(value []byte) byte {
	r := Reader{body: value}
	return r.Kind()
}
