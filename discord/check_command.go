package discord

import (
	"slices"
	"unicode"
	"unicode/utf8"
)

// Discord's limits on commands.
//
// See https://docs.discord.com/developers/interactions/application-commands#registering-a-command.
const (
	maxCommandName        = 32
	maxCommandDescription = 100
	maxCommandOptions     = 25
	maxCommandTotal       = 8000
	maxChatInputCommands  = 100
	maxContextCommands    = 15
	// maxCommandPermissions has every bit that Discord accepts in a command's default permissions.
	maxCommandPermissions = 1<<54 - 1
)

// Check returns a [*CheckError] with everything in the command that Discord would reject, or nil.
// Paths start at the command: "options[0].name". Options inside a misplaced option are not checked.
//
// Lengths are in characters, not bytes.
func (c *Command) Check() error {
	check := checker{utf8: true}
	check.command(c)
	return check.err()
}

// CheckCommands checks a list of commands that replaces all commands of an app. It checks each
// command as [Command.Check] does, the number of commands of each type, and that no two commands
// have the same type and name. A guildID of zero means global commands. Paths start at the list:
// "[2].options[0].name". It returns a [*CheckError] or nil.
//
// See https://docs.discord.com/developers/interactions/application-commands#registering-a-command.
func CheckCommands(guildID Snowflake, commands []Command) error {
	type identity struct {
		kind CommandType
		name string
	}
	check := checker{utf8: true}
	first := make(map[identity]int, len(commands))
	counts := make(map[CommandType]int, 4)
	for i := range commands {
		c := &commands[i]
		check.inAt("", i)
		check.command(c)
		key := identity{c.kind(), c.Name}
		counts[key.kind]++
		if before, repeated := first[key]; repeated {
			check.refuse("name", "a command of this type at [%d] has the same name", before)
		} else {
			first[key] = i
		}
		check.out()
	}
	entryPoints := 1
	if guildID != 0 {
		entryPoints = 0
	}
	check.total("chat input", counts[CommandChatInput], maxChatInputCommands)
	check.total("user", counts[CommandUser], maxContextCommands)
	check.total("message", counts[CommandMessage], maxContextCommands)
	check.total("entry point", counts[CommandEntryPoint], entryPoints)
	return check.err()
}

// kind is the command's type with the default filled in.
func (c *Command) kind() CommandType {
	if c.Type == 0 {
		return CommandChatInput
	}
	return c.Type
}

func (c *checker) total(kind string, n, limit int) {
	if n > limit {
		c.refuse("", "%d %s commands, at most %d", n, kind, limit)
	}
}

func (c *checker) command(command *Command) {
	kind := command.kind()
	if kind < CommandChatInput || kind > CommandEntryPoint {
		c.refuse("type", "%d is not a type of command", kind)
		return
	}
	chat, entry := kind == CommandChatInput, kind == CommandEntryPoint
	c.declaredName(command.Name, command.NameLocalizations, chat)
	switch {
	case chat:
		c.describe(command.Description, command.DescriptionLocalizations, 1)
	case entry:
		c.describe(command.Description, command.DescriptionLocalizations, 0)
	default:
		const only = "only chat input and entry point commands have it"
		c.absent("description", command.Description != "", only)
		c.absent("description_localizations", command.DescriptionLocalizations != nil, only)
	}
	c.absent("options", command.Options != nil && !chat, "only chat input commands have it")
	c.absent("handler", command.Handler != 0 && !entry, "only entry point commands have it")
	if h := command.Handler; h < 0 || h > HandlerLaunchActivity {
		c.refuse("handler", "%d is not a handler", h)
	}
	permissions := command.DefaultMemberPermissions
	c.absent("default_member_permissions", permissions != nil && *permissions > maxCommandPermissions, "has a bit above the 54th")
	setOf(c, "integration_types", command.IntegrationTypes, IntegrationUser)
	setOf(c, "contexts", command.Contexts, ContextPrivateChannel)
	if chat {
		c.declaredOptions(command.Options, topLevel)
		if n := commandLength(command); n > maxCommandTotal {
			c.refuse("", "%d characters in all names, descriptions and values together, at most %d", n, maxCommandTotal)
		}
	}
}

// setOf checks a list that Discord calls a set. The list is nil, or has each of the numbers 0 to
// last at most once.
func setOf[T ~int](c *checker, name string, list []T, last T) {
	c.absent(name, list != nil && len(list) == 0, "empty: use nil, or list at least 1")
	for i, v := range list {
		c.inAt(name, i)
		if v < 0 || v > last {
			c.refuse("", "%d is not one of 0 to %d", v, last)
		}
		c.absent("", slices.Contains(list[:i], v), "appears twice")
		c.out()
	}
}

// declaredName checks the name of a command or an option and its localizations. slash selects the
// rules for chat input commands and options.
func (c *checker) declaredName(name string, localized map[Locale]string, slash bool) {
	c.text("name", name, 1, maxCommandName)
	if slash {
		c.slashName("name", name)
	}
	before := len(c.violations)
	c.localized("name_localizations", localized, maxCommandName)
	if slash {
		c.in("name_localizations")
		for locale, text := range localized {
			c.slashName(string(locale), text)
		}
		c.out()
		c.sort(before)
	}
}

func (c *checker) slashName(name, text string) {
	for _, r := range text {
		switch {
		case unicode.ToLower(r) != r:
			c.refuse(name, "has a letter in upper case")
			return
		case r == '\'':
			c.refuse(name, "has an apostrophe U+0027, which Discord refuses: use U+02BC (\u02bc)")
			return
		case r != '-' && r != '_' && !unicode.In(r, unicode.L, unicode.N, unicode.Devanagari, unicode.Thai):
			c.refuse(name, "has a character that is not a letter, digit, hyphen or underscore")
			return
		}
	}
}

// describe checks the description of a command or an option and its localizations.
func (c *checker) describe(text string, localized map[Locale]string, least int) {
	c.text("description", text, least, maxCommandDescription)
	c.localized("description_localizations", localized, maxCommandDescription)
}

// commandLength counts the characters of a command as Discord does. For each text it counts the
// longest of the text and its localizations.
func commandLength(c *Command) int {
	return longest(c.Name, c.NameLocalizations) + longest(c.Description, c.DescriptionLocalizations) +
		optionsLength(c.Options)
}

func optionsLength(options []CommandOption) int {
	n := 0
	for i := range options {
		o := &options[i]
		n += longest(o.Name, o.NameLocalizations) + longest(o.Description, o.DescriptionLocalizations)
		n += optionsLength(o.Options)
		for j := range o.Choices {
			n += longest(o.Choices[j].Name, o.Choices[j].NameLocalizations)
			if value, ok := o.Choices[j].Value.(String); ok {
				n += utf8.RuneCountInString(string(value))
			}
		}
	}
	return n
}

func longest(text string, localized map[Locale]string) int {
	n := utf8.RuneCountInString(text)
	for _, other := range localized {
		n = max(n, utf8.RuneCountInString(other))
	}
	return n
}
