package main

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/hotaru-go/hotaru/discord"
	"github.com/hotaru-go/hotaru/discordtest"
)

// optionValues parses the values of a slash command's options according to the command's
// declaration.
func optionValues(commands []discord.Command, path string, args []string) (discordtest.Values, error) {
	values := discordtest.Values{}
	declared, known := optionsOf(commands, path)
	for _, arg := range args {
		name, text, ok := strings.Cut(arg, "=")
		if !ok {
			return nil, usagef("%q is not an option; write option=value", arg)
		}
		at := slices.IndexFunc(declared, func(o discord.CommandOption) bool { return o.Name == name })
		if known && at < 0 {
			return nil, usagef("/%s has no option %q", path, name)
		}
		if at < 0 {
			continue // there is no such command; the person's client reports that
		}
		value, err := optionValue(declared[at].Type, text)
		if err != nil {
			return nil, usagef("%s: %v", name, err)
		}
		values[name] = value
	}
	return values, nil
}

// optionsOf finds the options of a slash command, a subcommand or a subcommand in a group.
func optionsOf(commands []discord.Command, path string) ([]discord.CommandOption, bool) {
	names := strings.Fields(path)
	at := slices.IndexFunc(commands, func(c discord.Command) bool {
		return c.Name == names[0] && (c.Type == 0 || c.Type == discord.CommandChatInput)
	})
	if at < 0 {
		return nil, false
	}
	options := commands[at].Options
	for _, name := range names[1:] {
		at := slices.IndexFunc(options, func(o discord.CommandOption) bool { return o.Name == name })
		if at < 0 {
			return nil, false
		}
		options = options[at].Options
	}
	return options, true
}

// optionValue parses a value of one type.
func optionValue(kind discord.OptionType, text string) (any, error) {
	switch kind {
	case discord.OptionString:
		return text, nil
	case discord.OptionInteger:
		return strconv.ParseInt(text, 10, 64)
	case discord.OptionNumber:
		return strconv.ParseFloat(text, 64)
	case discord.OptionBoolean:
		return strconv.ParseBool(text)
	case discord.OptionUser, discord.OptionChannel, discord.OptionRole, discord.OptionMentionable:
		return discord.ParseSnowflake(text)
	case discord.OptionAttachment:
		data, err := os.ReadFile(text)
		return discordtest.File{Name: filepath.Base(text), Data: data}, err
	}
	return nil, fmt.Errorf("an option of type %d cannot be sent from here", kind)
}
