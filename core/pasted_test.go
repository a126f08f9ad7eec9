package core_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/hotaru-go/hotaru/core"
	"github.com/hotaru-go/hotaru/discordtest"
	"github.com/hotaru-go/hotaru/rest"
)

var variables = []string{"DISCORD_PUBLIC_KEY", "DISCORD_BOT_TOKEN", "DISCORD_BEARER_TOKEN", "DISCORD_CLIENT_ID", "DISCORD_CLIENT_SECRET", "DISCORD_API_URL"}

func setEnvironment(t *testing.T, values map[string]string) {
	t.Helper()
	for _, name := range variables {
		t.Setenv(name, values[name])
	}
}

// TestPastedValues sets each value with the extra characters of pasting, in the options and in the
// environment.
func TestPastedValues(t *testing.T) {
	key := discordtest.KeyFromSeed("pasted").PublicKey()
	values := map[string]string{
		"DISCORD_PUBLIC_KEY": key, "DISCORD_BOT_TOKEN": "Bot a.b-c", "DISCORD_BEARER_TOKEN": "Bearer abc", "DISCORD_CLIENT_SECRET": "s",
	}
	for _, form := range []string{"%", " %\n", "\ufeff%\r\n", `"%"`, "'%'", "\t\"%\"\n"} {
		for name, value := range values {
			pasted := strings.Replace(form, "%", value, 1)
			o := core.Options{APIURL: strings.Replace(form, "%", "http://127.0.0.1:1/api", 1)}
			environment := map[string]string{name: pasted, "DISCORD_API_URL": o.APIURL}
			switch name {
			case "DISCORD_PUBLIC_KEY":
				o.PublicKey = pasted
			case "DISCORD_BOT_TOKEN":
				o.BotToken = pasted
			case "DISCORD_BEARER_TOKEN":
				o.BearerToken = pasted
			case "DISCORD_CLIENT_SECRET":
				o.ClientID, o.ClientSecret = strings.Replace(form, "%", "123", 1), pasted
				environment["DISCORD_CLIENT_ID"] = o.ClientID
			}
			setEnvironment(t, nil)
			if _, err := core.NewServer(o); err != nil {
				t.Errorf("%s in the options as %q: %v", name, form, err)
			}
			setEnvironment(t, environment)
			if _, err := core.NewServer(core.Options{}); err != nil {
				t.Errorf("%s in the environment as %q: %v", name, form, err)
			}
		}
	}
}

// TestValuesThatCannotBeRight checks that values that no pasting explains are refused at start.
func TestValuesThatCannotBeRight(t *testing.T) {
	good := discordtest.KeyFromSeed("pasted").PublicKey()
	for field, c := range map[string]struct {
		variable, value string
		want            error
	}{
		"public key":   {"DISCORD_PUBLIC_KEY", good[:10] + "\n" + good[11:], core.ErrPublicKey},
		"BotToken":     {"DISCORD_BOT_TOKEN", "secret\nsecret", rest.ErrOptions},
		"BearerToken":  {"DISCORD_BEARER_TOKEN", "secret secret", rest.ErrOptions},
		"ClientID":     {"DISCORD_CLIENT_ID", "secret", rest.ErrOptions},
		"ClientSecret": {"DISCORD_CLIENT_SECRET", "secret\tsecret", rest.ErrOptions},
		"BaseURL":      {"DISCORD_API_URL", "secret", rest.ErrOptions},
	} {
		values := map[string]string{"DISCORD_PUBLIC_KEY": good, c.variable: c.value}
		setEnvironment(t, values)
		_, err := core.NewServer(core.Options{})
		if !errors.Is(err, c.want) || !strings.Contains(err.Error(), field) || strings.Contains(err.Error(), "secret") {
			t.Errorf("%s: %v", c.variable, err)
		}
	}
	setEnvironment(t, map[string]string{"DISCORD_PUBLIC_KEY": " \n", "DISCORD_BOT_TOKEN": `""`})
	if _, err := core.NewServer(core.Options{BearerToken: "\t"}); !errors.Is(err, core.ErrNoKey) {
		t.Errorf("nothing but white space and quotes: %v", err)
	}
}
