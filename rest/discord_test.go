package rest_test

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/hotaru-go/hotaru/discord"
	"github.com/hotaru-go/hotaru/discordtest"
	"github.com/hotaru-go/hotaru/internal/memnet"
	"github.com/hotaru-go/hotaru/rest"
)

// startAPI runs a Discord whose clock can be moved forward.
func startAPI(t *testing.T) (*discordtest.API, *rest.Client, func(time.Duration)) {
	t.Helper()
	var ahead atomic.Int64
	api := discordtest.NewAPI(discordtest.APIOptions{
		Guilds: []discord.Snowflake{42},
		Now:    func() time.Time { return time.Now().Add(time.Duration(ahead.Load())) },
	})
	api.Start()
	client := rest.New(api.RESTOptions())
	t.Cleanup(func() {
		client.CloseIdleConnections()
		api.Close()
	})
	return api, client, func(by time.Duration) { ahead.Add(int64(by)) }
}

// apiInMemory is startAPI for a bubble of testing/synctest, whose clock the test moves by sleeping.
func apiInMemory(t *testing.T) (*discordtest.API, *rest.Client) {
	t.Helper()
	api := discordtest.NewAPI(discordtest.APIOptions{Guilds: []discord.Snowflake{42}})
	client := rest.New(api.RESTOptions())
	client.DialBy(memnet.Serve(t, api).Dial)
	t.Cleanup(func() {
		client.CloseIdleConnections()
		api.Close()
	})
	return api, client
}

// begin lets a user use a slash command.
func begin(t *testing.T, api *discordtest.API, client *rest.Client) *rest.Interaction {
	t.Helper()
	id, token := api.NewID(), interactionToken+api.NewID().String()
	app := api.Options().ApplicationID
	payload := fmt.Sprintf(`{"id":"%d","application_id":"%d","type":2,"token":%q,"version":1,"channel_id":"7",
		"user":{"id":"5","username":"ami"},"data":{"id":"9","name":"ping","type":1}}`, id, app, token)
	if err := api.Begin([]byte(payload)); err != nil {
		t.Fatal(err)
	}
	return client.Interaction(app, id, token)
}

func payloadOf(t *testing.T, a discord.Answer) discord.Payload {
	t.Helper()
	p, err := discord.EncodeAnswer(&discord.CommandInteraction{}, a)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestLifeOfAnInteraction(t *testing.T) {
	api, client, _ := startAPI(t)
	i := begin(t, api, client)
	ctx := within(t, 20*time.Second)
	if _, err := i.FollowUp(ctx, discord.Message{Content: "too early"}); !errors.Is(err, rest.ErrUnknownWebhook) {
		t.Errorf("before the answer: %v", err)
	}
	if err := i.Answer(ctx, payloadOf(t, discord.DeferredMessage{Flags: discord.Ephemeral})); err != nil {
		t.Fatal(err)
	}
	if err := i.Answer(ctx, payloadOf(t, discord.Message{Content: "again"})); !errors.Is(err, rest.ErrAlreadyAcknowledged) {
		t.Errorf("a second answer: %v", err)
	}
	edited, err := i.EditOriginal(ctx, discord.Update{Content: new("ready")})
	if err != nil || edited.Content != "ready" {
		t.Fatal(edited, err)
	}
	original, err := i.Original(ctx)
	if err != nil || original.ID != edited.ID || !original.Flags.Has(discord.Ephemeral) {
		t.Errorf("%+v, %v", original, err)
	}
	content := bytes.Repeat([]byte("firefly "), 1<<17)
	sent, err := i.FollowUp(ctx, discord.Message{Components: []discord.MessageComponent{
		discord.TextDisplay{Content: "components V2"},
		discord.FileComponent{File: discord.Media{URL: discord.AttachmentURL("glow.txt")}},
	}, Files: []discord.File{{Name: "glow.txt", Content: bytes.NewReader(content)}}})
	if err != nil || !sent.Flags.Has(discord.ComponentsV2) {
		t.Fatalf("%+v, %v", sent, err)
	}
	if files := api.Files(sent.ID); len(files) != 1 || !bytes.Equal(files[0].Data, content) {
		t.Errorf("%d files", len(files))
	}
	got, err := i.GetFollowUp(ctx, sent.ID)
	if err != nil || got.ID != sent.ID {
		t.Error(got, err)
	}
	if _, err := i.EditFollowUp(ctx, sent.ID, discord.Update{Components: []discord.MessageComponent{discord.TextDisplay{Content: "changed"}}}); err != nil {
		t.Error(err)
	}
	if err := i.DeleteFollowUp(ctx, sent.ID); err != nil {
		t.Error(err)
	}
	if _, err := i.GetFollowUp(ctx, sent.ID); !errors.Is(err, rest.ErrUnknownMessage) {
		t.Errorf("after deletion: %v", err)
	}
	if err := i.DeleteOriginal(ctx); err != nil {
		t.Error(err)
	}
}

func TestTokenEnds(t *testing.T) {
	api, client, forward := startAPI(t)
	late, long := begin(t, api, client), begin(t, api, client)
	ctx := within(t, 5*time.Second)
	if err := long.Answer(ctx, payloadOf(t, discord.Message{Content: "in time"})); err != nil {
		t.Fatal(err)
	}
	forward(4 * time.Second)
	if err := late.Answer(ctx, payloadOf(t, discord.Message{Content: "late"})); !errors.Is(err, rest.ErrUnknownInteraction) {
		t.Errorf("after 4 seconds: %v", err)
	}
	forward(15 * time.Minute)
	if _, err := long.FollowUp(ctx, discord.Message{Content: "late"}); !errors.Is(err, rest.ErrInvalidWebhookToken) {
		t.Errorf("after 15 minutes: %v", err)
	}
}

// If Discord has acted but its answer was lost, the call is not repeated and not treated as a
// failure.
func TestLostAnswersAtDiscord(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		api, client := apiInMemory(t)
		for _, lost := range []discordtest.Fault{{Reset: true, Acted: true}, {Status: 502, Acted: true}} {
			i := begin(t, api, client)
			ctx := within(t, 10*time.Second)
			lost.Route = discordtest.RouteCallback
			api.Fail(lost)
			made, err := i.AnswerWithMessage(ctx, payloadOf(t, discord.Message{Content: "once"}))
			if err != nil || made.Resource.Message.Content != "once" {
				t.Errorf("answer: %+v, %v", made, err)
			}
			lost.Route = discordtest.RouteFollowUp
			api.Fail(lost)
			before := len(api.CallsOf(discordtest.RouteFollowUp))
			if _, err := i.FollowUp(ctx, discord.Message{Content: "x"}); !errors.Is(err, rest.ErrUncertain) {
				t.Errorf("follow-up: %v", err)
			}
			if n := len(api.CallsOf(discordtest.RouteFollowUp)); n != before+1 {
				t.Errorf("%d follow-ups sent", n-before)
			}
			lost.Route = discordtest.RouteDeleteOriginal
			api.Fail(lost)
			if err := i.DeleteOriginal(ctx); err != nil {
				t.Errorf("deletion: %v", err)
			}
		}
	})
}

func TestRateLimitsAtDiscord(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		api, client := apiInMemory(t)
		api.Limit(discordtest.RouteFollowUp, 3, 300*time.Millisecond)
		i := begin(t, api, client)
		ctx := within(t, 20*time.Second)
		if err := i.Answer(ctx, payloadOf(t, discord.Message{Content: "x"})); err != nil {
			t.Fatal(err)
		}
		for range 10 {
			if _, err := i.FollowUp(ctx, discord.Message{Content: "x"}); err != nil {
				t.Fatal(err)
			}
		}
		// If calls come one after the other, the headers are enough, and no call hits the limit.
		for _, call := range api.CallsOf(discordtest.RouteFollowUp) {
			if call.Status != 200 {
				t.Errorf("status %d", call.Status)
			}
		}
	})
}

func TestFormErrorsAtDiscord(t *testing.T) {
	api, client, _ := startAPI(t)
	i := begin(t, api, client)
	err := i.Answer(within(t, 5*time.Second), discord.Payload{JSON: []byte(`{"type":4,"data":{"embeds":[{"title":"` + strings.Repeat("x", 300) + `"}]}}`)})
	var refused *rest.Error
	if !errors.Is(err, rest.ErrInvalidFormBody) || !errors.As(err, &refused) || len(refused.Fields) == 0 || refused.Fields[0].Path != "data.embeds[0].title" {
		t.Errorf("%v", err)
	}
}

func TestKeyAtDiscord(t *testing.T) {
	api, _, _ := startAPI(t)
	o := api.Options()
	for name, credentials := range map[string]rest.Options{
		"bot": {BotToken: o.BotToken}, "bearer": {BearerToken: o.BearerToken},
		"client": {ClientID: o.ApplicationID.String(), ClientSecret: o.ClientSecret},
	} {
		credentials.BaseURL = api.URL()
		client := rest.New(credentials)
		if key, err := client.PublicKey(within(t, 5*time.Second)); err != nil || key != o.Key.PublicKey() {
			t.Errorf("%s: %q, %v", name, key, err)
		}
		client.CloseIdleConnections()
	}
}
