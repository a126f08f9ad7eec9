package discordtest

import (
	"net/url"
	"slices"
	"strconv"
	"time"

	"github.com/hotaru-go/hotaru/discord"
)

// limitOf reads the query's limit, which is between least and most, and usual if the query has none.
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

// pageOf returns the part of a list that the query's before, after and limit ask for. The list is
// in the order of its IDs, and so is the part. With before it is the end of what comes before that
// ID, and after does not count.
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

// beforeOf reads the query's before as a time. Without one it is far ahead.
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
