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
	"testing/synctest"
	"time"

	"encoding/json"

	"github.com/hotaru-go/hotaru/discord"
	"github.com/hotaru-go/hotaru/discordtest"
	"github.com/hotaru-go/hotaru/rest"
)

// answering is an endpoint without a library. It gives every request the same answer.
func answering(status int, contentType, body string) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", contentType)
		w.WriteHeader(status)
		_, _ = io.WriteString(w, body)
	})
}

func TestResponsesThatAreNoAnswer(t *testing.T) {
	const form = "multipart/form-data; boundary=b"
	part := func(name, more, text string) string {
		return "--b\r\nContent-Disposition: form-data; name=\"" + name + "\"" + more + "\r\n\r\n" + text + "\r\n"
	}
	message := part("payload_json", "", `{"type":4,"data":{"content":"x"}}`)
	file := part("files[0]", `; filename="a.txt"`, "text")
	tests := []struct {
		name        string
		status      int
		contentType string
		body        string
		reason      string // empty where it is an answer
	}{
		{"an answer", 200, "application/json", `{"type":5}`, ""},
		{"an answer with parameters", 200, "application/json; charset=utf-8", `{"type":5}`, ""},
		{"status 201", 201, "application/json", `{"type":5}`, ""},
		{"no content type", 200, "", `{"type":5}`, "Content-Type"},
		{"plain text", 200, "text/plain", `{"type":5}`, "Content-Type"},
		{"no body", 200, "application/json", ``, "has no body"},
		{"204", 204, "", ``, "has no body"},
		{"202 with a body", 202, "application/json", `{"type":5}`, "202 has a body"},
		{"not JSON", 200, "application/json", `{"type":5`, "invalid JSON"},
		{"a list", 200, "application/json", `[5]`, "50035"},
		{"a PONG", 200, "application/json", `{"type":1}`, "(4, 5, 9, 10, 12)"},
		{"500", 500, "text/plain", `oh`, "500 Internal Server Error: oh"},
		{"401", 401, "text/plain", `no`, "public key"},
		{"307", 307, "text/plain", ``, "no redirect"},
		{"multipart", 200, form, message + file + "--b--\r\n", ""},
		{"multipart, file first", 200, form, file + message + "--b--\r\n", ""},
		{"multipart without an end", 200, form, message + file, "ends before its closing boundary"},
		{"multipart without a boundary", 200, "multipart/form-data", message + "--b--\r\n", "no boundary"},
		{"multipart with another part", 200, form, message + part("file", "", "x") + "--b--\r\n", `named "file"`},
		{"multipart with a file twice", 200, form, message + file + file + "--b--\r\n", "files[0] comes twice"},
		{"multipart, a file without a name", 200, form, message + part("files[0]", "", "x") + "--b--\r\n", "no filename"},
		{"multipart, JSON cut", 200, form, part("payload_json", "", `{"type":`) + "--b--\r\n", "payload_json is not valid JSON"},
		{"multipart, an attachment that is not there", 200, form,
			part("payload_json", "", `{"type":4,"data":{"attachments":[{"id":"1","filename":"b"}]}}`) + file + "--b--\r\n", "data.attachments[0].id"},
		{"multipart of 200 KB", 200, form, message + part("files[0]", `; filename="a"`, strings.Repeat("x", 200_000)) + "--b--\r\n", "150 KB"},
		{"2001 characters", 200, "application/json", `{"type":4,"data":{"content":"` + strings.Repeat("ä", 2001) + `"}}`, "data.content: 2001 characters, at most 2000"},
		{"nothing in it", 200, "application/json", `{"type":4,"data":{"content":""}}`, "Cannot send an empty message"},
		{"choices for a command", 200, "application/json", `{"type":8,"data":{"choices":[]}}`, "type: Value must be one of"},
	}
	app := discordtest.New(t)
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			app.Connect(discordtest.Handler(answering(test.status, test.contentType, test.body)))
			reply, err := app.Person().Slash(t.Context(), "ping")
			if reply.Exchange == nil || reply.Exchange.Status != test.status {
				t.Errorf("the exchange is %+v", reply.Exchange)
			}
			if test.reason == "" {
				if err != nil {
					t.Error(err)
				}
				return
			}
			if err == nil || !strings.Contains(err.Error(), test.reason) {
				t.Fatalf("%v, want %q in it", err, test.reason)
			}
			// The token of a failed interaction is invalid.
			client := rest.New(app.API.RESTOptions())
			defer client.CloseIdleConnections()
			_, err = client.Interaction(app.API.Options().ApplicationID, reply.Exchange.Interaction,
				tokenOf(t, reply.Exchange.RequestBody)).FollowUp(t.Context(), discord.Message{Content: "x"})
			mustCode(t, err, 404, rest.ErrUnknownWebhook)
		})
	}
}

func tokenOf(t *testing.T, body []byte) string {
	t.Helper()
	var payload struct {
		Token string `json:"token"`
	}
	if err := json.Unmarshal(body, &payload); err != nil {
		t.Fatal(err)
	}
	return payload.Token
}

func TestHandlerThatBreaks(t *testing.T) {
	app := discordtest.New(t)
	app.Connect(discordtest.Handler(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { panic("oh") })))
	if _, err := app.Person().Slash(t.Context(), "ping"); err == nil || !strings.Contains(err.Error(), "panicked: oh") {
		t.Error(err)
	}
	app.Connect(discordtest.Endpoint{})
	if _, err := app.Person().Slash(t.Context(), "ping"); err == nil || !strings.Contains(err.Error(), "connect one first") {
		t.Error(err)
	}
}

func TestThreeSeconds(t *testing.T) {
	for name, handler := range map[string]http.HandlerFunc{
		"no response":      func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() },
		"202, no callback": func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(202) },
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				app := discordtest.New(t)
				app.API.StopServing()
				app.Connect(discordtest.Handler(handler))
				start := time.Now()
				_, err := app.Person().Slash(t.Context(), "ping")
				if took := time.Since(start); !errors.Is(err, discordtest.ErrNoAnswer) || took != discordtest.AnswerTime {
					t.Errorf("after %s: %v", took, err)
				}
			})
		})
	}
}

// answerBy sends an answer through the callback endpoint, from inside a handler.
func answerBy(d *discordtest.Discord, r *http.Request, answer string) error {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return err
	}
	kind, err := discord.PeekType(body)
	if err != nil {
		return err
	}
	i, err := discord.DecodeInteraction(kind, body)
	if err != nil {
		return err
	}
	client := rest.New(d.API.RESTOptions())
	defer client.CloseIdleConnections()
	common := i.Common()
	return client.Interaction(common.ApplicationID, common.ID, common.Token).Answer(r.Context(), payload(answer))
}

func TestCallbackAnswersWhileTheRequestIsOpen(t *testing.T) {
	app := discordtest.New(t)
	release := make(chan struct{})
	app.Connect(discordtest.Handler(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if err := answerBy(app.Discord, r, `{"type":4,"data":{"content":"early"}}`); err != nil {
			t.Error(err)
		}
		<-release
		w.WriteHeader(202)
	})))
	reply := app.Slash("ping")
	if reply.Message.Content != "early" {
		t.Errorf("message %+v", reply.Message)
	}
	close(release)
	<-reply.Exchange.Done()
	if reply.Exchange.Status != 202 {
		t.Errorf("status %d", reply.Exchange.Status)
	}
}

func TestProblemsAfterTheAnswerFailTheTest(t *testing.T) {
	json := func(w http.ResponseWriter) {
		w.Header().Set("Content-Type", "application/json")
		_, _ = io.WriteString(w, `{"type":5}`)
	}
	for name, test := range map[string]struct {
		respond func(w http.ResponseWriter)
		problem string
	}{
		"second answer": {json, "40060"},
		"status 500":    {func(w http.ResponseWriter) { w.WriteHeader(500) }, "500 Internal Server Error"},
	} {
		t.Run(name, func(t *testing.T) {
			d := discordtest.NewDiscord(discordtest.APIOptions{})
			d.Connect(discordtest.Handler(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				if err := answerBy(d, r, `{"type":5}`); err != nil {
					t.Error(err)
				}
				test.respond(w)
			})))
			if _, err := d.Person().Slash(t.Context(), "ping"); err != nil {
				t.Error(err)
			}
			if err := d.Close(); err == nil || !strings.Contains(err.Error(), test.problem) {
				t.Errorf("Close tells %v, want %q in it", err, test.problem)
			}
		})
	}
}

func TestFilesAreServed(t *testing.T) {
	app := discordtest.New(t)
	app.Connect(discordtest.Handler(answering(200, "multipart/form-data; boundary=b",
		"--b\r\nContent-Disposition: form-data; name=\"payload_json\"\r\n\r\n"+
			`{"type":4,"data":{"flags":32768,"components":[{"type":12,"items":[{"media":{"url":"attachment://a b.png"}}]},`+
			`{"type":13,"file":{"url":"attachment://notes.md"}}]}}`+
			"\r\n--b\r\nContent-Disposition: form-data; name=\"files[0]\"; filename=\"a b.png\"\r\n\r\npicture"+
			"\r\n--b\r\nContent-Disposition: form-data; name=\"files[1]\"; filename=\"notes.md\"\r\n\r\nnotes"+
			"\r\n--b--\r\n")))
	reply := app.Slash("ping")
	gallery, ok := reply.Message.Components[0].(discord.MediaGallery)
	if !ok || gallery.Items[0].Media.ContentType != "image/png" {
		t.Fatalf("components %+v", reply.Message.Components)
	}
	if file, ok := reply.Message.Components[1].(discord.FileComponent); !ok || file.Name != "notes.md" || file.Size != 5 {
		t.Errorf("file %+v", reply.Message.Components[1])
	}
	response, err := http.Get(gallery.Items[0].Media.URL)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	defer http.DefaultClient.CloseIdleConnections()
	text, _ := io.ReadAll(response.Body)
	if !bytes.Equal(text, []byte("picture")) || response.Header.Get("Content-Type") != "image/png" {
		t.Errorf("%s holds %q", gallery.Items[0].Media.URL, text)
	}
	if len(reply.Files) != 2 || reply.Files[0].Name != "a b.png" {
		t.Errorf("files %+v", reply.Files)
	}
}

func TestVariants(t *testing.T) {
	app := discordtest.New(t)
	app.Connect(discordtest.Handler(answering(200, "application/json", `{"type":5}`)))
	decode := func(r *discordtest.Reply) *discord.CommandInteraction {
		i, err := discord.DecodeInteraction(discord.InteractionCommand, r.Exchange.RequestBody)
		if err != nil {
			t.Fatal(err)
		}
		return i.(*discord.CommandInteraction)
	}
	guild := decode(app.Speaking(discord.LocaleGerman).Allowed(discord.PermissionBanMembers).Slash("x"))
	if guild.GuildID != app.World.Guild.ID || guild.Member.Permissions != discord.PermissionBanMembers ||
		guild.Locale != "de" || guild.User != nil || *guild.Context != discord.ContextGuild || guild.Channel.Name != "general" {
		t.Errorf("in the guild: %+v", guild.Envelope)
	}
	dm := decode(app.As(app.World.Strangers[0]).InDM().Slash("x"))
	if dm.GuildID != 0 || dm.Member != nil || dm.User.Username != "passer.by" || *dm.Context != discord.ContextBotDM ||
		dm.AuthorizingIntegrationOwners[discord.IntegrationGuild] != 0 {
		t.Errorf("in a DM: %+v", dm.Envelope)
	}
	group := decode(app.InGroupDM().Slash("x"))
	if *group.Context != discord.ContextPrivateChannel || group.AuthorizingIntegrationOwners[discord.IntegrationUser] == 0 {
		t.Errorf("in a group DM: %+v", group.Envelope)
	}
	old := decode(app.Changing(func(payload map[string]any) { delete(payload, "channel") }).Slash("x"))
	if old.Channel != nil {
		t.Error("the channel was not taken out")
	}
}

func TestFollowUpsOfAUserInstall(t *testing.T) {
	app := discordtest.New(t)
	app.Connect(discordtest.Handler(answering(200, "application/json", `{"type":4,"data":{"content":"x"}}`)))
	reply := app.InGroupDM().Slash("x")
	client := rest.New(app.API.RESTOptions())
	defer client.CloseIdleConnections()
	i := client.Interaction(app.API.Options().ApplicationID, reply.Interaction, tokenOf(t, reply.Exchange.RequestBody))
	for n := range 6 {
		_, err := i.FollowUp(context.Background(), discord.Message{Content: fmt.Sprint(n)})
		if n < 5 && err != nil {
			t.Fatal(err)
		}
		if n == 5 {
			mustCode(t, err, 400, rest.ErrTooManyFollowUps)
		}
	}
}
