package discord

import (
	"encoding/json"
	"strconv"

	"github.com/hotaru-go/hotaru/internal/wire"
)

//go:generate go run ../internal/jsongen

// maxShared is the size of the largest body, in bytes, whose text shares the memory of one copy. Text of a larger body
// is copied one by one, so that one kept name does not keep the whole body.
const maxShared = 64 << 10

func sharing(body []byte) wire.Mode {
	if len(body) > maxShared {
		return 0
	}
	return wire.Share
}

// begin starts to read a body.
func begin(r *wire.Reader, body []byte) { r.Reset(body, sharing(body)) }

// rawText returns the body as text, and the reader's own copy of it if it has one.
func rawText(r *wire.Reader, body []byte) string {
	if shared := r.Shared(); shared != "" {
		return shared
	}
	return string(body)
}

// decode reads one whole value, and keeps nothing of the body.
func decode[T any](body []byte, read func(*wire.Reader, *T), v *T) error {
	var r wire.Reader
	begin(&r, body)
	read(&r, v)
	return r.Finish()
}

// firstRoom is how many bytes a buffer for JSON starts with.
const firstRoom = 192

// encoded returns what a function writes.
func encoded[T any](write func(*wire.Writer, *T), v *T) ([]byte, error) {
	w := wire.NewWriter(firstRoom)
	write(&w, v)
	return w.Finish()
}

// readRawMessage keeps a copy of a value.
func readRawMessage(r *wire.Reader, v *json.RawMessage) { *v = r.RawCopy() }

func readSnowflake(r *wire.Reader, v *Snowflake) {
	start := r.Offset()
	if r.Kind() != '"' {
		// Null, or a number, as IDs were in the past.
		if value := r.Raw(); !r.Failed() && v.UnmarshalJSON(value) != nil {
			r.FailAt(start)
		}
		return
	}
	id, ok := snowflake(r.Bytes())
	if !ok {
		r.FailAt(start)
	}
	*v = id
}

// snowflakeKey reads the name of a member.
func snowflakeKey(r *wire.Reader) Snowflake {
	id, ok := snowflake(r.Name)
	if !ok {
		r.Fail()
	}
	return id
}

func snowflake(text []byte) (Snowflake, bool) {
	id := uint64(0)
	// Nineteen digits are below 2^64, whatever they are.
	short := len(text) < 20 && len(text) > 0
	for i := 0; short && i < len(text); i++ {
		digit := text[i] - '0'
		id, short = id*10+uint64(digit), digit <= 9
	}
	if short {
		return Snowflake(id), true
	}
	id, err := strconv.ParseUint(string(text), 10, 64)
	return Snowflake(id), err == nil
}

//go:noinline
func writeSnowflake(w *wire.Writer, v *Snowflake) { w.UintText(uint64(*v)) }

func readPermissions(r *wire.Reader, v *Permissions) {
	start := r.Offset()
	if value := r.Raw(); !r.Failed() && v.UnmarshalJSON(value) != nil {
		r.FailAt(start)
	}
}

func readTag(r *wire.Reader, v *Tag) { *v = string(r.Raw()) != "false" }

// readTime reads what is no time as none.
func readTime(r *wire.Reader, v *Time) {
	if r.Kind() != '"' {
		r.Skip()
		*v = Time{}
		return
	}
	*v = parseTime(string(r.Bytes()))
}

func writeTime(w *wire.Writer, v *Time) {
	var room [64]byte
	text, err := v.appendJSON(room[:0])
	if err != nil {
		w.Fail(err)
		return
	}
	w.Verbatim(text)
}
