package wire

import (
	"encoding/binary"
	"strconv"
)

// number steps over a number. It returns the number's text, and whether it has neither a fraction
// nor an exponent.
func (r *Reader) number() (text []byte, whole bool) {
	start := r.at
	if r.at < len(r.body) && r.body[r.at] == '-' {
		r.at++
	}
	if r.at < len(r.body) && r.body[r.at] == '0' {
		r.at++
	} else {
		r.digits()
	}
	whole = true
	if r.at < len(r.body) && r.body[r.at] == '.' {
		whole = false
		r.at++
		r.digits()
	}
	if r.at < len(r.body) && r.body[r.at]|0x20 == 'e' {
		whole = false
		r.at++
		if r.at < len(r.body) && (r.body[r.at] == '+' || r.body[r.at] == '-') {
			r.at++
		}
		r.digits()
	}
	return r.body[start:r.at], whole
}

// digits steps over one or more digits.
func (r *Reader) digits() {
	start := r.at
	for r.at < len(r.body) && r.body[r.at]-'0' <= 9 {
		r.at++
	}
	if r.at == start {
		r.Fail()
	}
}

// Int64 reads an integer without fraction and exponent. It returns zero for null.
func (r *Reader) Int64() int64 {
	if r.Null() {
		return 0
	}
	start := r.at
	if n, ok := r.shortInt(); ok {
		return n
	}
	text, whole := r.number()
	n, err := strconv.ParseInt(string(text), 10, 64)
	if !whole || err != nil {
		r.FailAt(start)
	}
	return n
}

// shortInt reads an integer of up to 18 digits without a sign. If the next value is anything else,
// it returns false and does not move.
func (r *Reader) shortInt() (n int64, ok bool) {
	rest := r.body[r.at:]
	at := 0
	for at < len(rest) && rest[at]-'0' <= 9 {
		n = n*10 + int64(rest[at]-'0')
		at++
	}
	if at == 0 || at > 18 || at > 1 && rest[0] == '0' || at < len(rest) && (rest[at] == '.' || rest[at]|0x20 == 'e') {
		return 0, false
	}
	r.at += at
	return n, true
}

// UintText reads a string of 1 to 19 digits. If the next value is anything else, it returns false
// and does not move.
func (r *Reader) UintText() (n uint64, ok bool) {
	if r.Kind() != '"' {
		return 0, false
	}
	text := r.body[r.at+1:]
	at := 0
	for at < 16 && len(text)-at >= 8 {
		eight, ok := eightDigits(binary.LittleEndian.Uint64(text[at:]))
		if !ok {
			break
		}
		n = n*1e8 + eight
		at += 8
	}
	for ; at < len(text) && at < 20 && text[at]-'0' <= 9; at++ {
		n = n*10 + uint64(text[at]-'0')
	}
	if at == 0 || at > 19 || at == len(text) || text[at] != '"' {
		return 0, false
	}
	r.at += at + 2
	return n, true
}

// eightDigits returns the value of a word that holds eight digits. The first digit is in the lowest
// byte. It adds up pairs of digits, and then the pairs.
func eightDigits(word uint64) (n uint64, ok bool) {
	digits := word - '0'*each
	if (digits|(word+('\x7F'-'9')*each))&high != 0 {
		return 0, false
	}
	const everyFourth = 0x000000FF_000000FF
	pairs := digits*10 + digits>>8
	return uint64(uint32((pairs&everyFourth*(100+1e6<<32) + pairs>>16&everyFourth*(1+1e4<<32)) >> 32)), true
}

// Int reads an integer, as Int64 does.
func (r *Reader) Int() int {
	start := r.Offset()
	n := r.Int64()
	if int64(int(n)) != n {
		r.FailAt(start)
	}
	return int(n)
}

// Float64 reads a number. It returns zero for null.
func (r *Reader) Float64() float64 {
	if r.Null() {
		return 0
	}
	start := r.at
	text, _ := r.number()
	n, err := strconv.ParseFloat(string(text), 64)
	if err != nil {
		r.FailAt(start)
	}
	return n
}
