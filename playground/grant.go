package playground

import (
	"net/http"

	"github.com/hotaru-go/hotaru/discord"
	"github.com/hotaru-go/hotaru/discordtest"
)

// postGrant sets the bot's permissions in the guild. It changes the role that Discord made for the
// bot, as an administrator can.
func (p *Playground) postGrant(w http.ResponseWriter, r *http.Request) {
	var granted struct {
		Permissions discord.Permissions `json:"permissions"`
	}
	if !readJSON(w, r, &granted) {
		return
	}
	changed := false
	p.discord.See(func(w *discordtest.World) {
		if role := w.BotRole(); role != nil {
			role.Permissions = 0
			w.Grant(granted.Permissions)
			changed = true
		}
	})
	if !changed {
		http.Error(w, "The bot's role was deleted.", http.StatusBadRequest)
		return
	}
	p.tellWorld()
	w.WriteHeader(http.StatusNoContent)
}
