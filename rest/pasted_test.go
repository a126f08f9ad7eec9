package rest_test

import (
	"errors"
	"net/http"
	"strings"
	"testing"

	"github.com/hotaru-go/hotaru/rest"
)

// around holds the extra characters that can come with a pasted value.
var around = []string{"%", " % ", "%\n", "\r\n%\r\n", "\t%", "\ufeff%", "\u00a0%\u200b", `"%"`, "'%'\n", " \"%\n\" ", "`%`"}

func TestPastedValues(t *testing.T) {
	for _, form := range around {
		paste := func(value string) string { return strings.Replace(form, "%", value, 1) }
		for name, o := range map[string]rest.Options{
			"bot":           {BotToken: paste(botToken)},
			"Bot bot":       {BotToken: paste("Bot " + botToken)},
			"bearer":        {BearerToken: paste(bearerToken)},
			"Bearer bearer": {BearerToken: paste("Bearer " + bearerToken)},
			"client":        {ClientID: paste("123"), ClientSecret: paste(clientSecret)},
		} {
			var got string
			client := serve(t, o, func(w http.ResponseWriter, r *http.Request) {
				if got == "" {
					got = r.Header.Get("Authorization")
				}
				answer(401, `{}`)(w, r)
			})
			_, err := client.PublicKey(t.Context())
			if errors.Is(err, rest.ErrOptions) {
				t.Errorf("%s as %q: %v", name, form, err)
			}
			want := map[string]string{"bot": "Bot " + botToken, "bearer": "Bearer " + bearerToken, "client": "Basic "}[name[strings.LastIndexByte(name, ' ')+1:]]
			if !strings.HasPrefix(got, want) {
				t.Errorf("%s as %q: sent another credential", name, form)
			}
		}
		if err := (rest.Options{BaseURL: paste(rest.DefaultBaseURL)}).Check(); err != nil {
			t.Errorf("a URL as %q: %v", form, err)
		}
	}
}

func TestValuesThatCannotBeRight(t *testing.T) {
	for field, o := range map[string]rest.Options{
		"BotToken":     {BotToken: botToken[:5] + "\n" + botToken[5:]},
		"BearerToken":  {BearerToken: bearerToken + " " + bearerToken},
		"ClientSecret": {ClientID: "123", ClientSecret: "a\u200bb"},
		"ClientID":     {ClientID: "my app", ClientSecret: clientSecret},
		"BaseURL":      {BotToken: botToken, BaseURL: "discord.com/api/v10"},
	} {
		for what, err := range map[string]error{
			"Check": o.Check(),
			"a call": func() error {
				_, err := rest.New(o).PublicKey(t.Context())
				return err
			}(),
		} {
			if !errors.Is(err, rest.ErrOptions) || !strings.Contains(err.Error(), field) {
				t.Errorf("%s with a bad %s: %v", what, field, err)
			}
			mustHide(t, what, err.Error())
		}
	}
}
