package discord

import (
	"time"

	"github.com/hotaru-go/hotaru/internal/wire"
)

// Time is a [time.Time] in UTC, as Discord sends it. The zero value means that Discord sent none.
//
// Decoding never fails, because an interaction should not fail for a date in an unknown form. It
// accepts RFC 3339 with any fraction of a second. It also accepts the form without a zone that
// webhook events have ("2024-10-18T14:42:53.064834"), and treats it as UTC. Null, any other value,
// and a year outside 1 to 9999 decode to the zero value. Encoding writes RFC 3339, and null for the
// zero value. It fails for a year before 0 or after 9999, which RFC 3339 cannot write.
//
// See https://docs.discord.com/developers/reference#iso8601-date-time.
type Time struct{ time.Time }

// The years of a Time, in UTC.
const (
	firstYear = 1
	lastYear  = 9999
)

// layoutWithoutZone is the form of times in webhook events. Parsing accepts a fraction after the
// seconds.
const layoutWithoutZone = "2006-01-02T15:04:05"

func parseTime(text string) Time {
	// Null is more frequent than a time, and a failed parse allocates.
	if text == "" {
		return Time{}
	}
	t, err := time.Parse(time.RFC3339, text)
	if err != nil {
		if t, err = time.Parse(layoutWithoutZone, text); err != nil {
			return Time{}
		}
	}
	// A zone can move the last hours of the year 9999 into 10000, which RFC 3339 cannot write.
	if t = t.UTC(); t.Year() < firstYear || t.Year() > lastYear {
		return Time{}
	}
	return Time{t}
}

// MarshalJSON writes RFC 3339, or null for the zero value.
func (t Time) MarshalJSON() ([]byte, error) { return t.appendJSON(nil) }

func (t Time) appendJSON(b []byte) ([]byte, error) {
	if t.IsZero() {
		return append(b, "null"...), nil
	}
	b, err := t.UTC().AppendText(append(b, '"'))
	return append(b, '"'), err
}

// UnmarshalJSON reads a time, and never fails.
func (t *Time) UnmarshalJSON(value []byte) error {
	*t = parseTime(string(wire.Unquote(value)))
	return nil
}

// readTime reads a time. It reads any other value as the zero value.
func readTime(r *reader, v *Time) {
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
