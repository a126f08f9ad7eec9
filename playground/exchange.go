package playground

import (
	"bytes"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
	"github.com/hotaru-go/hotaru/discord"
	"github.com/hotaru-go/hotaru/discordtest"
)

// exchange is one interaction and all that belongs to it, as the inspector shows it.
type exchange struct {
	ID        discord.Snowflake `json:"id"`
	Kind      string            `json:"kind"`
	Name      string            `json:"name"`
	At        time.Time         `json:"at"`
	UserID    discord.Snowflake `json:"user_id"`
	ChannelID discord.Snowflake `json:"channel_id"`
	// Pending tells that the bot has not answered yet.
	Pending      bool     `json:"pending"`
	Milliseconds float64  `json:"milliseconds"`
	Request      request  `json:"request"`
	Answer       *answer  `json:"answer"`
	Failure      *failure `json:"failure"`
	Calls        []call   `json:"calls"`

	// did is what the person did; nil where the body was sent as it is.
	did *action
	// sent tells that it has reached the bot.
	sent bool
}

// request is what went to the bot. Headers are pairs, in the order of their names.
type request struct {
	Method  string      `json:"method"`
	URL     string      `json:"url"`
	Headers [][2]string `json:"headers"`
	Body    string      `json:"body"`
}

// answer is what came back: of a multipart body its payload_json, and the files by name and size.
type answer struct {
	Status  int         `json:"status"`
	Headers [][2]string `json:"headers"`
	Body    string      `json:"body"`
	Files   []file      `json:"files"`
}

type file struct {
	Filename    string `json:"filename"`
	ContentType string `json:"content_type"`
	Size        int    `json:"size"`
}

// failure is Discord's no, with the place in the JSON.
type failure struct {
	Reason string `json:"reason"`
	Path   string `json:"path"`
	Cure   string `json:"cure"`
}

// call is one call that the bot made to the API for an interaction.
type call struct {
	Method   string   `json:"method"`
	Path     string   `json:"path"`
	Status   int      `json:"status"`
	After    float64  `json:"after"`
	Request  string   `json:"request"`
	Files    []file   `json:"files"`
	Response string   `json:"response"`
	Failure  *failure `json:"failure"`
}

// kinds names the kinds of interaction as the page knows them.
var kinds = map[discord.InteractionType]string{
	discord.InteractionCommand: "command", discord.InteractionAutocomplete: "autocomplete",
	discord.InteractionComponent: "component", discord.InteractionModal: "modal",
}

// newExchange reads from the body what an interaction is.
func newExchange(body []byte, at time.Time) (*exchange, error) {
	kind, err := discord.PeekType(body)
	if err != nil {
		return nil, err
	}
	interaction, err := discord.DecodeInteraction(kind, body)
	if err != nil {
		return nil, err
	}
	common := interaction.Common()
	return &exchange{
		ID: common.ID, Kind: kinds[kind], Name: nameOf(interaction), At: at, Pending: true,
		UserID: common.Invoker().ID, ChannelID: common.ChannelID, Calls: []call{},
	}, nil
}

// nameOf says what a person did, in as few words as a list has room for.
func nameOf(interaction discord.Interaction) string {
	switch i := interaction.(type) {
	case *discord.CommandInteraction:
		return commandName(&i.Data)
	case *discord.AutocompleteInteraction:
		return commandName(&i.Data) + " …"
	case *discord.ComponentInteraction:
		if i.Data.ComponentType == discord.ComponentButton {
			return "Button " + i.Data.CustomID
		}
		return "Select " + i.Data.CustomID
	case *discord.ModalInteraction:
		return "Modal " + i.Data.CustomID
	}
	return ""
}

func commandName(data *discord.CommandData) string {
	if data.Type == discord.CommandUser || data.Type == discord.CommandMessage {
		return data.Name
	}
	command, group, subcommand := data.Route()
	steps := slices.DeleteFunc([]string{command, group, subcommand}, func(s string) bool { return s == "" })
	return "/" + strings.Join(steps, " ")
}

// newAnswer reads a response: of a multipart body its payload_json, and its files.
func newAnswer(x *discordtest.Exchange) *answer {
	a := &answer{Status: x.Status, Headers: pairs(x.Header), Body: string(x.Body), Files: []file{}}
	media, parameters, err := mime.ParseMediaType(x.Header.Get("Content-Type"))
	if err != nil || media != "multipart/form-data" {
		return a
	}
	parts := multipart.NewReader(bytes.NewReader(x.Body), parameters["boundary"])
	for {
		part, err := parts.NextPart()
		if err != nil {
			return a
		}
		data, err := io.ReadAll(part)
		switch {
		case err != nil:
			return a
		case part.FormName() == "payload_json":
			a.Body = string(data)
		default:
			a.Files = append(a.Files, file{part.FileName(), part.Header.Get("Content-Type"), len(data)})
		}
	}
}

// pairs lists headers for a page, which has no multimap.
func pairs(h http.Header) [][2]string {
	list := [][2]string{}
	for name, values := range h {
		for _, value := range values {
			list = append(list, [2]string{name, value})
		}
	}
	slices.SortStableFunc(list, func(a, b [2]string) int { return strings.Compare(a[0], b[0]) })
	return list
}

// failureOf puts a refusal in words: what is wrong, where first, and what to do about it.
func failureOf(r *discordtest.Refusal) *failure {
	if r == nil {
		return &failure{Reason: "No answer came within 3 seconds.", Cure: "Answer sooner, or defer and edit the answer later."}
	}
	f := &failure{Reason: r.Message, Cure: r.Cure}
	if len(r.Fields) == 0 {
		return f
	}
	f.Path = r.Fields[0].Path
	var reasons []string
	for n, field := range r.Fields {
		reason := field.Message
		if n > 0 && field.Path != "" {
			reason += " (" + field.Path + ")"
		}
		reasons = append(reasons, reason)
	}
	f.Reason = strings.Join(reasons, " ")
	return f
}

// newCall tells of a call, as long after the interaction as it came.
func newCall(c *discordtest.Call, since time.Time) call {
	made := call{
		Method: c.Method, Path: shorten(c.Path), Status: c.Status, After: milliseconds(c.Time.Sub(since)),
		Request: string(c.JSON), Response: string(c.Response), Files: filesOf(c.Files),
	}
	if made.Request == "" {
		made.Request = string(c.Body)
	}
	if c.Status >= 400 {
		made.Failure = refusedFields(c.Response)
	}
	return made
}

// shorten leaves of an interaction's token as much as is needed to tell it from another.
func shorten(path string) string {
	steps := strings.Split(path, "/")
	for n, step := range steps {
		if len(step) > 40 {
			steps[n] = step[:8] + "…"
		}
	}
	return strings.Join(steps, "/")
}

// refusedFields finds in Discord's tree of errors the first place where something is wrong.
//
// See https://docs.discord.com/developers/reference#error-messages.
func refusedFields(response []byte) *failure {
	var body struct {
		Message string         `json:"message"`
		Errors  jsontext.Value `json:"errors"`
	}
	if json.Unmarshal(response, &body) != nil {
		return nil
	}
	f := &failure{Reason: body.Message}
	var steps []string
	for at := body.Errors; len(at) > 0; {
		var leaf struct {
			Errors []struct {
				Message string `json:"message"`
			} `json:"_errors"`
		}
		if json.Unmarshal(at, &leaf) == nil && len(leaf.Errors) > 0 {
			f.Reason, f.Path = leaf.Errors[0].Message, strings.Join(steps, ".")
			break
		}
		step, below := firstMember(at)
		if step == "" {
			break
		}
		steps, at = append(steps, step), below
	}
	return f
}

// firstMember returns the first key of an object, and its value.
func firstMember(object jsontext.Value) (string, jsontext.Value) {
	var members map[string]jsontext.Value
	if json.Unmarshal(object, &members) != nil || len(members) == 0 {
		return "", nil
	}
	names := make([]string, 0, len(members))
	for name := range members {
		names = append(names, name)
	}
	first := slices.Min(names)
	return first, members[first]
}

func filesOf(files []discordtest.File) []file {
	list := []file{}
	for _, f := range files {
		list = append(list, file{f.Name, f.ContentType, len(f.Data)})
	}
	return list
}

func milliseconds(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }
