package discord

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"encoding/json"
)

// problems returns the paths that a check refuses, in order.
func problems(t *testing.T, err error) []string {
	t.Helper()
	if err == nil {
		return nil
	}
	var check *CheckError
	if !errors.As(err, &check) || len(check.Violations) == 0 {
		t.Fatalf("%T is no CheckError with violations: %v", err, err)
	}
	paths := make([]string, len(check.Violations))
	for i, v := range check.Violations {
		paths[i] = v.Path
		if v.Problem == "" {
			t.Errorf("%s has no problem", v.Path)
		}
	}
	return paths
}

func slash(options ...CommandOption) Command {
	return Command{Name: "search", Description: "Search", Options: options}
}

func option(kind OptionType, change func(*CommandOption)) CommandOption {
	o := CommandOption{Type: kind, Name: "query", Description: "What to look for"}
	if change != nil {
		change(&o)
	}
	return o
}

func text(n int) string { return strings.Repeat("ž", n) }

func TestCommandCheck(t *testing.T) {
	many := make([]CommandOption, 26)
	for i := range many {
		many[i] = CommandOption{Type: OptionUser, Name: "user" + string(rune('a'+i)), Description: "Who"}
	}
	for name, test := range map[string]struct {
		command Command
		want    []string
	}{
		"smallest":             {slash(), nil},
		"largest texts":        {Command{Name: text(32), Description: text(100)}, nil},
		"25 options":           {slash(many[:25]...), nil},
		"26 options":           {slash(many...), []string{"options"}},
		"no name":              {Command{Description: "d"}, []string{"name"}},
		"long name":            {Command{Name: text(33), Description: "d"}, []string{"name"}},
		"upper case":           {Command{Name: "Search", Description: "d"}, []string{"name"}},
		"space":                {Command{Name: "a b", Description: "d"}, []string{"name"}},
		"letters of the world": {Command{Name: "खोज-ค้นหา_поискʼ検索9", Description: "d"}, nil},
		"no description":       {Command{Name: "search"}, []string{"description"}},
		"long description":     {Command{Name: "search", Description: text(101)}, []string{"description"}},
		"not UTF-8":            {Command{Name: "search", Description: "\xff"}, []string{"description"}},
		"unknown type":         {Command{Type: 9, Name: "x"}, []string{"type"}},
		"localized": {Command{Name: "search", Description: "d", NameLocalizations: map[Locale]string{
			LocaleGerman: "suche", LocaleFrench: "Chercher", "xx": "x"}}, []string{"name_localizations", "name_localizations.fr"}},
		"localized description": {Command{Name: "search", Description: "d", DescriptionLocalizations: map[Locale]string{
			LocaleGerman: "", LocaleFrench: text(101)}}, []string{"description_localizations.de", "description_localizations.fr"}},
		"user command":              {Command{Type: CommandUser, Name: "High Five"}, nil},
		"user command, described":   {Command{Type: CommandUser, Name: "High Five", Description: "d"}, []string{"description"}},
		"user command with options": {Command{Type: CommandUser, Name: "High Five", Options: many[:1]}, []string{"options"}},
		"message command":           {Command{Type: CommandMessage, Name: text(32)}, nil},
		"entry point":               {Command{Type: CommandEntryPoint, Name: "Play", Description: "Play", Handler: HandlerApp}, nil},
		"entry point, bad handler":  {Command{Type: CommandEntryPoint, Name: "Play", Handler: 3}, []string{"handler"}},
		"handler elsewhere":         {Command{Name: "play", Description: "d", Handler: HandlerApp}, []string{"handler"}},
		"contexts": {Command{Name: "x", Description: "d", Contexts: []InteractionContext{0, 1, 2},
			IntegrationTypes: []IntegrationType{0, 1}}, nil},
		"empty and repeated contexts": {Command{Name: "x", Description: "d", Contexts: []InteractionContext{},
			IntegrationTypes: []IntegrationType{1, 1, 2}}, []string{"integration_types[1]", "integration_types[2]", "contexts"}},
		"nobody but administrators": {Command{Name: "x", Description: "d", DefaultMemberPermissions: new(Permissions(0))}, nil},
		"a bit too far":             {Command{Name: "x", Description: "d", DefaultMemberPermissions: new(Permissions(1 << 54))}, []string{"default_member_permissions"}},
	} {
		note(t, name, nil, test.command, test.command.Check())
		if got := problems(t, test.command.Check()); !slices.Equal(got, test.want) {
			t.Errorf("%s: %q, want %q", name, got, test.want)
		}
	}
}

func TestOptionCheck(t *testing.T) {
	choices := func(n int) []Choice { return slices.Repeat([]Choice{{Name: "a", Value: String("a")}}, n) }
	for name, test := range map[string]struct {
		option CommandOption
		want   []string
	}{
		"unknown type":   {option(12, nil), []string{"type"}},
		"boolean":        {option(OptionBoolean, nil), nil},
		"no description": {option(OptionBoolean, func(o *CommandOption) { o.Description = "" }), []string{"description"}},
		"upper case":     {option(OptionBoolean, func(o *CommandOption) { o.Name = "Q" }), []string{"name"}},
		"lengths":        {option(OptionString, func(o *CommandOption) { o.MinLength, o.MaxLength = 6000, 6000 }), nil},
		"long lengths":   {option(OptionString, func(o *CommandOption) { o.MinLength, o.MaxLength = 6001, 6001 }), []string{"min_length", "max_length"}},
		"below zero":     {option(OptionString, func(o *CommandOption) { o.MinLength, o.MaxLength = -1, -1 }), []string{"min_length", "max_length"}},
		"crossed":        {option(OptionString, func(o *CommandOption) { o.MinLength, o.MaxLength = 5, 4 }), []string{"min_length"}},
		"25 choices":     {option(OptionString, func(o *CommandOption) { o.Choices = choices(25) }), nil},
		"26 choices":     {option(OptionString, func(o *CommandOption) { o.Choices = choices(26) }), []string{"choices"}},
		"choice texts": {option(OptionString, func(o *CommandOption) {
			o.Choices = []Choice{{Name: text(100), Value: String(text(100))}, {Name: text(101), Value: String(text(101))}, {}}
		}), []string{"choices[1].name", "choices[1].value", "choices[2].name", "choices[2].value"}},
		"choice localized": {option(OptionString, func(o *CommandOption) {
			o.Choices = []Choice{{Name: "a", Value: String("a"), NameLocalizations: map[Locale]string{"de": "", "xx": "x"}}}
		}), []string{"choices[0].name_localizations", "choices[0].name_localizations.de"}},
		"choice of another type": {option(OptionInteger, func(o *CommandOption) { o.Choices = choices(1) }), []string{"choices[0].value"}},
		"integers": {option(OptionInteger, func(o *CommandOption) {
			o.Choices = []Choice{{Name: "a", Value: Integer(MaxInteger)}, {Name: "b", Value: Number(2)},
				{Name: "c", Value: Integer(MaxInteger + 1)}, {Name: "d", Value: Number(2.5)}}
			o.MinValue, o.MaxValue = new(float64(MinInteger)), new(float64(MaxInteger))
		}), []string{"choices[2].value", "choices[3].value"}},
		"numbers": {option(OptionNumber, func(o *CommandOption) {
			o.Choices = []Choice{{Name: "a", Value: Integer(3)}, {Name: "b", Value: Number(2.5)}, {Name: "c", Value: Number(1 << 54)}}
			o.MinValue, o.MaxValue = new(-1.5), new(float64(1<<53))
		}), []string{"choices[2].value"}},
		"integer bounds not whole": {option(OptionInteger, func(o *CommandOption) { o.MinValue, o.MaxValue = new(0.5), new(1e17) }), []string{"min_value", "max_value"}},
		"crossed bounds":           {option(OptionNumber, func(o *CommandOption) { o.MinValue, o.MaxValue = new(2.0), new(1.0) }), []string{"min_value"}},
		"autocomplete":             {option(OptionString, func(o *CommandOption) { o.Autocomplete = true }), nil},
		"autocomplete, choices":    {option(OptionString, func(o *CommandOption) { o.Autocomplete, o.Choices = true, choices(1) }), []string{"autocomplete"}},
		"channel types":            {option(OptionChannel, func(o *CommandOption) { o.ChannelTypes = []ChannelType{0, 5, 0} }), []string{"channel_types[2]"}},
		"file types": {option(OptionAttachment, func(o *CommandOption) {
			o.FileTypes = []string{"image", "video", "audio", ".pdf", ".tar.gz"}
		}), nil},
		"bad file types":  {option(OptionAttachment, func(o *CommandOption) { o.FileTypes = []string{"text", ".", "pdf"} }), []string{"file_types[0]", "file_types[1]", "file_types[2]"}},
		"many file types": {option(OptionAttachment, func(o *CommandOption) { o.FileTypes = slices.Repeat([]string{".a"}, 11) }), []string{"file_types"}},
		"everything misplaced": {option(OptionBoolean, func(o *CommandOption) {
			o.Options, o.Choices, o.Autocomplete = []CommandOption{}, []Choice{}, true
			o.MinValue, o.MaxValue, o.MinLength, o.MaxLength = new(1.0), new(1.0), 1, 1
			o.ChannelTypes, o.FileTypes = []ChannelType{}, []string{}
		}), []string{"options", "choices", "autocomplete", "min_value", "max_value", "min_length", "max_length", "channel_types", "file_types"}},
		"required subcommand": {option(OptionSubcommand, func(o *CommandOption) { o.Required = true }), []string{"required"}},
	} {
		for i, want := range test.want {
			test.want[i] = "options[0]." + want
		}
		c := slash(test.option)
		note(t, name, nil, c, c.Check())
		if got := problems(t, c.Check()); !slices.Equal(got, test.want) {
			t.Errorf("%s: %q, want %q", name, got, test.want)
		}
	}
}

func TestOptionsNestedWithoutEnd(t *testing.T) {
	o := option(OptionSubcommand, nil)
	for range 100 {
		o = option(OptionSubcommandGroup, func(outer *CommandOption) { outer.Options = []CommandOption{o} })
	}
	c := slash(o)
	if got := problems(t, c.Check()); !slices.Contains(got, "options[0].options[0].type") {
		t.Errorf("%q", got)
	}
}

func TestOptionsCheckTogether(t *testing.T) {
	named := func(kind OptionType, name string, options ...CommandOption) CommandOption {
		return CommandOption{Type: kind, Name: name, Description: "d", Options: options}
	}
	required := func(o CommandOption) CommandOption { o.Required = true; return o }
	for name, test := range map[string]struct {
		options []CommandOption
		want    []string
	}{
		"required first": {[]CommandOption{required(named(OptionUser, "a")), named(OptionUser, "b")}, nil},
		"required last":  {[]CommandOption{named(OptionUser, "a"), required(named(OptionUser, "b"))}, []string{"options[1].required"}},
		"same name":      {[]CommandOption{named(OptionUser, "a"), named(OptionRole, "a")}, []string{"options[1].name"}},
		"groups and subcommands": {[]CommandOption{
			named(OptionSubcommandGroup, "g", named(OptionSubcommand, "s", named(OptionUser, "u"))),
			named(OptionSubcommand, "t", named(OptionUser, "u"))}, nil},
		"mixed":                      {[]CommandOption{named(OptionUser, "a"), named(OptionSubcommand, "b")}, []string{"options[1].type"}},
		"a group in a group":         {[]CommandOption{named(OptionSubcommandGroup, "g", named(OptionSubcommandGroup, "h"))}, []string{"options[0].options[0].type"}},
		"a parameter in a group":     {[]CommandOption{named(OptionSubcommandGroup, "g", named(OptionUser, "h"))}, []string{"options[0].options[0].type"}},
		"a subcommand in another":    {[]CommandOption{named(OptionSubcommand, "g", named(OptionSubcommand, "h"))}, []string{"options[0].options[0].type"}},
		"a group in a subcommand":    {[]CommandOption{named(OptionSubcommand, "g", named(OptionSubcommandGroup, "h"))}, []string{"options[0].options[0].type"}},
		"deep names are checked too": {[]CommandOption{named(OptionSubcommandGroup, "g", named(OptionSubcommand, "s", named(OptionUser, "U")))}, []string{"options[0].options[0].options[0].name"}},
	} {
		c := slash(test.options...)
		note(t, name, nil, c, c.Check())
		if got := problems(t, c.Check()); !slices.Equal(got, test.want) {
			t.Errorf("%s: %q, want %q", name, got, test.want)
		}
	}
}

func TestCommandLength(t *testing.T) {
	c := slash()
	total := utf8.RuneCountInString(c.Name + c.Description)
	for i := range 25 {
		o := option(OptionString, func(o *CommandOption) { o.Name, o.Description = "query"+string(rune('a'+i)), text(100) })
		o.Choices = []Choice{{Name: text(50), NameLocalizations: map[Locale]string{LocaleGerman: text(100)}, Value: String(text(100))}}
		c.Options = append(c.Options, o)
		total += 6 + 100 + 100 + 100
	}
	last := &c.Options[24]
	for total < 8000 {
		n := min(8000-total, 200)
		last.Choices = append(last.Choices, Choice{Name: text(n / 2), Value: String(text(n - n/2))})
		total += n
	}
	note(t, "8000", nil, c, c.Check())
	if got := problems(t, c.Check()); got != nil {
		t.Errorf("8000 characters: %q", got)
	}
	c.Description += "."
	note(t, "8001", nil, c, c.Check())
	if got := problems(t, c.Check()); !slices.Equal(got, []string{""}) {
		t.Errorf("8001 characters: %q", got)
	}
}

func TestCheckCommands(t *testing.T) {
	var all []Command
	for _, group := range []struct {
		kind CommandType
		n    int
	}{{CommandChatInput, 100}, {CommandUser, 15}, {CommandMessage, 15}, {CommandEntryPoint, 1}} {
		for i := range group.n {
			c := Command{Type: group.kind, Name: "c" + strings.Repeat("a", i%20) + strings.Repeat("b", i/20)}
			if group.kind == CommandChatInput {
				c.Description = "d"
			}
			all = append(all, c)
		}
	}
	err := CheckCommands(0, all)
	if note(t, "all", nil, all, err); err != nil {
		t.Errorf("as many as can be: %v", err)
	}
	if got := problems(t, CheckCommands(7, all)); !slices.Equal(got, []string{""}) {
		t.Errorf("a guild has no entry point: %q", got)
	}
	more := append(slices.Clone(all), Command{Name: "x", Description: "d"}, Command{Type: CommandUser, Name: "x"},
		Command{Type: CommandMessage, Name: "x"}, Command{Type: CommandEntryPoint, Name: "x"})
	note(t, "more", nil, more, CheckCommands(0, more))
	if got := problems(t, CheckCommands(0, more)); !slices.Equal(got, []string{"", "", "", ""}) {
		t.Errorf("one too many of each: %q", got)
	}
	twice := []Command{{Name: "a", Description: "d"}, {Type: CommandChatInput, Name: "a", Description: "d"}, {Type: CommandUser, Name: "a"}, {Name: "B", Description: "d"}}
	note(t, "twice", nil, twice, CheckCommands(0, twice))
	if got := problems(t, CheckCommands(0, twice)); !slices.Equal(got, []string{"[1].name", "[3].name"}) {
		t.Errorf("repeated and wrong: %q", got)
	}
}

func TestCommandJSON(t *testing.T) {
	const declared = `{"name":"search","description":"Search","options":[{"type":3,"name":"q","description":"Q",` +
		`"choices":[{"name":"a","name_localizations":{"de":"ä"},"value":"a"}]},` +
		`{"type":4,"name":"n","description":"N","choices":[{"name":"a","value":5}],"min_value":0,"max_value":9007199254740991},` +
		`{"type":10,"name":"f","description":"F","choices":[{"name":"a","value":0.5}],"min_value":-1.5}],` +
		`"default_member_permissions":"0"}`
	for name, unmarshal := range unmarshalers {
		var c Command
		if err := unmarshal([]byte(declared), &c); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if v := c.Options[0].Choices[0].Value; v != String("a") {
			t.Errorf("%s: a string is %T", name, v)
		}
		if v := c.Options[1].Choices[0].Value; v != Integer(5) {
			t.Errorf("%s: an integer is %T", name, v)
		}
		if v := c.Options[2].Choices[0].Value; v != Number(0.5) {
			t.Errorf("%s: a number is %T", name, v)
		}
		if err := c.Check(); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		for name, marshal := range marshalers {
			if got, err := marshal(c); err != nil || string(got) != declared {
				t.Errorf("%s: %s, %v", name, got, err)
			}
		}
	}
	for _, text := range []string{`{"value":true}`, `{"value":{}}`, `{"value":[]}`, `{"value":1e999}`, `[]`} {
		var c Choice
		if err := json.Unmarshal([]byte(text), &c); err == nil {
			t.Errorf("%s was accepted as %+v", text, c)
		}
	}
}
