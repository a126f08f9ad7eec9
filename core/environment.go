package core

import "github.com/hotaru-go/hotaru/internal/pasted"

// fromEnvironment fills in the options that are not set. Values from the environment are cleaned
// like values from the options.
func (o *Options) fromEnvironment() {
	credentials := []struct {
		value    *string
		variable string
	}{
		{&o.PublicKey, "DISCORD_PUBLIC_KEY"},
		{&o.BotToken, "DISCORD_BOT_TOKEN"},
		{&o.BearerToken, "DISCORD_BEARER_TOKEN"},
		{&o.ClientID, "DISCORD_CLIENT_ID"},
		{&o.ClientSecret, "DISCORD_CLIENT_SECRET"},
	}
	given := false
	for _, one := range credentials {
		*one.value = pasted.Text(*one.value)
		given = given || *one.value != ""
	}
	for _, one := range credentials {
		if !given {
			*one.value = pasted.Or("", one.variable)
		}
	}
	o.APIURL = pasted.Or(o.APIURL, "DISCORD_API_URL")
	o.EventsPath = pasted.Text(o.EventsPath)
}

// canFetchKey reports whether the options have credentials for fetching the key.
func (o *Options) canFetchKey() bool {
	return o.BotToken != "" || o.BearerToken != "" || o.ClientID != "" && o.ClientSecret != ""
}
