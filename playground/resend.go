package playground

import (
	"context"
	"net/http"
	"time"

	"encoding/json"

	"github.com/hotaru-go/hotaru/discord"
	"github.com/hotaru-go/hotaru/discordtest"
)

// identity is the part of an interaction that must be new each time.
type identity struct {
	ID    string `json:"id"`
	Token string `json:"token"`
}

// postResend sends a body again, which may have been edited. It replaces the ID and the token
// unless they were edited.
func (p *Playground) postResend(w http.ResponseWriter, r *http.Request) {
	var again struct {
		Exchange discord.Snowflake `json:"exchange"`
		Body     string            `json:"body"`
	}
	if !readJSON(w, r, &again) {
		return
	}
	before, known := p.history.find(again.Exchange)
	if !known {
		http.Error(w, "That interaction is not remembered any more.", http.StatusNotFound)
		return
	}
	body := json.RawMessage(again.Body)
	var was, is identity
	err := json.Unmarshal(body, &is)
	if err == nil {
		_ = json.Unmarshal([]byte(before.Request.Body), &was)
		if is == was {
			body, err = p.discord.Fresh(body)
		}
	}
	if err != nil {
		http.Error(w, "This cannot be sent: "+err.Error(), http.StatusUnprocessableEntity)
		return
	}
	begun := p.beginBody(body, nil)
	start := time.Now()
	sent, err := p.discord.Send(context.WithoutCancel(r.Context()), body)
	reply := &discordtest.Reply{Exchange: sent}
	if sent != nil {
		if err == nil {
			reply = p.discord.Look(&discordtest.Reply{Interaction: sent.Interaction, Exchange: sent})
		}
		reply.Took = time.Since(start)
	}
	p.answerPage(w, begun, reply, err)
}
