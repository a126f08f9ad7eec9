package main

import (
	"encoding/json"
	"fmt"

	jsonv2 "github.com/go-json-experiment/json"
	goccy "github.com/goccy/go-json"
	"github.com/hotaru-go/hotaru/discord"
)

// command is the name in the slash command.
const command = "search"

type decoder struct {
	name   string
	decode func(body []byte) (name string, err error)
}

// allDecoders returns the decoders. They decode a slash command into the same types. The types have
// the methods of encoding/json, and each decoder uses them in its own way.
func allDecoders() []decoder {
	by := func(unmarshal func(body []byte, into any) error) func([]byte) (string, error) {
		return func(body []byte) (string, error) {
			var i discord.CommandInteraction
			err := unmarshal(body, &i)
			return i.Data.Name, err
		}
	}
	return []decoder{
		{"encoding/json", by(json.Unmarshal)},
		{"goccy/go-json", by(func(body []byte, into any) error { return goccy.Unmarshal(body, into) })},
		{"go-json-experiment/json (v2)", by(func(body []byte, into any) error { return jsonv2.Unmarshal(body, into) })},
		{"discord.Decode", func(body []byte) (string, error) {
			_, i, err := discord.Decode(body)
			if err != nil {
				return "", err
			}
			return i.(*discord.CommandInteraction).Data.Name, nil
		}},
	}
}

func decoders(body []byte, rounds, count int) {
	all := allDecoders()
	results := make([]measured, len(all))
	for range rounds {
		for n, d := range all {
			results[n].measure(count, func() {
				if name, err := d.decode(body); err != nil || name != command {
					fail(fmt.Errorf("%s decodes %q: %w", d.name, name, err))
				}
			})
		}
	}
	fmt.Printf("\n### decoding a slash command, %d bytes\n\n| | ns/op | B/op | allocs/op | of encoding/json |\n|---|--:|--:|--:|--:|\n", len(body))
	for n, d := range all {
		r := &results[n]
		fmt.Printf("| %s | %.0f | %.0f | %.1f | %.2f |\n", d.name, median(r.nanoseconds), r.bytes, r.allocations,
			median(r.nanoseconds)/median(results[0].nanoseconds))
	}
}
