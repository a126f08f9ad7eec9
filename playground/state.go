package playground

import (
	"bytes"
	"cmp"
	"net/http"

	"encoding/json"

	"github.com/hotaru-go/hotaru/discord"
)

// state is everything that the page shows when it opens. After that the page follows the events.
type state struct {
	world
	Endpoint  string            `json:"endpoint"`
	APIURL    string            `json:"api_url"`
	PublicKey string            `json:"public_key"`
	BotToken  string            `json:"bot_token"`
	Commands  []discord.Command `json:"commands"`
	Messages  []json.RawMessage `json:"messages"`
	Exchanges []*exchange       `json:"exchanges"`
	Notice    notice            `json:"notice"`
}

func (p *Playground) getState(w http.ResponseWriter, r *http.Request) {
	o := p.discord.API.Options()
	s := state{
		world:    p.now(),
		Endpoint: p.endpoint(), APIURL: p.discord.API.URL(), PublicKey: o.Key.PublicKey(), BotToken: o.BotToken,
		Commands: p.commands(),
	}
	s.Messages, s.Exchanges = p.history.all()
	s.Notice = p.notice.get()
	writeJSON(w, s)
}

// endpoint returns a readable name of the bot's endpoint.
func (p *Playground) endpoint() string { return cmp.Or(p.options.Endpoint, "in this process") }

// commands returns the global and the guild's commands, as a person's client lists them.
func (p *Playground) commands() []discord.Command {
	return append(append([]discord.Command{}, p.discord.API.Commands(0)...), p.discord.API.Commands(p.now().Guild.ID)...)
}

func writeJSON(w http.ResponseWriter, v any) {
	text, err := encode(v)
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	w.Write(text)
}

// encode encodes JSON. It replaces bytes that are not UTF-8, because a bot can answer with any
// bytes.
func encode(v any) (json.RawMessage, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		return nil, err
	}
	return bytes.ToValidUTF8(bytes.TrimSuffix(b.Bytes(), []byte("\n")), []byte("\uFFFD")), nil
}
