package rest_test

import (
	"errors"
	"io"
	"net/http"
	"regexp"
	"testing"
	"time"

	"github.com/hotaru-go/hotaru/rest"
)

const alreadyAnswered = `{"message":"Interaction has already been acknowledged.","code":40060}`

func TestAcknowledgedAfterALostAnswerIsSuccess(t *testing.T) {
	t.Parallel()
	for name, lost := range map[string]http.HandlerFunc{
		"reset": reset, "502": answer(502, ``), "half an answer": half,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			i, seen := serveSteps(t, lost, answer(400, alreadyAnswered))
			if err := i.Answer(within(t, 5*time.Second), text); err != nil || seen.count() != 2 {
				t.Errorf("%d requests, %v", seen.count(), err)
			}
		})
	}
	i, seen := serveSteps(t, reset, answer(400, alreadyAnswered), answer(200, messageBody))
	made, err := i.AnswerWithMessage(within(t, 5*time.Second), text)
	if err != nil || made.Resource.Message.Content != "hello" || made.Interaction.ResponseMessageID != 77 || seen.count() != 3 {
		t.Errorf("%d requests: %+v, %v", seen.count(), made, err)
	}
}

func TestAcknowledgedByAnotherIsAnError(t *testing.T) {
	for name, first := range map[string]http.HandlerFunc{
		"at first": answer(400, alreadyAnswered), "after a rate limit": answer(429, `{"retry_after":0.01}`),
	} {
		i, _ := serveSteps(t, first, answer(400, alreadyAnswered))
		if err := i.Answer(within(t, 5*time.Second), text); !errors.Is(err, rest.ErrAlreadyAcknowledged) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestDeletedAfterALostAnswerIsSuccess(t *testing.T) {
	gone := answer(404, `{"message":"Unknown Message","code":10008}`)
	i, _ := serveSteps(t, reset, gone)
	if err := i.DeleteFollowUp(within(t, 5*time.Second), 5); err != nil {
		t.Error(err)
	}
	i, _ = serveSteps(t, gone)
	if err := i.DeleteFollowUp(within(t, 5*time.Second), 5); !errors.Is(err, rest.ErrUnknownMessage) {
		t.Error(err)
	}
}

func TestAnswerWithMessage(t *testing.T) {
	i, seen := serveSteps(t, answer(200, `{
		"interaction": {"id":"2","type":2,"response_message_id":"77","response_message_loading":false,"response_message_ephemeral":true},
		"resource": {"type":4,"message":`+messageBody+`}}`))
	made, err := i.AnswerWithMessage(within(t, 5*time.Second), text)
	if err != nil {
		t.Fatal(err)
	}
	if made.Interaction.ID != 2 || !made.Interaction.ResponseMessageEphemeral || made.Resource.Type != 4 || made.Resource.Message.ID != 77 {
		t.Errorf("%+v", made)
	}
	if query := seen.last().URL.RawQuery; query != "with_response=true" {
		t.Errorf("query %q", query)
	}
}

func TestRequestsAreWhatDiscordDocuments(t *testing.T) {
	const webhook = "/webhooks/1/aW50ZXJhY3Rpb24-token%2Fthat%20must%20not%20show"
	want := map[string]string{
		"Answer":            "POST /interactions/2/aW50ZXJhY3Rpb24-token%2Fthat%20must%20not%20show/callback",
		"AnswerWithMessage": "POST /interactions/2/aW50ZXJhY3Rpb24-token%2Fthat%20must%20not%20show/callback?with_response=true",
		"Original":          "GET " + webhook + "/messages/@original",
		"EditOriginal":      "PATCH " + webhook + "/messages/@original",
		"DeleteOriginal":    "DELETE " + webhook + "/messages/@original",
		"FollowUp":          "POST " + webhook,
		"GetFollowUp":       "GET " + webhook + "/messages/5",
		"EditFollowUp":      "PATCH " + webhook + "/messages/5",
		"DeleteFollowUp":    "DELETE " + webhook + "/messages/5",
	}
	agent := regexp.MustCompile(`^DiscordBot \(https://github\.com/hotaru-go/hotaru, [^ ()]+\)$`)
	for _, one := range every {
		var got, body string
		client := serve(t, rest.Options{BotToken: botToken}, func(w http.ResponseWriter, r *http.Request) {
			got = r.Method + " " + r.RequestURI
			text, _ := io.ReadAll(r.Body)
			body = string(text)
			if !agent.MatchString(r.UserAgent()) {
				t.Errorf("%s: user agent %q", one.name, r.UserAgent())
			}
			// The interaction's token is the authorisation. The bot's token is not sent.
			if r.Header.Get("Authorization") != "" {
				t.Errorf("%s: an Authorization header", one.name)
			}
			if hasBody := len(body) > 0; hasBody != (r.Header.Get("Content-Type") == "application/json") {
				t.Errorf("%s: body %q of type %q", one.name, body, r.Header.Get("Content-Type"))
			}
			answer(200, messageBody)(w, r)
		})
		if err := one.call(within(t, 5*time.Second), client.Interaction(1, 2, interactionToken)); err != nil {
			t.Errorf("%s: %v", one.name, err)
		}
		if got != want[one.name] {
			t.Errorf("%s: %s\nwant %s", one.name, got, want[one.name])
		}
	}
}

func TestNoTokenIsNotSent(t *testing.T) {
	client := rest.New(rest.Options{BaseURL: "http://127.0.0.1:1"})
	for _, one := range every {
		mustContain(t, one.call(t.Context(), client.Interaction(1, 2, "")), "no token")
	}
}
