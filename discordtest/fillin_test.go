package discordtest_test

import (
	"strings"
	"testing"

	"github.com/hotaru-go/hotaru/discord"
	"github.com/hotaru-go/hotaru/discordtest"
)

func TestLengthsOfTexts(t *testing.T) {
	app := discordtest.New(t)
	app.Connect(discordtest.Handler(answering(200, "application/json", `{"type":5}`)))
	tests := []struct {
		name        string
		least, most int
		text        string
		reason      string // empty where it can be sent
	}{
		{"nothing", 0, 0, "", ""},
		{"the longest", 0, 0, strings.Repeat("ä", 6000), ""},
		{"too long", 0, 0, strings.Repeat("ä", 6001), "6001 characters, at most 6000"},
		{"the longest that is declared", 0, 5, "äääää", ""},
		{"longer than declared", 0, 5, "ääääää", "6 characters, at most 5"},
		{"much longer than declared", 0, 5, strings.Repeat("ä", 6001), "6001 characters, at most 5"},
		{"the shortest that is declared", 2, 0, "ää", ""},
		{"shorter than declared", 2, 0, "ä", "1 characters, at least 2"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			app.SetCommands(0, discord.Command{Name: "say", Description: "Says it", Options: []discord.CommandOption{
				{Type: discord.OptionString, Name: "text", Description: "What to say", MinLength: test.least, MaxLength: test.most},
			}})
			_, err := app.Person().Slash(t.Context(), "say", discordtest.Values{"text": test.text})
			switch {
			case test.reason == "" && err != nil:
				t.Error(err)
			case test.reason != "" && (err == nil || !strings.HasSuffix(err.Error(), test.reason)):
				t.Errorf("%v, want %q at its end", err, test.reason)
			}
		})
	}
}
