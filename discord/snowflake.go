package discord

import (
	"errors"
	"fmt"
	"strconv"
	"time"

	"github.com/hotaru-go/hotaru/internal/wire"
)

// Snowflake is a Discord ID: a 64-bit number that contains the time it was made. Zero means none.
//
// Discord writes snowflakes as strings, because some JSON readers keep only 53 bits of a number.
// Decoding accepts a string, a number or null, which is zero. Encoding writes a string.
//
// See https://docs.discord.com/developers/reference#snowflakes.
type Snowflake uint64

// epoch is the first millisecond of 2015, in Unix time. Snowflakes count from it.
const epoch = 1420070400000

// ParseSnowflake reads a snowflake from its decimal form. The error does not contain the text.
func ParseSnowflake(text string) (Snowflake, error) {
	id, err := strconv.ParseUint(text, 10, 64)
	if err != nil {
		return 0, fmt.Errorf("discord: a snowflake is a decimal number below 2^64: %w", errors.Unwrap(err))
	}
	return Snowflake(id), nil
}

// Time returns when the snowflake was made, to the millisecond, in UTC.
func (s Snowflake) Time() time.Time { return time.UnixMilli(int64(s>>22) + epoch).UTC() }

// SnowflakeAt returns the smallest snowflake made at t, to ask for objects from before or after
// that time. A time before 2015 returns zero. A time after the last millisecond that a snowflake
// can hold, in the year 2154, returns the smallest snowflake of that millisecond.
func SnowflakeAt(t time.Time) Snowflake {
	return Snowflake(min(max(t.UnixMilli()-epoch, 0), 1<<42-1)) << 22
}

// String returns the decimal form.
func (s Snowflake) String() string { return strconv.FormatUint(uint64(s), 10) }

// MarshalText writes the decimal form. It makes a snowflake a JSON string, even as the key of a
// map.
func (s Snowflake) MarshalText() ([]byte, error) {
	return strconv.AppendUint(nil, uint64(s), 10), nil
}

// UnmarshalText reads the decimal form.
func (s *Snowflake) UnmarshalText(text []byte) error {
	id, err := ParseSnowflake(string(text))
	if err != nil {
		return err
	}
	*s = id
	return nil
}

// UnmarshalJSON reads a string, a number or null.
func (s *Snowflake) UnmarshalJSON(value []byte) error {
	if string(value) == "null" {
		*s = 0
		return nil
	}
	if len(value) > 0 && value[0] == '"' {
		value = wire.Unquote(value)
	}
	return s.UnmarshalText(value)
}

func readSnowflake(r *reader, v *Snowflake) {
	if id, ok := r.UintText(); ok {
		*v = Snowflake(id)
		return
	}
	start := r.Offset()
	if r.Kind() != '"' {
		// The value is null, or a number. IDs were formerly numbers.
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
func snowflakeKey(r *reader) Snowflake {
	id, ok := snowflake(r.Name)
	if !ok {
		r.Fail()
	}
	return id
}

func snowflake(text []byte) (Snowflake, bool) {
	id, err := strconv.ParseUint(string(text), 10, 64)
	return Snowflake(id), err == nil
}

//go:noinline
func writeSnowflake(w *wire.Writer, v *Snowflake) { w.UintText(uint64(*v)) }
