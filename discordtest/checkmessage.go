package discordtest

import "github.com/hotaru-go/hotaru/discord"

// checkMessage refuses a new message that breaks a rule or has a field of the wrong type.
func checkMessage(f *callForm, sizeLimit int64) *Refusal {
	if refused := f.checkSizes(sizeLimit); refused != nil {
		return refused
	}
	var m discord.Message
	if refused := f.decode(&m); refused != nil {
		return refused
	}
	return f.refuseMessage(false, false)
}

// checkUpdate refuses an edit of a message in the same way.
func checkUpdate(m *storedMessage, f *callForm, sizeLimit int64) *Refusal {
	if refused := f.checkSizes(sizeLimit); refused != nil {
		return refused
	}
	var u discord.Update
	if refused := f.decode(&u); refused != nil {
		return refused
	}
	return f.refuseMessage(true, m.flags().Has(discord.ComponentsV2))
}
