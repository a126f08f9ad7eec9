package playground

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"

	"encoding/json"

	"github.com/hotaru-go/hotaru/core"
	"github.com/hotaru-go/hotaru/discord"
	"github.com/hotaru-go/hotaru/discordtest"
	"github.com/hotaru-go/hotaru/rest"
)

// stage is a playground with a small bot, and an open page.
type stage struct {
	*testing.T
	discord *discordtest.Discord
	page    *Playground
	url     string
	token   string
	events  *bufio.Scanner
}

type teaOptions struct {
	Kind discord.Attachment `description:"A picture of it" option:"picture"`
	Name string             `description:"Which" option:"name,required,autocomplete"`
	Cups int                `description:"How many" option:"cups"`
}

func routes() []core.Route {
	return []core.Route{
		core.CommandWith("tea", "Makes tea", func(_ context.Context, _ *discord.CommandInteraction, o teaOptions) (discord.CommandAnswer, error) {
			return discord.Message{
				Content: fmt.Sprintf("%d cups of %s%s", o.Cups, o.Name, o.Kind.Filename),
				Components: []discord.MessageComponent{discord.ActionRow{Components: []discord.RowComponent{
					discord.Button{Style: discord.ButtonPrimary, Label: "Rate it", CustomID: "rate"},
				}}},
			}, nil
		}).Autocomplete("name", func(context.Context, *discord.AutocompleteInteraction) (discord.AutocompleteAnswer, error) {
			return discord.Choices{{Name: "Sencha", Value: discord.String("sencha")}}, nil
		}),
		core.Component("rate", func(context.Context, *discord.ComponentInteraction) (discord.ComponentAnswer, error) {
			return discord.Modal{CustomID: "rated", Title: "Your rating", Components: []discord.ModalComponent{
				discord.Label{Label: "How was it?", Component: discord.TextInput{CustomID: "text", Style: discord.TextInputShort}},
			}}, nil
		}),
		core.Modal("rated", func(ctx context.Context, i *discord.ModalInteraction) (discord.ModalAnswer, error) {
			core.After(ctx, func(ctx context.Context, followUp *rest.Interaction) error {
				_, err := followUp.EditOriginal(ctx, discord.Update{Content: new("Thanks: " + i.Data.Text("text"))})
				return err
			})
			return discord.DeferredMessage{}, nil
		}),
		core.UserCommand("Wave", func(_ context.Context, i *discord.CommandInteraction) (discord.CommandAnswer, error) {
			return discord.Message{Content: "👋 " + discord.MentionUser(i.Data.TargetID), Flags: discord.Ephemeral}, nil
		}),
		core.MessageCommand("Quote", func(_ context.Context, i *discord.CommandInteraction) (discord.CommandAnswer, error) {
			m, _ := i.Data.TargetMessage()
			return discord.Message{Content: "> " + m.Content}, nil
		}),
	}
}

// open opens the page of a bot in this process.
func open(t *testing.T) *stage {
	t.Helper()
	d, server := newBot(t, discordtest.APIOptions{})
	if err := d.Serve(server); err != nil {
		t.Fatal(err)
	}
	return openPage(t, d, Options{Package: "example.com/tea/bot", Constructor: "New"})
}

// newBot makes a Discord and a bot. The caller connects them.
func newBot(t *testing.T, a discordtest.APIOptions) (*discordtest.Discord, *core.Server) {
	t.Helper()
	d := discordtest.NewDiscord(a)
	t.Cleanup(func() {
		if err := d.Close(); err != nil {
			t.Error(err)
		}
	})
	o := d.API.CoreOptions()
	transport := &http.Transport{}
	t.Cleanup(transport.CloseIdleConnections)
	o.HTTPClient, o.Logger = &http.Client{Transport: transport}, slog.New(slog.NewTextHandler(t.Output(), nil))
	server, err := core.NewServer(o)
	if err != nil {
		t.Fatal(err)
	}
	if err := server.Handle(routes()...); err != nil {
		t.Fatal(err)
	}
	return d, server
}

func openPage(t *testing.T, d *discordtest.Discord, o Options) *stage {
	t.Helper()
	page := New(d, o)
	site := httptest.NewServer(page)
	t.Cleanup(site.Close)
	t.Cleanup(page.Close)
	s := &stage{T: t, discord: d, page: page, url: site.URL}
	html := s.get("/")
	s.token = regexp.MustCompile(`name="playground-token" content="(\w+)"`).FindStringSubmatch(html)[1]
	stream, err := http.Get(site.URL + "/playground/events?token=" + s.token)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { stream.Body.Close() })
	s.events = bufio.NewScanner(stream.Body)
	s.events.Buffer(nil, 1<<20)
	return s
}

func (s *stage) get(path string) string {
	s.Helper()
	return s.send("GET", path, nil, 200)
}

// send makes a request as the page does, and returns the body.
func (s *stage) send(method, path string, body []byte, status int) string {
	s.Helper()
	request, err := http.NewRequest(method, s.url+path, bytes.NewReader(body))
	if err != nil {
		s.Fatal(err)
	}
	request.Header.Set(tokenHeader, s.token)
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		s.Fatal(err)
	}
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	if err != nil || response.StatusCode != status {
		s.Fatalf("%s %s: %s %v\n%s", method, path, response.Status, err, text)
	}
	return string(text)
}

func (s *stage) post(path string, body any, into any) {
	s.Helper()
	sent, err := json.Marshal(body)
	if err != nil {
		s.Fatal(err)
	}
	status := 200
	if into == nil {
		status = 204
	}
	answer := s.send("POST", "/playground/"+path, sent, status)
	if into != nil {
		if err := unmarshal(answer, into); err != nil {
			s.Fatalf("%s answers %s: %v", path, answer, err)
		}
	}
}

// act does what the first person does in the first channel.
func (s *stage) act(kind string, more map[string]any) outcome {
	s.Helper()
	me := s.discord.Person()
	body := map[string]any{"kind": kind, "user_id": me.User().ID, "channel_id": me.Channel().ID, "locale": "en-US", "permissions": ""}
	for key, value := range more {
		body[key] = value
	}
	var out outcome
	s.post("act", body, &out)
	return out
}

// message waits for an event with a message whose content is this.
func (s *stage) message(content string) discord.ReceivedMessage {
	s.Helper()
	for s.events.Scan() {
		if s.events.Text() != "event: message" || !s.events.Scan() {
			continue
		}
		var m discord.ReceivedMessage
		if err := json.Unmarshal([]byte(strings.TrimPrefix(s.events.Text(), "data: ")), &m); err != nil {
			s.Fatal(err)
		}
		if m.Content == content {
			return m
		}
	}
	s.Fatalf("no message %q: %v", content, s.events.Err())
	return discord.ReceivedMessage{}
}

func (s *stage) state() state {
	s.Helper()
	var is state
	if err := json.Unmarshal([]byte(s.get("/playground/state")), &is); err != nil {
		s.Fatal(err)
	}
	return is
}

func object(pairs ...any) map[string]any {
	o := map[string]any{}
	for n := 0; n < len(pairs); n += 2 {
		o[pairs[n].(string)] = pairs[n+1]
	}
	return o
}

func unmarshal(text string, into any) error {
	return json.Unmarshal([]byte(text), into)
}

func mustMarshal(t *testing.T, v any) []byte {
	t.Helper()
	text, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return text
}
