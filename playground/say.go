package playground

import (
	"net/http"

	"github.com/hotaru-go/hotaru/discord"
)

// postSay posts a person's message. Discord does not notify the bot, but the bot's calls and
// message commands can use it.
func (p *Playground) postSay(w http.ResponseWriter, r *http.Request) {
	var said struct {
		action
		Content string `json:"content"`
	}
	if !readJSON(w, r, &said) {
		return
	}
	person, err := p.person(&said.action)
	if err != nil || said.Content == "" {
		http.Error(w, "A message needs a user, a channel and a text.", http.StatusBadRequest)
		return
	}
	person.Say(said.Content)
	w.WriteHeader(http.StatusNoContent)
}

// postReact adds a person's reaction to a message.
func (p *Playground) postReact(w http.ResponseWriter, r *http.Request) {
	var reacted struct {
		action
		Message discord.Snowflake `json:"message"`
		Emoji   string            `json:"emoji"`
	}
	if !readJSON(w, r, &reacted) {
		return
	}
	person, err := p.person(&reacted.action)
	if err == nil {
		err = person.React(reacted.Message, reacted.Emoji)
	}
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	w.WriteHeader(http.StatusNoContent)
}

// postDismiss removes a message from the page, as a person dismisses an ephemeral one.
func (p *Playground) postDismiss(w http.ResponseWriter, r *http.Request) {
	var dismissed struct {
		Message discord.Snowflake `json:"message"`
	}
	if readJSON(w, r, &dismissed) {
		p.history.remove(dismissed.Message)
		w.WriteHeader(http.StatusNoContent)
	}
}
