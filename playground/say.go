package playground

import (
	"net/http"
	"time"

	"github.com/hotaru-go/hotaru/discord"
)

// postSay posts a message of a person's. The bot does not see it, but a message command can be used on it.
func (p *Playground) postSay(w http.ResponseWriter, r *http.Request) {
	var said struct {
		UserID    discord.Snowflake `json:"user_id"`
		ChannelID discord.Snowflake `json:"channel_id"`
		Content   string            `json:"content"`
	}
	if !readJSON(w, r, &said) {
		return
	}
	user := p.world.User(said.UserID)
	if user == nil || p.world.Channel(said.ChannelID) == nil || said.Content == "" {
		http.Error(w, "A message needs a user, a channel and a text.", http.StatusBadRequest)
		return
	}
	message := discord.ReceivedMessage{
		ID: p.discord.API.NewID(), ChannelID: said.ChannelID, Author: *user, Content: said.Content,
		Timestamp: discord.Time{Time: time.Now().UTC()},
	}
	text, err := encode(&message)
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	p.history.put(message.ID, text)
	p.events.send("message", text)
	w.WriteHeader(http.StatusNoContent)
}

// postDismiss takes a message away from the page, as a person does with an ephemeral one.
func (p *Playground) postDismiss(w http.ResponseWriter, r *http.Request) {
	var dismissed struct {
		Message discord.Snowflake `json:"message"`
	}
	if readJSON(w, r, &dismissed) {
		p.forget(dismissed.Message)
		w.WriteHeader(http.StatusNoContent)
	}
}
