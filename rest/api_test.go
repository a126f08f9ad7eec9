package rest_test

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"

	"github.com/hotaru-go/hotaru/discord"
	"github.com/hotaru-go/hotaru/rest"
)

// A message that is sent again after an unknown outcome has the same nonce, so Discord posts it
// once.
func TestMessageIsNeverPostedTwice(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var bodies []string
		client := rest.New(rest.Options{BotToken: botToken, HTTP: &http.Client{Transport: roundTripper(func(r *http.Request) (*http.Response, error) {
			text, _ := io.ReadAll(r.Body)
			if bodies = append(bodies, string(text)); len(bodies) == 1 {
				return respond(502, http.Header{}, ""), nil
			}
			return respond(200, http.Header{}, messageBody), nil
		})}})
		message, err := rest.API{Client: client}.SendMessage(t.Context(), 1, discord.Message{Content: "hello"})
		if err != nil || message.ID != 77 || len(bodies) != 2 || bodies[0] != bodies[1] {
			t.Fatalf("%v, %v", bodies, err)
		}
		var sent struct {
			Nonce   string `json:"nonce"`
			Enforce bool   `json:"enforce_nonce"`
		}
		if err := json.Unmarshal([]byte(bodies[0]), &sent); err != nil || len(sent.Nonce) != 25 || !sent.Enforce {
			t.Errorf("%s", bodies[0])
		}
	})
}

// In an edit, a nil field is not changed, and an empty value clears the field.
func TestEditsLeaveAndClear(t *testing.T) {
	for want, edit := range map[string]any{
		`{}`: rest.ChannelEdit{},
		`{"topic":null,"parent_id":null,"position":0,"permission_overwrites":[],"nsfw":false}`: rest.ChannelEdit{
			Topic: new(""), ParentID: new(discord.Snowflake(0)), Position: new(0), Overwrites: []discord.PermissionOverwrite{}, NSFW: new(false)},
		`{"name":"<b>","topic":"t","parent_id":"5"}`: rest.ChannelEdit{Name: "<b>", Topic: new("t"), ParentID: new(discord.Snowflake(5))},
		`{"nick":null,"roles":[],"communication_disabled_until":null}`: rest.MemberEdit{
			Nick: new(""), Roles: []discord.Snowflake{}, TimedOutUntil: new(discord.Time{})},
		`{"options":[],"integration_types":null,"contexts":null}`: rest.CommandEdit{
			Options: []discord.CommandOption{}, IntegrationTypes: []discord.IntegrationType{}, Contexts: []discord.InteractionContext{}},
		`{"contexts":[0]}`:                             rest.CommandEdit{Contexts: []discord.InteractionContext{discord.ContextGuild}},
		`{"nsfw":false,"handler":1}`:                   rest.CommandEdit{NSFW: new(false), Handler: discord.HandlerApp},
		`{"archived":true}`:                            rest.ThreadEdit{Archived: new(true)},
		`{"permissions":"0"}`:                          rest.RoleEdit{Permissions: new(discord.Permissions(0))},
		`{"tags":[],"interactions_endpoint_url":null}`: rest.ApplicationEdit{InteractionsEndpointURL: new(""), Tags: []string{}},
	} {
		sent, err := sentBy(t, t.Context(), "PATCH", "/channels/1", edit)
		if err != nil || sent.text != want {
			t.Errorf("%s, %v, want %s", sent.text, err, want)
		}
	}
}

func TestWebhookShowsNoToken(t *testing.T) {
	hook := rest.Webhook(5, "token-of-a-webhook")
	client := limited(&script{steps: []func(*http.Request) *http.Response{status(404, `{"code":10015,"message":"Unknown Webhook"}`)}}, rest.Options{})
	_, err := rest.API{Client: client}.ExecuteWebhook(t.Context(), hook.InThread(6), rest.WebhookMessage{Message: discord.Message{Content: "x"}})
	text := fmt.Sprintf("%v %+v %#v %s %v", hook, hook, struct{ w any }{hook}, hook, err)
	if err == nil || strings.Contains(text, "token-of") {
		t.Error(text)
	}
	mustContain(t, err, "POST /webhooks/{webhook.id}/{webhook.token}: 404")
}

// If the application's ID is zero, the client asks Discord for it.
func TestApplicationIsAsked(t *testing.T) {
	server := &script{steps: []func(*http.Request) *http.Response{status(200, `{"id":"9","name":"x"}`), status(200, `[]`)}}
	if _, err := (rest.API{Client: limited(server, rest.Options{})}).ListSKUs(t.Context(), 0); err != nil || len(server.paths) != 2 || server.paths[1] != "/api/v10/applications/9/skus" {
		t.Errorf("%v, %v", server.paths, err)
	}
}

// Routes have names in place of everything that is a value.
func TestRoutesOfPaths(t *testing.T) {
	for path, want := range map[string]string{
		"/channels/1/messages/2/reactions/%F0%9F%94%A5/@me": "/channels/{channel.id}/messages/{message.id}/reactions/{emoji}/@me",
		"/channels/1/messages/2/reactions/a:3/4":            "/channels/{channel.id}/messages/{message.id}/reactions/{emoji}/{id}",
		"/guilds/1/members/@me":                             "/guilds/{guild.id}/members/@me",
		"/guilds/templates/abcdef":                          "/guilds/templates/{template.code}",
		"/guilds/1/widget.json":                             "/guilds/{guild.id}/widget.json",
		"/invites/vanity":                                   "/invites/{invite.code}",
		"/oauth2/@me":                                       "/oauth2/@me",
		"/webhooks/1/abc":                                   "/webhooks/{webhook.id}/{webhook.token}",
		"/webhooks/1/abc/messages/@original":                "/webhooks/{webhook.id}/{webhook.token}/messages/@original",
		"/interactions/1/abc/callback":                      "/interactions/{interaction.id}/{interaction.token}/callback",
		"/applications/1/guilds/2/commands/3/permissions":   "/applications/{application.id}/guilds/{guild.id}/commands/{command.id}/permissions",
	} {
		if got := rest.RouteOf(path); got != want {
			t.Errorf("%s: %s, want %s", path, got, want)
		}
	}
}
