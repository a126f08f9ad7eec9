package conformance

const (
	emoji    = `"emoji":{"name":"e"}`
	option   = `{"label":"l","value":"v","description":"d",` + emoji + `}`
	plain    = `{"label":"l","value":"v","description":"d"},{"label":"m","value":"w"}`
	address  = `"https://example.org/aaaaaa"`
	many     = `[{"label":"l","value":"0"},{"label":"l","value":"1"},{"label":"l","value":"2"},{"label":"l","value":"3"},{"label":"l","value":"4"},{"label":"l","value":"5"},{"label":"l","value":"6"},{"label":"l","value":"7"},{"label":"l","value":"8"},{"label":"l","value":"9"}]`
	declared = `"name":"n","description":"d","name_localizations":{"de":"m"},"description_localizations":{"de":"e"}`
)

func rowOf(component string) string {
	return `{"content":"x","components":[{"type":1,"id":95,"components":[` + component + `]}]}`
}

func v2Of(component string) string { return `{"flags":32768,"components":[` + component + `]}` }

func labelOf(component string) string {
	return `{"custom_id":"m","title":"t","components":[{"type":18,"id":95,"label":"l","description":"d","component":` + component + `}]}`
}

func commandOf(option string) string { return `{` + declared + `,"options":[{` + option + `}]}` }

// ofLabel and ofCommand are the names around a component or an option, which its first body tries.
var (
	ofLabel   = []string{"components=", "custom_id=", "title=", "components.id=", "components.label=", "components.description="}
	ofCommand = []string{"options=", "name=", "description=", "name_localizations.de=", "description_localizations.de="}
)

// bases have, together, every field that our checks bound.
var bases = []base{
	{"message", `{"content":"x","embeds":[{"title":"t"}]}`, []string{"embeds"}},
	{"message", `{"content":"x","embeds":[{"title":"t","description":"d","url":` + address + `,"color":1,"author":{"name":"n","url":` + address + `,"icon_url":` + address + `},
		"footer":{"text":"f","icon_url":` + address + `},"image":{"url":` + address + `},"thumbnail":{"url":` + address + `},"fields":[{"name":"n","value":"v"}]}]}`, []string{"content"}},
	{"message", `{"content":"x","allowed_mentions":{"parse":[],"users":["1"],"roles":["2"]}}`, []string{"content"}},
	{"message", `{"poll":{"question":{"text":"q"},"answers":[{"poll_media":{"text":"a",` + emoji + `}}],"duration":1}}`, nil},
	{"message", rowOf(`{"type":2,"id":96,"style":1,"label":"l","custom_id":"c",` + emoji + `}`), []string{"style", "content"}},
	{"link", rowOf(`{"type":2,"id":96,"style":5,"label":"l","url":` + address + `}`), []string{"style", "content", "components="}},
	{"select", rowOf(`{"type":3,"id":96,"custom_id":"c","placeholder":"p","options":[` + option + `]}`), []string{"content", "components="}},
	{"select", rowOf(`{"type":5,"id":96,"custom_id":"c","placeholder":"p","max_values":25,"default_values":[{"id":"1","type":"user"}]}`), []string{"content", "components="}},
	{"select", rowOf(`{"type":6,"id":96,"custom_id":"c","placeholder":"p","max_values":25,"default_values":[{"id":"1","type":"role"}]}`), []string{"content", "components="}},
	{"select", rowOf(`{"type":7,"id":96,"custom_id":"c","placeholder":"p","max_values":25,"default_values":[{"id":"1","type":"role"}]}`), []string{"content", "components="}},
	{"select", rowOf(`{"type":8,"id":96,"custom_id":"c","placeholder":"p","min_values":0,"max_values":25}`), []string{"content", "components="}},
	{"layout", v2Of(`{"type":10,"id":95,"content":"x"}`), []string{"flags"}},
	{"layout", v2Of(`{"type":9,"id":95,"components":[{"type":10,"id":96,"content":"x"}],"accessory":{"type":11,"id":97,"media":{"url":` + address + `},"description":"d"}}`), []string{"flags", "components="}},
	{"layout", v2Of(`{"type":12,"id":95,"items":[{"media":{"url":` + address + `},"description":"d"}]}`), []string{"flags", "components="}},
	{"layout", v2Of(`{"type":13,"id":95,"file":{"url":"attachment://a.png"}}`), []string{"flags", "url", "components="}},
	{"layout", v2Of(`{"type":14,"id":95,"spacing":1}`), []string{"flags", "components="}},
	{"container", v2Of(`{"type":17,"id":95,"accent_color":1,"components":[{"type":10,"content":"x"}]}`), []string{"flags", "content", "components="}},
	{"modal", `{"custom_id":"m","title":"t","components":[{"type":10,"id":95,"content":"x"}]}`, nil},
	{"modal", labelOf(`{"type":4,"id":96,"custom_id":"c","style":1,"min_length":0,"value":"v","placeholder":"p"}`), []string{"components="}},
	{"modal", labelOf(`{"type":4,"id":96,"custom_id":"c","style":1,"max_length":4000,"value":"v","placeholder":"p"}`), ofLabel},
	{"modal", labelOf(`{"type":4,"id":96,"custom_id":"c","style":1,"min_length":0,"max_length":4000}`), append(ofLabel, "max_length")},
	{"modal", labelOf(`{"type":3,"id":96,"custom_id":"c","placeholder":"p","options":[` + option + `]}`), ofLabel},
	{"modal", labelOf(`{"type":5,"id":96,"custom_id":"c","placeholder":"p","required":false,"min_values":0,"max_values":25}`), ofLabel},
	{"modal", labelOf(`{"type":19,"id":96,"custom_id":"c","required":false,"min_values":0,"max_values":10}`), ofLabel},
	{"modal", labelOf(`{"type":21,"id":96,"custom_id":"c","options":[` + plain + `]}`), ofLabel},
	{"modal", labelOf(`{"type":22,"id":96,"custom_id":"c","required":false,"min_values":0,"max_values":10,"options":` + many + `}`), append(ofLabel, "options")},
	{"modal", labelOf(`{"type":22,"id":96,"custom_id":"c","options":[` + plain + `]}`), ofLabel},
	{"modal", labelOf(`{"type":23,"id":96,"custom_id":"c"}`), ofLabel},
	{"choices", `{"choices":[{"name":"n","value":"v","name_localizations":{"de":"n"}}]}`, nil},
	{"choices", `{"choices":[{"name":"n","value":1}]}`, nil},
	{"command", `{` + declared + `,"integration_types":[0],"contexts":[0]}`, []string{"integration_types", "contexts"}},
	{"command", commandOf(declared + `,"type":3,"min_length":0`), nil},
	{"command", commandOf(declared + `,"type":3,"min_length":0,"max_length":6000`), ofCommand},
	{"command", commandOf(declared + `,"type":3,"choices":[{"name":"n","value":"v","name_localizations":{"de":"n"}}]`), ofCommand},
	{"command", commandOf(declared + `,"type":4,"min_value":0,"choices":[{"name":"n","value":1}]`), ofCommand},
	{"command", commandOf(declared + `,"type":10,"max_value":0`), ofCommand},
	{"command", commandOf(declared + `,"type":1,"options":[{` + declared + `,"type":5}]`), ofCommand},
	{"command", commandOf(declared + `,"type":2,"options":[{` + declared + `,"type":1}]`), ofCommand},
}

// exceptions are the bounds at which we differ from the description, each with the reason and with
// where Discord says or shows it.
var exceptions = map[string]struct{ differs, reason, source string }{
	"message.components":                              {"stricter at 6 10 11 25 26 40", "a message without components V2 has 5 rows", components + "#legacy-message-component-behavior"},
	"select.components.components":                    {"stricter at 2 3 4 5", "a row has 1 select", components + "#action-row"},
	"layout.components":                               {"stricter at 0", "a message of components V2 has nothing else, and an empty one is refused", message + "#create-message"},
	"container.components.components":                 {"stricter at 40", "with the container they are 41", components + "#component-object"},
	"modal.components":                                {"stricter at 6 10 11 25 26 40", "a modal has 1 to 5", responding + "#interaction-response-object-modal"},
	"link.components.components.label":                {"stricter at 0", "a button needs a label or an emoji", "https://github.com/discordjs/discord.js/blob/main/packages/builders/src/components/Assertions.ts"},
	"message.components.components.emoji.name":        {"stricter at 0", "without an ID it names no emoji", "https://github.com/bwmarrin/discordgo/issues/1479"},
	"select.components.components.options.emoji.name": {"stricter at 0", "without an ID it names no emoji", "https://github.com/discord/discord-api-docs/issues/8071"},
	"modal.components.component.options.emoji.name":   {"stricter at 0", "without an ID it names no emoji", "https://github.com/discord/discord-api-docs/issues/8071"},
	"message.poll.answers.poll_media.emoji.name":      {"stricter at 0", "an emoji needs an ID or a name", poll + "#poll-media-object"},
	"message.poll.answers.poll_media.text":            {"stricter at 56 80 81 100 101 150 151 256 257 300", "an answer has 55 characters, a question 300", poll + "#poll-media-object"},
	"choices.choices.value":                           {beyond100, "a text has at most 100 characters", choice},
	"command.options.choices.value":                   {beyond100, "a text has at most 100 characters", choice},
	"command.description":                             {"stricter at 0", "a slash command needs it; the description does not tell them from user commands", commands + "#application-command-object-application-command-structure"},
}

const (
	pages      = "https://docs.discord.com/developers/"
	components = pages + "components/reference"
	message    = pages + "resources/message"
	poll       = pages + "resources/poll"
	responding = pages + "interactions/receiving-and-responding"
	commands   = pages + "interactions/application-commands"
	choice     = commands + "#application-command-object-application-command-option-choice-structure"
	beyond100  = "stricter at 101 150 151 256 257 300 301 512 513 1024 1025 2000 2001 2048 2049 4000 4001 4096 4097"
)
