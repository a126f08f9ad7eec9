package main

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/hotaru-go/hotaru/adapters"
	"github.com/hotaru-go/hotaru/core"
	"github.com/hotaru-go/hotaru/discordtest"
)

func TestRun(t *testing.T) {
	const seed = "the seed of a test"
	server, err := core.NewServer(core.Options{PublicKey: discordtest.KeyFromSeed(seed).PublicKey()})
	if err != nil {
		t.Fatal(err)
	}
	good := httptest.NewServer(adapters.Handler(server))
	defer good.Close()
	bad := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, `{"type":1}`) }))
	defer bad.Close()
	tests := []struct {
		name string
		args []string
		code int
		says []string
	}{
		{"good", []string{"-seed", seed, good.URL}, 0, []string{"ok    a valid PING", "PASS: Discord would save"}},
		{"good without a seed", []string{good.URL}, 0, []string{"skip  a valid PING", "PASS as far as it goes"}},
		{"another seed", []string{"-seed", "other", good.URL}, 1, []string{"fail  a valid PING", "cure: the endpoint verifies with another key"}},
		{"bad", []string{bad.URL}, 1, []string{"fail  a forged signature", "anyone can send"}},
		{"no URL", nil, 2, []string{"usage: check"}},
		{"not a URL", []string{"bot.example"}, 2, []string{"no http or https URL"}},
		{"unknown flag", []string{"-key", "x", good.URL}, 2, []string{"usage: check"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var out strings.Builder
			if code := run(t.Context(), test.args, "", &out, &out); code != test.code {
				t.Errorf("exit code %d, want %d", code, test.code)
			}
			for _, text := range test.says {
				if !strings.Contains(out.String(), text) {
					t.Errorf("it does not say %q:\n%s", text, &out)
				}
			}
		})
	}
}
