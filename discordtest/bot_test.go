package discordtest_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/hotaru-go/hotaru/core"
	"github.com/hotaru-go/hotaru/discord"
	"github.com/hotaru-go/hotaru/discordtest"
	"github.com/hotaru-go/hotaru/rest"
)

type searchOptions struct {
	Query string `description:"What" option:",required,autocomplete"`
	Limit int    `description:"How many" min:"1" max:"5"`
}

// routes returns the routes of a bot that uses every kind of answer.
func routes() []core.Route {
	row := discord.ActionRow{Components: []discord.RowComponent{
		discord.Button{Style: discord.ButtonPrimary, Label: "Ask", CustomID: "ask"},
		discord.Button{Style: discord.ButtonPrimary, Label: "Count", CustomID: "count"},
		discord.Button{Style: discord.ButtonPrimary, Label: "No", CustomID: "no", Disabled: true},
		discord.Button{Style: discord.ButtonLink, Label: "Elsewhere", URL: "https://example.com"},
	}}
	return []core.Route{
		core.Command("ping", "Answers", func(context.Context, *discord.CommandInteraction) (discord.CommandAnswer, error) {
			return discord.Message{Content: "pong", Flags: discord.Ephemeral}, nil
		}),
		core.Group("config", "Settings", core.Command("set", "Sets one",
			func(_ context.Context, i *discord.CommandInteraction) (discord.CommandAnswer, error) {
				return discord.Message{Content: "set " + core.RouteOf(i)}, nil
			})),
		core.CommandWith("search", "Searches", func(_ context.Context, i *discord.CommandInteraction, o searchOptions) (discord.CommandAnswer, error) {
			return discord.Message{Content: fmt.Sprintf("%s %d <@%d>", o.Query, o.Limit, i.Invoker().ID),
				AllowedMentions: &discord.AllowedMentions{Parse: []discord.MentionType{discord.MentionUsers}}}, nil
		}).Autocomplete("query", func(_ context.Context, i *discord.AutocompleteInteraction) (discord.AutocompleteAnswer, error) {
			return discord.Choices{{Name: "firefly", Value: discord.String("firefly")}}, nil
		}),
		core.Command("buttons", "Buttons", func(context.Context, *discord.CommandInteraction) (discord.CommandAnswer, error) {
			return discord.Message{Content: "0", Components: []discord.MessageComponent{row}}, nil
		}),
		core.Component("count", func(_ context.Context, i *discord.ComponentInteraction) (discord.ComponentAnswer, error) {
			return discord.Update{Content: new(i.Message.Content + "+1")}, nil
		}),
		core.Component("ask", func(context.Context, *discord.ComponentInteraction) (discord.ComponentAnswer, error) {
			return discord.Modal{CustomID: "asked", Title: "Asking", Components: []discord.ModalComponent{
				discord.Label{Label: "Name", Component: discord.TextInput{CustomID: "name", Style: discord.TextInputShort, MaxLength: 10}},
				discord.Label{Label: "Colour", Component: discord.RadioGroup{CustomID: "colour", Options: []discord.RadioOption{
					{Label: "Red", Value: "red"}, {Label: "Green", Value: "green", Default: true}}}},
				discord.Label{Label: "Who", Component: discord.UserSelect{CustomID: "who", Required: new(false)}},
				discord.Label{Label: "Proof", Component: discord.FileUpload{CustomID: "proof", Required: new(false), MaxValues: 2}},
				discord.Label{Label: "Sure", Component: discord.Checkbox{CustomID: "sure"}},
			}}, nil
		}),
		core.Modal("asked", func(_ context.Context, i *discord.ModalInteraction) (discord.ModalAnswer, error) {
			colour, _ := i.Data.Value("colour")
			return discord.Message{Content: fmt.Sprintf("%s %s resolved=%t", i.Data.Text("name"), colour, i.Data.Resolved != nil)}, nil
		}),
		core.Command("later", "Answers later", func(ctx context.Context, i *discord.CommandInteraction) (discord.CommandAnswer, error) {
			core.After(ctx, func(ctx context.Context, f *rest.Interaction) error {
				if _, err := f.EditOriginal(ctx, discord.Update{Content: new("done")}); err != nil {
					return err
				}
				_, err := f.FollowUp(ctx, discord.Message{Files: []discord.File{{Name: "a.txt", Content: strings.NewReader("text")}}})
				return err
			})
			return discord.DeferredMessage{Flags: discord.Ephemeral}, nil
		}),
		core.Command("fail", "Fails", func(context.Context, *discord.CommandInteraction) (discord.CommandAnswer, error) {
			return nil, errors.New("on purpose")
		}),
		core.Command("large", "Sends a large file", func(context.Context, *discord.CommandInteraction) (discord.CommandAnswer, error) {
			return discord.Message{Files: []discord.File{{Name: "large.bin", Content: bytes.NewReader(make([]byte, 1<<20))}}}, nil
		}),
		core.UserCommand("Who", func(_ context.Context, i *discord.CommandInteraction) (discord.CommandAnswer, error) {
			user, _ := i.Data.TargetUser()
			return discord.Message{Content: user.Username}, nil
		}),
		core.MessageCommand("Quote", func(_ context.Context, i *discord.CommandInteraction) (discord.CommandAnswer, error) {
			message, _ := i.Data.TargetMessage()
			return discord.Message{Content: "> " + message.Content}, nil
		}),
	}
}

func newServer(t *testing.T, app *discordtest.App) *core.Server {
	t.Helper()
	server, err := core.NewServer(app.Options())
	if err != nil {
		t.Fatal(err)
	}
	if err := server.Handle(routes()...); err != nil {
		t.Fatal(err)
	}
	return server
}

// overHTTP serves a server with net/http. The work after the answer runs outside the handler.
func overHTTP(server *core.Server) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		response := server.Serve(r.Context(), &core.Request{
			Method: r.Method, Path: r.URL.Path, ContentType: r.Header.Get("Content-Type"),
			Signature: r.Header.Get(core.SignatureHeader), Timestamp: r.Header.Get(core.TimestampHeader),
			Body: r.Body, Length: r.ContentLength,
		})
		response.Header(w.Header().Set)
		if n, known := response.Length(); known {
			w.Header().Set("Content-Length", fmt.Sprint(n))
		}
		w.WriteHeader(response.Status)
		if _, err := response.WriteTo(w); err != nil {
			response.NotSent(err)
			return
		}
		_ = http.NewResponseController(w).Flush()
		response.Sent(context.WithoutCancel(r.Context()))
	})
}

// asLambda works like an adapter for a function handler. It turns a request into an event and the
// result into a response, and runs the work when the response's body is closed.
func asLambda(server *core.Server) func(*http.Request) (*http.Response, error) {
	return func(r *http.Request) (*http.Response, error) {
		event, err := io.ReadAll(r.Body)
		if err != nil {
			return nil, err
		}
		out := server.OnInteraction(r.Context(), event, r.Header.Get(core.SignatureHeader), r.Header.Get(core.TimestampHeader))
		var text strings.Builder
		if _, err := out.WriteTo(&text); err != nil {
			return nil, err
		}
		response := &http.Response{StatusCode: out.Status, Header: http.Header{}}
		out.Header(response.Header.Set)
		response.Body = closing{strings.NewReader(text.String()), func() { out.Sent(context.Background()) }}
		return response, nil
	}
}

type closing struct {
	io.Reader
	close func()
}

func (c closing) Close() error { c.close(); return nil }

// recorder is a T that records how a test fails.
type recorder struct {
	*testing.T
	failed string
}

type stopped struct{}

func (r *recorder) Fatalf(format string, args ...any) {
	r.failed = fmt.Sprintf(format, args...)
	panic(stopped{})
}

// failure runs a function that must fail the test, and returns the failure's message.
func (r *recorder) failure(t *testing.T, act func()) string {
	t.Helper()
	r.failed = ""
	func() {
		defer func() {
			if v := recover(); v != nil && v != any(stopped{}) {
				panic(v)
			}
		}()
		act()
	}()
	if r.failed == "" {
		t.Error("the test did not fail")
	}
	return r.failed
}
