package main

import (
	"os"
	"reflect"
	"testing"

	"github.com/hotaru-go/hotaru/discord"
	"github.com/hotaru-go/hotaru/discordtest"
)

func TestOptionValue(t *testing.T) {
	name := writeFile(t, "a file")
	tests := []struct {
		kind discord.OptionType
		text string
		want any
	}{
		{discord.OptionString, "12", "12"},
		{discord.OptionInteger, "12", int64(12)},
		{discord.OptionInteger, "twelve", nil},
		{discord.OptionInteger, "1.5", nil},
		{discord.OptionNumber, "1.5", 1.5},
		{discord.OptionNumber, "x", nil},
		{discord.OptionBoolean, "true", true},
		{discord.OptionBoolean, "yes", nil},
		{discord.OptionUser, "218436509120135168", discord.Snowflake(218436509120135168)},
		{discord.OptionRole, "admin", nil},
		{discord.OptionAttachment, name, discordtest.File{Name: "file.json", Data: []byte("a file")}},
		{discord.OptionAttachment, os.DevNull + "/none", nil},
		{discord.OptionSubcommand, "x", nil},
	}
	for _, test := range tests {
		got, err := optionValue(test.kind, test.text)
		if (err == nil) != (test.want != nil) || err == nil && !reflect.DeepEqual(got, test.want) {
			t.Errorf("type %d, %q: %v, %v; want %v", test.kind, test.text, got, err, test.want)
		}
	}
}
