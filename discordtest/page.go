package discordtest

import (
	"net/url"
	"slices"
	"strconv"
	"time"

	"github.com/hotaru-go/hotaru/discord"
)

// limitOf reads the query's limit, which must be between least and most. Without one it returns
// usual.
func limitOf(query url.Values, least, usual, most int) (int, *Refusal) {
	text := query.Get("limit")
	if text == "" {
		return usual, nil
	}
	n, err := strconv.Atoi(text)
	if err != nil || n < least || n > most {
		return 0, invalidField("limit", "NUMBER_TYPE_RANGE", "Value must be between %d and %d.", least, most)
	}
	return n, nil
}

// pageOf returns the part of a list that the query's before, after and limit select. The list and
// the part are in the order of their IDs. If before is set, the part is the last elements before
// that ID, and pageOf ignores after.
func pageOf[T any](query url.Values, all []T, id func(T) discord.Snowflake, usual, most int) ([]T, *Refusal) {
	limit, refused := limitOf(query, 1, usual, most)
	if refused != nil {
		return nil, refused
	}
	if before := snowflakeOf(query.Get("before")); before != 0 {
		all = slices.DeleteFunc(slices.Clone(all), func(one T) bool { return id(one) >= before })
		return all[max(len(all)-limit, 0):], nil
	}
	after := snowflakeOf(query.Get("after"))
	all = slices.DeleteFunc(slices.Clone(all), func(one T) bool { return id(one) <= after })
	return all[:min(limit, len(all))], nil
}

// beforeOf reads the query's before as a time. Without one it returns a time far in the future.
func beforeOf(query url.Values) (time.Time, *Refusal) {
	text := query.Get("before")
	if text == "" {
		return time.Unix(1<<40, 0), nil
	}
	before, err := time.Parse(time.RFC3339, text)
	if err != nil {
		return before, invalidField("before", "DATE_TIME_TYPE_PARSE", "Could not parse %s. Should be ISO8601.", text)
	}
	return before, nil
}

func ownID(id discord.Snowflake) discord.Snowflake { return id }
