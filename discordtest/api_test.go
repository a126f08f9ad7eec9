package discordtest_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/hotaru-go/hotaru/discord"
	"github.com/hotaru-go/hotaru/discordtest"
	"github.com/hotaru-go/hotaru/internal/memnet"
	"github.com/hotaru-go/hotaru/rest"
)

// clock is a time that a test moves.
type clock struct {
	mu sync.Mutex
	at time.Time
}

func newClock() *clock { return &clock{at: time.Date(2025, 3, 1, 12, 0, 0, 0, time.UTC)} }

func (c *clock) now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.at
}

func (c *clock) pass(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.at = c.at.Add(d)
}

// started runs an API and returns it with a client. inMemory is like started, for a bubble of
// testing/synctest, in which waits take no time.
func inMemory(t *testing.T, o discordtest.APIOptions) (*discordtest.API, *rest.Client) {
	t.Helper()
	api := discordtest.NewAPI(o)
	t.Cleanup(api.Close)
	with := api.RESTOptions()
	with.HTTP = memnet.Serve(t, api).Client(t)
	return api, rest.New(with)
}

func started(t *testing.T, o discordtest.APIOptions) (*discordtest.API, *rest.Client) {
	t.Helper()
	api := discordtest.NewAPI(o)
	api.Start()
	t.Cleanup(api.Close)
	client := rest.New(api.RESTOptions())
	t.Cleanup(client.CloseIdleConnections)
	return api, client
}

// begin begins an interaction without an endpoint, and returns the app's handle for it.
func begin(t *testing.T, api *discordtest.API, client *rest.Client, kind discord.InteractionType, more string) (discord.Snowflake, *rest.Interaction) {
	t.Helper()
	id := api.NewID()
	token := fmt.Sprintf("token-%d", id)
	body := fmt.Sprintf(`{"id":"%d","application_id":"%d","type":%d,"token":%q,"version":1,"channel_id":"5",
		"user":{"id":"9","username":"ami"},"attachment_size_limit":1000000%s}`,
		id, api.Options().ApplicationID, kind, token, more)
	if err := api.Begin([]byte(body)); err != nil {
		t.Fatal(err)
	}
	return id, client.Interaction(api.Options().ApplicationID, id, token)
}

const (
	command = `,"data":{"id":"1","name":"ping","type":1}`
	button  = `,"data":{"custom_id":"b","component_type":2},"message":{"id":"77","channel_id":"5","content":"old","flags":0,
		"embeds":[],"components":[],"attachments":[]}`
	typing = `,"data":{"id":"1","name":"ping","type":1,"options":[{"name":"n","type":4,"value":"1","focused":true}]}`
)

func payload(text string) discord.Payload { return discord.Payload{JSON: []byte(text)} }

func mustCode(t *testing.T, err error, status int, code rest.Code) {
	t.Helper()
	refused, ok := errors.AsType[*rest.Error](err)
	if !ok || refused.Status != status || refused.Code != code {
		t.Errorf("got %v, want %d with code %d", err, status, code)
	}
}

func TestOrderOfAnswers(t *testing.T) {
	api, client := started(t, discordtest.APIOptions{})
	_, i := begin(t, api, client, discord.InteractionCommand, command)
	hello := discord.Message{Content: "hello"}

	_, err := i.FollowUp(t.Context(), hello)
	mustCode(t, err, 404, rest.ErrUnknownWebhook)
	_, err = i.EditOriginal(t.Context(), discord.Update{Content: new("x")})
	mustCode(t, err, 404, rest.ErrUnknownWebhook)

	got, err := i.AnswerWithMessage(t.Context(), payload(`{"type":4,"data":{"content":"hello"}}`))
	if err != nil {
		t.Fatal(err)
	}
	if got.Resource.Message.Content != "hello" || got.Interaction.ResponseMessageID == 0 {
		t.Errorf("the callback's response is %+v", got)
	}
	mustCode(t, i.Answer(t.Context(), payload(`{"type":4,"data":{"content":"again"}}`)), 400, rest.ErrAlreadyAcknowledged)

	follow, err := i.FollowUp(t.Context(), hello)
	if err != nil {
		t.Fatal(err)
	}
	edited, err := i.EditFollowUp(t.Context(), follow.ID, discord.Update{Content: new("changed")})
	if err != nil || edited.Content != "changed" || edited.EditedTimestamp.IsZero() {
		t.Errorf("edited to %+v, %v", edited, err)
	}
	if err := i.DeleteOriginal(t.Context()); err != nil {
		t.Error(err)
	}
	_, err = i.Original(t.Context())
	mustCode(t, err, 404, rest.ErrUnknownMessage)
	if _, there := api.Message(follow.ID); !there {
		t.Error("the follow-up is gone")
	}
}

func TestTimesOfTokens(t *testing.T) {
	clock := newClock()
	api, client := started(t, discordtest.APIOptions{Now: clock.now})
	id, late := begin(t, api, client, discord.InteractionCommand, command)
	_, early := begin(t, api, client, discord.InteractionCommand, command)

	clock.pass(2 * time.Second)
	if err := early.Answer(t.Context(), payload(`{"type":5}`)); err != nil {
		t.Fatal(err)
	}
	clock.pass(1001 * time.Millisecond)
	mustCode(t, late.Answer(t.Context(), payload(`{"type":5}`)), 404, rest.ErrUnknownInteraction)
	if err := api.Answered(id, "application/json", []byte(`{"type":5}`)); !errors.Is(err, rest.ErrUnknownInteraction) {
		t.Errorf("a late inline answer gets %v", err)
	}
	clock.pass(14 * time.Minute)
	if _, err := early.EditOriginal(t.Context(), discord.Update{Content: new("done")}); err != nil {
		t.Error(err)
	}
	clock.pass(time.Minute)
	_, err := early.EditOriginal(t.Context(), discord.Update{Content: new("too late")})
	mustCode(t, err, 401, rest.ErrInvalidWebhookToken)
}

func TestInlineAnswerOpensTheWebhook(t *testing.T) {
	api, client := started(t, discordtest.APIOptions{})
	id, i := begin(t, api, client, discord.InteractionCommand, command)
	if err := api.Answered(id, "application/json", []byte(`{"type":5,"data":{"flags":64}}`)); err != nil {
		t.Fatal(err)
	}
	loading, err := i.Original(t.Context())
	if err != nil || !loading.Flags.Has(discord.Loading|discord.Ephemeral) {
		t.Fatalf("the deferred message is %+v, %v", loading, err)
	}
	// The first follow-up after a deferral completes the deferred answer.
	filled, err := i.FollowUp(t.Context(), discord.Message{Content: "here", Files: []discord.File{
		{Name: "naïve name.txt", Content: strings.NewReader("the text")}}})
	if err != nil {
		t.Fatal(err)
	}
	if filled.ID != loading.ID || filled.Flags != discord.Ephemeral || filled.Content != "here" {
		t.Errorf("filled in %+v", filled)
	}
	if files := api.Files(filled.ID); len(files) != 1 || string(files[0].Data) != "the text" || files[0].Name != "naïve name.txt" {
		t.Errorf("files %+v", files)
	}
	if filled.InteractionMetadata == nil || filled.InteractionMetadata.ID != id || filled.InteractionMetadata.User.ID != 9 {
		t.Errorf("interaction metadata %+v", filled.InteractionMetadata)
	}
}

func TestUpdateOfTheClickedMessage(t *testing.T) {
	api, client := started(t, discordtest.APIOptions{})
	id, i := begin(t, api, client, discord.InteractionComponent, button)
	if err := api.Answered(id, "application/json", []byte(`{"type":7,"data":{"content":"new"}}`)); err != nil {
		t.Fatal(err)
	}
	original, err := i.Original(t.Context())
	if err != nil || original.ID != 77 || original.Content != "new" {
		t.Errorf("@original is %+v, %v", original, err)
	}
}

func TestWhatAnswersWhat(t *testing.T) {
	api, client := started(t, discordtest.APIOptions{})
	tests := []struct {
		name   string
		kind   discord.InteractionType
		more   string
		answer string
		path   string // the path in the refusal, or empty if the answer is accepted
	}{
		{"message to a command", 2, command, `{"type":4,"data":{"content":"x"}}`, ""},
		{"update to a command", 2, command, `{"type":7,"data":{"content":"x"}}`, "type"},
		{"choices to a command", 2, command, `{"type":8,"data":{"choices":[]}}`, "type"},
		{"no type", 2, command, `{"data":{"content":"x"}}`, "type"},
		{"deferred with another flag", 2, command, `{"type":5,"data":{"flags":4}}`, "data.flags"},
		{"content that is no string", 2, command, `{"type":4,"data":{"content":[1]}}`, "data.content"},
		{"button at the top", 2, command, `{"type":4,"data":{"components":[{"type":2,"style":1,"label":"a","custom_id":"b"}]}}`, "data.components[0]"},
		{"text display without the flag", 2, command, `{"type":4,"data":{"components":[{"type":10,"content":"b"}]}}`, "data.components[0]"},
		{"text display with the flag", 2, command, `{"type":4,"data":{"flags":32768,"components":[{"type":10,"content":"b"}]}}`, ""},
		{"content beside components V2", 2, command, `{"type":4,"data":{"flags":32768,"content":"x","components":[{"type":10,"content":"b"}]}}`, "data.content"},
		{"modal to a command", 2, command, `{"type":9,"data":{"custom_id":"m","title":"M","components":[{"type":18,"label":"l","component":{"type":4,"custom_id":"t","style":1}}]}}`, ""},
		{"modal to a modal", 5, `,"data":{"custom_id":"m","components":[]}`, `{"type":9,"data":{}}`, "type"},
		{"update to a modal of a command", 5, `,"data":{"custom_id":"m","components":[]}`, `{"type":6}`, "type"},
		{"deferred update to a button", 3, button, `{"type":6}`, ""},
		{"choices", 4, typing, `{"type":8,"data":{"choices":[{"name":"one","value":1}]}}`, ""},
		{"choices of another type", 4, typing, `{"type":8,"data":{"choices":[{"name":"one","value":"1"}]}}`, "data.choices[0].value"},
		{"message to autocomplete", 4, typing, `{"type":4,"data":{"content":"x"}}`, "type"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			_, i := begin(t, api, client, test.kind, test.more)
			err := i.Answer(t.Context(), payload(test.answer))
			if test.path == "" {
				if err != nil {
					t.Error(err)
				}
				return
			}
			mustCode(t, err, 400, rest.ErrInvalidFormBody)
			if refused, ok := errors.AsType[*rest.Error](err); ok && (len(refused.Fields) == 0 || refused.Fields[0].Path != test.path) {
				t.Errorf("the refusal is %v, want one at %s", refused, test.path)
			}
			// A refused answer does not count as the answer. The next one does.
			right := map[discord.InteractionType]string{2: `{"type":5}`, 3: `{"type":6}`, 4: `{"type":8,"data":{"choices":[]}}`, 5: `{"type":5}`}
			if err := i.Answer(t.Context(), payload(right[test.kind])); err != nil {
				t.Errorf("after the refusal: %v", err)
			}
		})
	}
}

func TestFaults(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		api, client := inMemory(t, discordtest.APIOptions{})
		_, i := begin(t, api, client, discord.InteractionCommand, command)
		api.Fail(discordtest.Fault{Route: discordtest.RouteCallback, Reset: true, Acted: true})
		if err := i.Answer(t.Context(), payload(`{"type":5}`)); err != nil {
			t.Fatalf("an answer that went through and got lost: %v", err)
		}
		api.Fail(discordtest.Fault{Route: discordtest.RouteEditOriginal, Status: 503, Times: 2})
		api.Fail(discordtest.Fault{Route: discordtest.RouteEditOriginal, Status: 429, RetryAfter: 30 * time.Millisecond})
		if _, err := i.EditOriginal(t.Context(), discord.Update{Content: new("x")}); err != nil {
			t.Fatal(err)
		}
		var statuses []int
		for _, call := range api.Calls() {
			statuses = append(statuses, call.Status)
		}
		if got, want := fmt.Sprint(statuses), "[0 400 503 503 429 200]"; got != want {
			t.Errorf("statuses %s, want %s", got, want)
		}
	})
}

func TestLimit(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		api, client := inMemory(t, discordtest.APIOptions{})
		_, i := begin(t, api, client, discord.InteractionCommand, command)
		if err := i.Answer(t.Context(), payload(`{"type":5}`)); err != nil {
			t.Fatal(err)
		}
		api.Limit(discordtest.RouteEditOriginal, 2, 200*time.Millisecond)
		start := time.Now()
		for range 3 {
			if _, err := i.EditOriginal(t.Context(), discord.Update{Content: new("x")}); err != nil {
				t.Fatal(err)
			}
		}
		if took := time.Since(start); took < 150*time.Millisecond {
			t.Errorf("three edits took %s under a limit of two in 200 ms", took)
		}
		for _, call := range api.CallsOf(discordtest.RouteEditOriginal) {
			if call.Status != 200 {
				t.Errorf("status %d: the client did not read the headers", call.Status)
			}
		}
	})
}

func TestEvents(t *testing.T) {
	api, client := started(t, discordtest.APIOptions{})
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
	defer cancel()
	events := api.Events(ctx)
	_, i := begin(t, api, client, discord.InteractionCommand, command)
	go func() {
		_ = i.Answer(ctx, payload(`{"type":5}`))
		_, _ = i.EditOriginal(ctx, discord.Update{Content: new("x")})
		_ = i.DeleteOriginal(ctx)
	}()
	var got []string
	for e := range events {
		if e.Type != discordtest.EventCall {
			got = append(got, string(e.Type))
		}
		if e.Type == discordtest.EventDeleted {
			break
		}
	}
	if text := strings.Join(got, " "); text != "begun answered message edited deleted" {
		t.Errorf("events: %s", text)
	}
}

func TestPublicKeyByEveryCredential(t *testing.T) {
	api, _ := started(t, discordtest.APIOptions{})
	o := api.Options()
	for name, options := range map[string]rest.Options{
		"bot":         {BotToken: o.BotToken},
		"bearer":      {BearerToken: o.BearerToken},
		"credentials": {ClientID: o.ApplicationID.String(), ClientSecret: o.ClientSecret},
	} {
		options.BaseURL = api.URL()
		client := rest.New(options)
		defer client.CloseIdleConnections()
		if key, err := client.PublicKey(t.Context()); err != nil || key != o.Key.PublicKey() {
			t.Errorf("by %s: %q, %v", name, key, err)
		}
	}
	wrong := rest.New(rest.Options{BotToken: "wrong", BaseURL: api.URL()})
	defer wrong.CloseIdleConnections()
	_, err := wrong.PublicKey(t.Context())
	mustCode(t, err, 401, 0)
}
