package discordtest

import (
	"errors"
	"fmt"
	"net/http"
	"strings"

	"github.com/hotaru-go/hotaru/rest"
)

// judge returns Discord's refusal of a response. It returns nil if the response is an answer, or if
// an answer by callback can still come.
func (d *Discord) judge(i *interaction, x *Exchange) *Refusal {
	state, _ := d.API.outcome(i)
	noAnswer := func(message, cure string) *Refusal {
		r := &Refusal{Status: x.Status, Message: message, Cure: cure, outcome: "so Discord shows a failure"}
		if state == answered {
			r.outcome = "after the answer by callback"
		}
		return r
	}
	switch {
	case x.Err != nil:
		return noAnswer("The request failed: "+x.Err.Error(), "")
	case x.Status == http.StatusAccepted:
		if len(x.Body) > 0 {
			return noAnswer("A response with status 202 has a body", "answer 202 with no body after the callback, or 200 with the answer")
		}
		return nil
	case x.Status < 200 || x.Status > 299:
		return noAnswer("The endpoint answered "+x.text(), cureFor(x.Status, d.log.of(i.id)))
	case state == answered:
		return refuse(http.StatusBadRequest, rest.ErrAlreadyAcknowledged, "Interaction has already been acknowledged.",
			fmt.Sprintf("after the callback answer the request with 202 and no body, not with %d", x.Status))
	}
	if len(x.Body) == 0 {
		return noAnswer(fmt.Sprintf("A response with status %d has no body", x.Status),
			"answer 200 with the answer in the body, or 202 after the callback")
	}
	var refused *Refusal
	if errors.As(d.API.Answered(i.id, x.Header.Get("Content-Type"), x.Body), &refused) {
		return refused
	}
	return nil
}

// text returns the status and, if the body is a short plain text, the body.
func (x *Exchange) text() string {
	status := fmt.Sprintf("%d %s", x.Status, http.StatusText(x.Status))
	if body := strings.TrimSpace(string(x.Body)); body != "" && len(body) <= 200 && !strings.ContainsAny(body, "<\n") {
		status += ": " + body
	}
	return status
}

// cureFor says what to do about a status. logged is what the endpoint has logged about it, if that
// is known.
func cureFor(status int, logged string) string {
	switch status {
	case http.StatusUnauthorized:
		return "configure the application's public key at the endpoint, and verify the raw body before anything reads it"
	case http.StatusNotFound, http.StatusMethodNotAllowed:
		return "the endpoint takes POST at the whole URL that Discord is given"
	case http.StatusNotImplemented:
		return "register a listener for this interaction"
	}
	if status >= 300 && status < 400 {
		return "Discord follows no redirect: give it the address that the redirect leads to"
	}
	if logged != "" {
		return "its log says: " + logged
	}
	return "look into the endpoint's log"
}
