package browser

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// TestRefused checks that the page shows, for answers that Discord refuses, the reason and the
// place in the JSON.
func TestRefused(t *testing.T) {
	tests := map[string]struct {
		answer       string
		reason, path string
		wrong        string
	}{
		"title": {`{"type":4,"data":{"embeds":[{"title":"` + strings.Repeat("x", 300) + `"}]}}`, "at most 256", "data.embeds[0].title", `"xxx`},
		"label": {`{"type":4,"data":{"components":[{"type":1,"components":[{"type":2,"style":1,"custom_id":"a","label":"` + strings.Repeat("y", 81) + `"}]}]}}`,
			"at most 80", "data.components[0].components[0].label", `"yyy`},
		"kind":     {`{"type":7,"data":{"content":"an update of nothing"}}`, "", "type", "7"},
		"not JSON": {`pong`, "JSON", "", ""},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			p := open(t, answering(t, tt.answer), dark)
			p.click("#composer-input", "")
			p.write("/ask")
			p.press(enter, enter)
			p.see(".failure", "The application did not respond")
			p.see(".failure-reason", tt.reason)
			p.click(".failure button", "Why?")
			p.see(".refusal", "Discord refuses this")
			p.see(".refusal", tt.reason)
			if tt.path != "" {
				p.see(".refusal code", tt.path)
				p.see(".json .wrong", tt.wrong)
			}
			p.shot("refused-" + strings.ReplaceAll(name, " ", "-"))
		})
	}
}

// TestFailureStays checks that the notice of a failed interaction stays in the page while the
// channel is redrawn. If it were replaced, a person who is pressing its button, or has it focused,
// would have to start again.
func TestFailureStays(t *testing.T) {
	p := open(t, answering(t, `pong`), dark)
	p.click("#composer-input", "")
	p.write("/ask")
	p.press(enter, enter)
	p.see(".failure button", "Why?")
	if !eval[bool](p, `import('./assets/js/store.js').then(({choose}) => {
		const intro = document.querySelector('.channel-intro');
		document.querySelector('.failure button').focus();
		choose({locale: 'de'});
		return !intro.isConnected;
	})`) {
		t.Fatal("the channel was not drawn anew")
	}
	if focus := p.focus(); focus != "button Why?" {
		t.Errorf("the focus is on %q, want on the button", focus)
	}
}

func TestTooLate(t *testing.T) {
	p := open(t, silent(t), dark)
	p.click("#composer-input", "")
	p.write("/ask")
	p.press(enter, enter)
	p.see(".failure", "The application did not respond")
	p.click(".failure button", "Why?")
	p.see(".refusal", "3 seconds")
	p.shot("too-late")
}

func TestInspector(t *testing.T) {
	p := open(t, fireflies(t), dark)
	p.click("#composer-input", "")
	p.write("/firefly show")
	p.press(enter)
	p.write("Genji")
	p.see("[role=option]", "Genji firefly")
	p.press(enter, enter)
	p.see(".embed-title", "Genji firefly")
	p.click(".message .reference button", "firefly show")
	p.see(".exchange-detail h3", "/firefly show")
	p.see(".exchange-line", "ms")
	p.gone(".headers", "X-Signature-Ed25519")
	p.click(".header-box summary", "Headers")
	p.see(".headers", "")
	p.see(".json", `"custom_id": "report:genji"`)
	p.shot("inspector")

	t.Run("curl", func(t *testing.T) {
		command := eval[string](p, `import('./assets/js/exchange.js').then(async ({curl}) => {
			const {store} = await import('./assets/js/store.js');
			return curl([...store.exchanges.values()].findLast(e => e.kind === 'command'));
		})`)
		ctx, cancel := context.WithTimeout(t.Context(), patience)
		defer cancel()
		out, err := exec.CommandContext(ctx, "bash", "-c", strings.Replace(command, "curl -i", "curl -isS", 1)).CombinedOutput()
		if err != nil || !strings.HasPrefix(string(out), "HTTP/1.1 200") || !strings.Contains(string(out), "Genji firefly") {
			t.Errorf("%v\n%s\n%s", err, command, out)
		}
	})

	t.Run("resend", func(t *testing.T) {
		p.click(".exchange-tools button", "Resend")
		p.see("dialog textarea", "")
		eval[any](p, `(() => { const e = document.querySelector('dialog textarea'); e.value = e.value.replace('"genji"', '"heike"'); })()`)
		p.shot("resend")
		p.click("dialog button", "Send")
		p.gone("dialog", "")
		p.see(".embed-title", "Heike firefly")
		p.see(".json", `"custom_id": "report:heike"`)
	})

	t.Run("test", func(t *testing.T) {
		p.click(".exchange-tools button", "Save as test")
		p.see("dialog a[download]", "Save")
		p.shot("save-as-test")
		code := eval[string](p, `document.querySelector('dialog pre').innerText`)
		name := eval[string](p, `document.querySelector('dialog a[download]').download`)
		runsAsTest(t, name, code)
	})
}

// runsAsTest puts the code where a person would, beside the bot, and runs it.
func runsAsTest(t *testing.T, name, code string) {
	t.Helper()
	if !strings.HasSuffix(name, "_test.go") {
		t.Errorf("the test is called %q", name)
	}
	folder, err := os.MkdirTemp(".", "saved-")
	if err != nil {
		t.Fatal(err)
	}
	defer os.RemoveAll(folder)
	if err := os.WriteFile(filepath.Join(folder, name), []byte(code), 0o644); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 3*time.Minute)
	defer cancel()
	out, err := exec.CommandContext(ctx, "go", "test", "-vet=all", "./"+folder).CombinedOutput()
	if err != nil {
		t.Errorf("%v\n%s\n%s", err, out, code)
	}
}

func TestSetup(t *testing.T) {
	p := open(t, fireflies(t), dark)
	p.click("#tab-setup", "")
	p.see("#setup", "DISCORD_PUBLIC_KEY")
	p.see("#setup", "/api/v10")
	p.click("#setup label", "Manage Webhooks")
	p.wait("the permission", `[...document.querySelectorAll('#setup label')].find((l) => l.textContent.includes('Manage Webhooks')).querySelector('input').checked`)
	p.shot("setup")
}
