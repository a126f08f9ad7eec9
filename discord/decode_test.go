package discord

import (
	"errors"
	"github.com/hotaru-go/hotaru/internal/race"
	"math"
	"testing"
)

func TestPeekType(t *testing.T) {
	for _, test := range []struct {
		body string
		want InteractionType
		err  error
	}{
		{`{"type":1}`, 1, nil},
		{` {"id":"1","type" : 2 } ` + "\r\n", 2, nil},
		{`{"data":{"type":9,"x":[{"type":8}]},"type":3}`, 3, nil},
		{`{"type":3,"data":{"type":9}}`, 3, nil},
		{`{"type":1,"type":4}`, 4, nil},
		{`{"type":"x","type":4}`, 4, nil},
		{`{"\u0074ype":5}`, 5, nil},
		{`{"\u0074yp":5}`, 0, ErrMissingType},
		{`{"type":0}`, 0, nil},
		{`{"type":-1}`, -1, nil},
		{`{"type":99999999999999999999}`, math.MaxInt32, nil},
		{`{}`, 0, ErrMissingType},
		{`{"Type":1}`, 0, ErrMissingType},
		{`{"type":null}`, 0, ErrInvalidJSON},
		{`{"type":"2"}`, 0, ErrInvalidJSON},
		{`{"type":2.0}`, 0, ErrInvalidJSON},
		{`{"type":2e0}`, 0, ErrInvalidJSON},
		{`{"type":true}`, 0, ErrInvalidJSON},
		{`{"type":[2]}`, 0, ErrInvalidJSON},
		{``, 0, ErrInvalidJSON},
		{` `, 0, ErrInvalidJSON},
		{`null`, 0, ErrInvalidJSON},
		{`[{"type":1}]`, 0, ErrInvalidJSON},
		{`"type"`, 0, ErrInvalidJSON},
		{`{"type":1`, 0, ErrInvalidJSON},
		{`{"type":1,}`, 0, ErrInvalidJSON},
		{`{"type":1}}`, 0, ErrInvalidJSON},
		{`{"type":1} {"type":1}`, 0, ErrInvalidJSON},
		{`{"type":1}x`, 0, ErrInvalidJSON},
		{`{"type":1,"x":"` + "\xff" + `"}`, 0, ErrInvalidJSON},
		{`{"type":1,"` + "\xc3" + `":0}`, 0, ErrInvalidJSON},
		{`{type:1}`, 0, ErrInvalidJSON},
		{`{"type":01}`, 0, ErrInvalidJSON},
		{`{"type":1,"x":{"y":}}`, 0, ErrInvalidJSON},
	} {
		got, err := PeekType([]byte(test.body))
		if got != test.want || !errors.Is(err, test.err) {
			t.Errorf("PeekType(%s) = %v, %v; want %v, %v", test.body, got, err, test.want, test.err)
		}
	}
}

func TestPeekTypeDoesNotAllocate(t *testing.T) {
	if race.Enabled {
		t.Skip("the race detector makes a pool forget at random")
	}
	body := []byte(`{"id":"1","data":{"name":"x","options":[{"name":"y","value":"zzzzzzzzzzzz"}]},"type":2}`)
	if n := testing.AllocsPerRun(200, func() { PeekType(body) }); n != 0 {
		t.Errorf("%v allocations", n)
	}
}
