package wire

import (
	"errors"
	"math"
	"strconv"
	"strings"
	"testing"
	"unsafe"
)

// record reads {"id":…,"name":…,"list":[…]} with an integer, a text and integers.
func record(body string, mode Mode) (id int, name string, list []int64, err error) {
	var r Reader
	r.Reset([]byte(body), mode)
	for r.Open('{'); r.Member(); {
		switch string(r.Name) {
		case "id":
			id = r.Int()
		case "name":
			r.TextInto(&name)
		case "list":
			for r.Open('['); r.More(']'); {
				list = append(list, r.Int64())
			}
		default:
			r.Skip()
		}
	}
	return id, name, list, r.Finish()
}

func TestErrorsNameTheValue(t *testing.T) {
	for body, want := range map[string]string{
		`{"id":7,"name":"x","list":[1,2]}`:        "",
		`{"id":null,"name":null,"new":{"a":[1]}}`: "",
		`{"id":"s3cret","name":"x"}`:              `the value at "/id" does not fit`,
		`{"id": 1.5 }`:                            `the value at "/id" does not fit`,
		`{"id":99999999999999999999}`:             `the value at "/id" does not fit`,
		`{"new":[{}],"name":7}`:                   `the value at "/name" does not fit`,
		`{"name":"x","list":[1,[],3]}`:            `the value at "/list/1" does not fit`,
		`{"list":{"a":1}}`:                        `the value at "/list" does not fit`,
		`[]`:                                      `the value at "" does not fit`,
		`{"id":1`:                                 ErrSyntax.Error(),
		`{"id":1}}`:                               ErrSyntax.Error(),
		`{"name":"\x"}`:                           ErrSyntax.Error(),
		"{\"name\":\"\xff\"}":                     ErrSyntax.Error(),
		``:                                        ErrSyntax.Error(),
	} {
		_, _, _, err := record(body, Share)
		if got := ""; err != nil {
			if got = err.Error(); got != want {
				t.Errorf("%s: %s, want %s", body, got, want)
			}
		} else if want != "" {
			t.Errorf("%s is accepted", body)
		}
	}
	_, _, _, err := record(`{"a/b~":1,"id":"x"}`, 0)
	if err == nil || err.Error() != `the value at "/id" does not fit` {
		t.Error(err)
	}
}

func TestDepth(t *testing.T) {
	nested := func(n int) []byte { return []byte(strings.Repeat("[", n) + strings.Repeat("]", n)) }
	if !Valid(nested(maxDepth)) || Valid(nested(maxDepth+1)) {
		t.Error("the limit on depth is not where it should be")
	}
}

func TestShareAndCopy(t *testing.T) {
	body := []byte(`{"name":"firefly"}`)
	for _, mode := range []Mode{0, Share} {
		var r Reader
		r.Reset(body, mode)
		r.Open('{')
		r.Member()
		key, name := r.Key(), r.Text()
		if key != "name" || name != "firefly" {
			t.Fatalf("%q: %q", key, name)
		}
		inside := func(s string) bool {
			copied := r.Shared()
			first, at := uintptr(unsafe.Pointer(unsafe.StringData(copied))), uintptr(unsafe.Pointer(unsafe.StringData(s)))
			return first <= at && at < first+uintptr(len(copied))
		}
		if shares := mode == Share; inside(key) != shares || inside(name) != shares {
			t.Errorf("mode %d: the name is in the copy: %t, the text: %t", mode, inside(key), inside(name))
		}
	}
}

func TestIntMember(t *testing.T) {
	for text, want := range map[string]int{
		`{"type":2}`: 2, ` { "a" : {"type":3} , "type" : 4 } `: 4, `{"type":1,"type":2}`: 2, `{"\u0074ype":9}`: 9, `{"type":-1}`: -1,
		`{"type":"2"}`: 0, `{"type":1.0}`: 0, `{"type":2147483648}`: 0, `{"type":null}`: 0, `{"type":{}}`: 0, `{}`: 0, `[]`: 0, `7`: 0, ``: 0,
		`{"type":2`: 0, `{"type":2,}`: 0, "{\"type\":2,\"a\":\"\xff\"}": 0,
	} {
		if got := IntMember([]byte(text), "type"); got != want {
			t.Errorf("%s: %d, want %d", text, got, want)
		}
	}
}

func TestBack(t *testing.T) {
	var r Reader
	r.Reset([]byte(`[{"a":"x"},2]`), 0)
	r.Open('[')
	r.More(']')
	mark := r.Mark()
	if r.Open('{'); !r.Member() || r.Int() != 0 || !r.Failed() {
		t.Fatal("a text is read as an integer")
	}
	r.Back(mark)
	r.Skip()
	if !r.More(']') || r.Int() != 2 || r.More(']') || r.Finish() != nil {
		t.Errorf("after Back: %v", r.Finish())
	}
}

func TestRepair(t *testing.T) {
	body := "{\"name\":\"a\xffb\\ud800c\"}"
	if _, _, _, err := record(body, 0); err == nil {
		t.Error("broken text is accepted without Repair")
	}
	for _, mode := range []Mode{Repair, Repair | Share} {
		if _, name, _, err := record(body, mode); err != nil || name != "a\uFFFDb\uFFFDc" {
			t.Errorf("%q, %v", name, err)
		}
	}
}

func TestReadingDoesNotAllocate(t *testing.T) {
	body := []byte(`{"id":12345678901,"new":[1.5,{"a":"\u00e9"}],"type":2,"name":"x"}`)
	if n := testing.AllocsPerRun(100, func() {
		if !Valid(body) || IntMember(body, "type") != 2 {
			t.Fatal("it does not read")
		}
	}); n != 0 {
		t.Errorf("%v allocations", n)
	}
}

func TestWriteFloats(t *testing.T) {
	for value, want := range map[float64]string{
		0: "0", 1: "1", -1.5: "-1.5", 1e20: "100000000000000000000", 1e21: "1e+21", 1e-6: "0.000001", 1e-7: "1e-7", 5e-324: "5e-324",
		math.MaxFloat64: "1.7976931348623157e+308", 1 << 53: "9007199254740992",
	} {
		w := NewWriter(0)
		w.Float64(value)
		got, err := w.Finish()
		if err != nil || string(got) != want {
			t.Errorf("%v is written as %s, want %s, %v", value, got, want, err)
		}
	}
	for _, value := range []float64{math.NaN(), math.Inf(1), math.Inf(-1)} {
		w := NewWriter(0)
		w.Float64(value)
		if got, err := w.Finish(); !errors.Is(err, errNotFinite) || string(got) != "null" {
			t.Errorf("%v is written as %s, %v", value, got, err)
		}
	}
}

func TestWriter(t *testing.T) {
	w := NewWriter(4)
	w.Open('{')
	w.Name(`"a":`)
	w.Open('[')
	w.Element()
	w.Int(-3)
	w.Element()
	w.UintText(math.MaxUint64)
	w.Close(']')
	w.Key("b\"\x01")
	w.Text("x\xff\xc3é\u2028<&>\\\b\f\n\r\t")
	kept := w.Len()
	w.Name(`"c":`)
	w.Truncate(kept)
	w.Name(`"d":`)
	w.Base64([]byte("hi"))
	w.Name(`"e":`)
	w.Raw([]byte(" { \"x y\" : [ 1 , 2 ] } "))
	w.Name(`"f":`)
	w.Raw(nil)
	w.Name(`"g":`)
	w.Verbatim([]byte("7"))
	w.Close('}')
	got, err := w.Finish()
	const want = `{"a":[-3,"18446744073709551615"],"b\"\u0001":"x` + "\uFFFD\uFFFDé\u2028" + `<&>\\\b\f\n\r\t","d":"aGk=","e":{"x y":[1,2]},"f":null,"g":7}`
	if err != nil || string(got) != want {
		t.Errorf("%s, %v, want %s", got, err, want)
	}
	w.Raw([]byte("{"))
	w.Fail(errNotFinite)
	if _, err := w.Finish(); !errors.Is(err, ErrSyntax) {
		t.Errorf("%v, want the first error", err)
	}
}

// TestUintText compares with strconv, for numbers of any length and with any byte in the place of a
// digit.
func TestUintText(t *testing.T) {
	const digits = "98765432109876543210987"
	for length := range len(digits) {
		for at := range length + 1 {
			for _, b := range []byte("059/:\x00\xb0\xba\xff -") {
				text := []byte(digits[:length])
				if at < length {
					text[at] = b
				}
				for _, after := range []string{"", " ", `,"padding of more than a word":1`} {
					var r Reader
					r.Reset([]byte(`"`+string(text)+`"`+after), Repair)
					got, ok := r.UintText()
					want, err := strconv.ParseUint(string(text), 10, 64)
					if isNumber := err == nil && length < 20; ok != isNumber || ok && (got != want || r.at != length+2) || !ok && r.at != 0 {
						t.Fatalf("%q: %d, %v, at %d; strconv: %d, %v", text, got, ok, r.at, want, err)
					}
				}
			}
		}
	}
}
