package discord

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
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
	// maxCommandPermissions has every bit that Discord takes as a command's default permissions.
	maxCommandPermissions = 1<<54 - 1
)

// Check returns a [*CheckError] with everything in the command that Discord would refuse, or nil. Paths begin at the
// command: "options[0].name".
//
// Lengths are in characters, not bytes.
func (c *Command) Check() error {
	var check commandChecker
	check.command("", c)
	return check.err()
}

// CheckCommands checks the commands that are to replace all of an app's commands: each by itself as [Command.Check]
// does, and together: how many there are of each type, and that no two have the same type and name. A guildID of zero
// says that they are global. Paths begin at the list: "[2].options[0].name". It returns a [*CheckError] or nil.
//
// See https://docs.discord.com/developers/interactions/application-commands#registering-a-command.
func CheckCommands(guildID Snowflake, commands []Command) error {
	type identity struct {
		kind CommandType
		name string
	}
	var check commandChecker
	first := make(map[identity]int, len(commands))
	counts := make(map[CommandType]int, 4)
	for i := range commands {
		c, path := &commands[i], "["+strconv.Itoa(i)+"]"
		check.command(path+".", c)
		key := identity{c.kind(), c.Name}
		counts[key.kind]++
		if before, repeated := first[key]; repeated {
			check.refuse(path+".name", "a command of this type at [%d] has the same name", before)
		} else {
			first[key] = i
		}
	}
	check.count("chat input", counts[CommandChatInput], maxChatInputCommands)
	check.count("user", counts[CommandUser], maxContextCommands)
	check.count("message", counts[CommandMessage], maxContextCommands)
	if guildID == 0 {
		check.count("entry point", counts[CommandEntryPoint], 1)
	} else {
		check.count("entry point", counts[CommandEntryPoint], 0)
	}
	return check.err()
}

// kind is the command's type with the default filled in.
func (c *Command) kind() CommandType {
	if c.Type == 0 {
		return CommandChatInput
	}
	return c.Type
}

// commandChecker collects what is wrong with commands.
type commandChecker struct{ violations []Violation }

func (k *commandChecker) refuse(path, problem string, args ...any) {
	k.violations = append(k.violations, Violation{path, fmt.Sprintf(problem, args...)})
}

func (k *commandChecker) err() error {
	if len(k.violations) == 0 {
		return nil
	}
	return &CheckError{k.violations}
}

func (k *commandChecker) count(kind string, n, limit int) {
	if n > limit {
		k.refuse("", "%d %s commands, at most %d", n, kind, limit)
	}
}

// command checks one command; path is empty, or ends with a dot.
func (k *commandChecker) command(path string, c *Command) {
	kind := c.kind()
	if kind < CommandChatInput || kind > CommandEntryPoint {
		k.refuse(path+"type", "%d is no type of command", kind)
		return
	}
	chat := kind == CommandChatInput
	k.names(path, c.Name, c.NameLocalizations, chat)
	if chat {
		k.descriptions(path, c.Description, c.DescriptionLocalizations, 1)
	} else if kind == CommandEntryPoint {
		k.descriptions(path, c.Description, c.DescriptionLocalizations, 0)
	} else {
		k.only(path+"description", c.Description != "", "chat input and entry point commands")
		k.only(path+"description_localizations", c.DescriptionLocalizations != nil, "chat input and entry point commands")
	}
	k.only(path+"options", c.Options != nil && !chat, "chat input commands")
	k.only(path+"handler", c.Handler != 0 && kind != CommandEntryPoint, "entry point commands")
	if c.Handler < 0 || c.Handler > HandlerLaunchActivity {
		k.refuse(path+"handler", "%d is no handler", c.Handler)
	}
	if p := c.DefaultMemberPermissions; p != nil && *p > maxCommandPermissions {
		k.refuse(path+"default_member_permissions", "has a bit above the 54th")
	}
	distinct(k, path+"integration_types", c.IntegrationTypes, IntegrationUser)
	distinct(k, path+"contexts", c.Contexts, ContextPrivateChannel)
	if chat {
		k.options(path, c.Options, topLevel)
		if n := commandLength(c); n > maxCommandTotal {
			k.refuse(strings.TrimSuffix(path, "."), "%d characters in all names, descriptions and values together, at most %d", n, maxCommandTotal)
		}
	}
}

// only refuses a field that is set where it does not belong.
func (k *commandChecker) only(path string, misplaced bool, where string) {
	if misplaced {
		k.refuse(path, "only %s have it", where)
	}
}

// distinct checks a list of numbers that Discord calls a set: nil, or one of each of 0 to last.
func distinct[T ~int](k *commandChecker, path string, list []T, last T) {
	if list != nil && len(list) == 0 {
		k.refuse(path, "empty: leave it nil, or name at least 1")
	}
	for i, v := range list {
		if v < 0 || v > last {
			k.refuse(fmt.Sprintf("%s[%d]", path, i), "%d is none of 0 to %d", v, last)
		} else if slices.Contains(list[:i], v) {
			k.refuse(fmt.Sprintf("%s[%d]", path, i), "%d is there twice", v)
		}
	}
}

// names checks a name and its localizations; strict is the form for chat input and options.
func (k *commandChecker) names(path, name string, localized map[Locale]string, strict bool) {
	k.name(path+"name", name, strict)
	for _, locale := range sortedKeys(localized) {
		k.locale(path+"name_localizations", locale)
		k.name(path+"name_localizations."+string(locale), localized[locale], strict)
	}
}

func (k *commandChecker) name(path, name string, strict bool) {
	k.length(path, name, 1, maxCommandName)
	if !strict {
		return
	}
	for _, r := range name {
		switch {
		case unicode.ToLower(r) != r:
			k.refuse(path, "has a letter in upper case")
			return
		case r != '-' && r != '_' && r != '\'' && !unicode.In(r, unicode.L, unicode.N, unicode.Devanagari, unicode.Thai):
			k.refuse(path, "has a character that is no letter, digit, hyphen, underscore or apostrophe")
			return
		}
	}
}

func (k *commandChecker) descriptions(path, text string, localized map[Locale]string, least int) {
	k.length(path+"description", text, least, maxCommandDescription)
	for _, locale := range sortedKeys(localized) {
		k.locale(path+"description_localizations", locale)
		k.length(path+"description_localizations."+string(locale), localized[locale], 1, maxCommandDescription)
	}
}

func (k *commandChecker) length(path, text string, least, most int) {
	if !utf8.ValidString(text) {
		k.refuse(path, "is not UTF-8")
	}
	if n := utf8.RuneCountInString(text); n < least || n > most {
		k.refuse(path, "%d characters, %d to %d are allowed", n, least, most)
	}
}

func (k *commandChecker) locale(path string, l Locale) {
	if !slices.Contains(localesOfCommands, l) {
		k.refuse(path, "a key is none of Discord's locales")
	}
}

func sortedKeys(m map[Locale]string) []Locale {
	if len(m) == 0 {
		return nil
	}
	keys := make([]Locale, 0, len(m))
	for l := range m {
		keys = append(keys, l)
	}
	slices.Sort(keys)
	return keys
}

// commandLength counts as Discord does for the limit on a whole command: of a text and its localizations the longest.
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
