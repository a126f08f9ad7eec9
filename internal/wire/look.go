package wire

import (
	"math"
	"strconv"
)

// IntAfter returns the integer that follows a prefix of the next value, for example the prefix
// {"type": of an object. It does not move the Reader. It returns false if the value does not begin
// with the prefix and an integer.
func (r *Reader) IntAfter(prefix string) (n int, ok bool) {
	r.Kind()
	start := r.at
	if rest := r.body[start:]; len(rest) < len(prefix) || string(rest[:len(prefix)]) != prefix {
		return 0, false
	}
	r.at += len(prefix)
	long, ok := r.shortInt()
	r.at = start
	return int(long), ok && long <= math.MaxInt32
}

// SmallInt reads a 32-bit integer. It returns zero for any other value.
func (r *Reader) SmallInt() int {
	r.Kind()
	if n, ok := r.shortInt(); ok {
		if n > math.MaxInt32 {
			return 0
		}
		return int(n)
	}
	return smallInt(r.Raw())
}

// IntAhead returns the integer that the next value, an object, has under a name. It does not move
// the Reader and does not allocate. It returns zero if the next value is not an object, or has no
// 32-bit integer there. If several members have the name, the last one counts. It does not check
// the objects and lists inside the value. The code that reads them does.
func (r *Reader) IntAhead(name string) int {
	start := r.Mark()
	found := 0
	if r.Kind() == '{' {
		for r.Open('{'); r.Member(); {
			if string(r.Name) != name {
				r.leap()
				continue
			}
			found = r.SmallInt()
		}
	}
	if r.failed {
		found = 0
	}
	r.Back(start)
	return found
}

// leap steps over a value, as Skip does, but does not check the content of an object or a list.
func (r *Reader) leap() {
	bracket := r.Kind()
	if bracket != '{' && bracket != '[' {
		r.Skip()
		return
	}
	for depth := 0; r.at < len(r.body); {
		switch r.body[r.at] {
		case '"':
			if r.quoted(); r.failed {
				return
			}
			continue
		case '{', '[':
			depth++
		case '}', ']':
			if depth--; depth == 0 {
				r.at++
				return
			}
		}
		r.at++
	}
	r.Fail()
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

// IntMember returns the integer that an object has under a name, as IntAhead does. It returns zero
// if the JSON is not well-formed.
func IntMember(object []byte, name string) int {
	var r Reader
	r.Reset(object, 0)
	start := r.Mark()
	if r.Skip(); r.failed {
		return 0
	}
	r.Back(start)
	return r.IntAhead(name)
}

// Valid reports whether a text is exactly one JSON value in UTF-8. It does not allocate.
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
