package main

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/hotaru-go/hotaru/adapters"
	"github.com/hotaru-go/hotaru/cmd/hotaru/internal/dev"
	"github.com/hotaru-go/hotaru/core"
	"github.com/hotaru-go/hotaru/discordtest"
	"github.com/hotaru-go/hotaru/examples/bot"
)

const seed = "the seed of a test"

// endpoint serves the example bot, which verifies with the seed's key.
func endpoint(t *testing.T) string {
	t.Helper()
	server, err := bot.New(core.Options{PublicKey: discordtest.KeyFromSeed(seed).PublicKey()})
	if err != nil {
		t.Fatal(err)
	}
	served := httptest.NewServer(adapters.Handler(server))
	t.Cleanup(served.Close)
	return served.URL
}

func TestCheck(t *testing.T) {
	good := endpoint(t)
	bad := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, `{"type":1}`) }))
	defer bad.Close()
	tests := []struct {
		name   string
		env    string
		input  string
		args   []string
		status int
		says   []string
	}{
		{"a seed", "", "", []string{"-seed", seed, good}, 0, []string{"ok    a valid PING", "PASS: Discord would save"}},
		{"a seed in the environment", seed, "", []string{good}, 0, []string{"ok    a valid PING"}},
		{"no key", "", "", []string{good}, 0, []string{"skip  a valid PING", "PASS as far as it goes"}},
		{"another seed", "", "", []string{"-seed", "other", good}, 1, []string{"fail  a valid PING", "cure: the endpoint verifies with another key"}},
		{"a new key that nobody configures", "", "\n", []string{"-key", good}, 1, []string{"The public key of this check: ", "press Enter", "fail  a valid PING"}},
		{"a new key and nobody there", "", "", []string{"-key", good}, 1, []string{"DISCORD_TEST_SEED"}},
		{"an endpoint that checks nothing", "", "", []string{bad.URL}, 1, []string{"fail  a forged signature", "anyone can send", "FAIL: "}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got := call(t, map[string]string{"DISCORD_TEST_SEED": test.env}, test.input, append([]string{"check"}, test.args...)...)
			if got.status != test.status {
				t.Errorf("status %d, want %d", got.status, test.status)
			}
			for _, text := range test.says {
				if !strings.Contains(got.out+got.notes, text) {
					t.Errorf("it does not say %q:\n%s%s", text, got.out, got.notes)
				}
			}
		})
	}
}

func TestCheckJSON(t *testing.T) {
	for _, test := range []struct {
		seed   string
		status int
	}{{seed, 0}, {"other", 1}} {
		got := call(t, nil, "", "check", "-json", "-seed", test.seed, endpoint(t))
		var result checked
		if err := json.Unmarshal([]byte(got.out), &result); err != nil {
			t.Fatalf("%v\n%s", err, got.out)
		}
		failed := 0
		for _, step := range result.Results {
			if !step.OK {
				failed++
			}
			if step.Step == "" || step.Milliseconds <= 0 || !step.OK && step.Cure == "" {
				t.Errorf("%+v", step)
			}
		}
		passed := test.status == 0
		if got.status != test.status || result.Passed != passed || failed > 0 == passed || len(result.Results) < 5 ||
			result.PublicKey != discordtest.KeyFromSeed(test.seed).PublicKey() {
			t.Errorf("status %d, %+v", got.status, result)
		}
	}
}

// For an endpoint on this machine, check uses dev's key in this folder.
func TestCheckTakesTheKeyOfDev(t *testing.T) {
	good := endpoint(t)
	t.Chdir(t.TempDir())
	if err := os.MkdirAll(dev.Folder, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dev.Folder, "seed"), []byte(seed+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	got := call(t, nil, "", "check", good)
	if got.status != 0 || !strings.Contains(got.out, "ok    a valid PING") || strings.Contains(got.out, "own public key again") {
		t.Errorf("%+v", got)
	}
	if got := call(t, nil, "", "check", "-seed", "other", good); got.status != 1 {
		t.Errorf("with another seed: %+v", got)
	}
}
