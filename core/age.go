package core

import (
	"context"
	"log/slog"
	"strconv"
	"time"
)

// checkAge returns a zero Response if the timestamp is close enough to now, or if Options.MaxAge is
// not set.
func (s *Server) checkAge(ctx context.Context, in *incoming, now time.Time) Response {
	limit := s.options.MaxAge
	if limit <= 0 {
		return Response{}
	}
	text := string(in.message[:in.start])
	// Discord's timestamps are seconds since 1970. A number beyond the latest date is not a
	// timestamp.
	seconds, err := strconv.ParseInt(text, 10, 64)
	if err != nil || seconds < 0 || seconds > latestTimestamp {
		s.log(ctx, lineNoTimestamp, in.about)
		return badSignature
	}
	difference := now.Sub(time.Unix(seconds, 0))
	if difference.Abs() <= limit {
		return Response{}
	}
	s.log(ctx, lineTooOld, in.about, slog.Duration("difference", difference), slog.Duration("max_age", limit))
	return badSignature
}

// latestTimestamp is the last second of the year 9999.
const latestTimestamp = 253402300799
