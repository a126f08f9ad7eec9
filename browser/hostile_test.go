package browser

import (
	"net/http"
	"net/http/httptest"
	"testing"

	"encoding/json"
)

// TestHostile lets a bot send scripts in every field that holds text.
func TestHostile(t *testing.T) {
	for _, text := range []string{
		`<img src=x onerror=alert(1)>`, `<script>alert(1)</script>`, `"><svg onload=alert(1)>`, `[press](javascript:alert(1))`,
		"[press](data:text/html,<script>alert(1)</script>)", `<javascript:alert(1)>`, "`<b>`", "||<iframe src=//evil.example>||", `</style><script>alert(1)</script>`,
	} {
		field := func() map[string]any { return map[string]any{"name": text, "value": text} }
		answer, err := json.Marshal(map[string]any{"type": 4, "data": map[string]any{
			"content": text,
			"embeds": []any{map[string]any{"title": text, "description": text, "fields": []any{field()},
				"footer": map[string]any{"text": text}, "author": map[string]any{"name": text}}},
			"components": []any{map[string]any{"type": 1, "components": []any{
				map[string]any{"type": 2, "style": 1, "custom_id": text, "label": text}}},
				map[string]any{"type": 1, "components": []any{map[string]any{"type": 3, "custom_id": "s" + text, "placeholder": text,
					"options": []any{map[string]any{"label": text, "value": text, "description": text}}}}}},
		}})
		if err != nil {
			t.Fatal(err)
		}
		p := open(t, answering(t, string(answer)), dark)
		p.click("#composer-input", "")
		p.write("/ask")
		p.press(enter, enter)
		p.see(".embed-footer", "")
		p.click(".select-button", "")
		p.see("[role=option]", "")
		bad := eval[[]string](p, `[...document.querySelectorAll('main *')].filter(e =>
			['SCRIPT', 'IFRAME', 'OBJECT', 'STYLE', 'EMBED'].includes(e.tagName) || e.tagName === 'IMG' && !e.closest('.avatar') && !e.src.includes('/api/attachments/') ||
			[...e.attributes].some(a => a.name.startsWith('on')) || e.href && !/^(https?|discord):/.test(e.href.baseVal ?? e.href)).map(e => e.outerHTML)`)
		for _, element := range bad {
			t.Errorf("%s became %s", text, element)
		}
	}
}

// TestMarkdown compares how texts are shown with how Discord shows them.
func TestMarkdown(t *testing.T) {
	p := open(t, fireflies(t), dark)
	tests := []struct{ text, want string }{
		{"**a** *b* _c_ __d__ ~~e~~", "<strong>a</strong> <em>b</em> <em>c</em> <u>d</u> <s>e</s>"},
		{"***a***", "<strong><em>a</em></strong>"},
		{"**a *b* c**", "<strong>a <em>b</em> c</strong>"},
		{"*a **b** c*", "<em>a <strong>b</strong> c</em>"},
		{"snake_case_name 2 * 3 * 4", "snake_case_name 2 * 3 * 4"},
		{`\*a\* \_b\_ ¯\_(ツ)_/¯`, "*a* _b_ ¯_(ツ)_/¯"},
		{"`*a*` ``b`c``", "<code>*a*</code> <code>b`c</code>"},
		{"**`a`**", "<strong><code>a</code></strong>"},
		{"**a", "**a"},
		{"a && b < c", "a &amp;&amp; b &lt; c"},
		{"<https://a.example/b>", `<a href="https://a.example/b">https://a.example/b</a>`},
		{"https://a.example/b_(c).", `<a href="https://a.example/b_(c)">https://a.example/b_(c)</a>.`},
		{"[a **b**](https://a.example)", `<a href="https://a.example/">a <strong>b</strong></a>`},
		{"[a](javascript:alert(1))", "[a](javascript:alert(1))"},
		{"[a](discord://-/channels/1)", `<a href="discord://-/channels/1">a</a>`},
		{"@everyone", "<span>@everyone</span>"},
		{"<@1> <@&1> <#1>", "<span>@unknown-user</span> <span>@deleted-role</span> <span>#unknown</span>"},
		{"<:glow:12> <a:glow:12>", "<span>:glow:</span> <span>:glow:</span>"},
		{"<t:0:d>", "<time>1/1/70</time>"},
		{"<t:99999999999999:d>", "&lt;t:99999999999999:d&gt;"},
		{"</firefly show:1>", "<button>/firefly show</button>"},
	}
	for _, tt := range tests {
		got := eval[string](p, `import('./assets/js/richtext.js').then(({richLine}) => {
			const e = richLine(%q);
			e.querySelectorAll('*').forEach(x => [...x.attributes].forEach(a => a.name !== 'href' && x.removeAttribute(a.name)));
			return e.innerHTML;
		})`, tt.text)
		if got != tt.want {
			t.Errorf("%q is shown as\n  %s\nwant\n  %s", tt.text, got, tt.want)
		}
	}
	blocks := []struct{ text, want string }{
		{"# a\n## b\n### c\n-# d", "heading1 heading2 heading3 subtext"},
		{"####### a", "lines"},
		{"> a\n> b\nc", "quote[lines] lines"},
		{">>> a\nb\n# c", "quote[lines heading1]"},
		{"- a\n  - b\n- c", "list"},
		{"1. a\n2. b", "list"},
		{"a\n```go\n**b**\n```\nc", "lines codeblock lines"},
		{"```a```", "codeblock"},
		{"-a", "lines"},
		{"", ""},
	}
	for _, tt := range blocks {
		got := eval[string](p, `import('./assets/js/markdown.js').then(({parse}) => {
			const name = (b) => b.kind + (b.level ?? '') + (b.kind === 'quote' ? '[' + b.children.map(name).join(' ') + ']' : '');
			return parse(%q).map(name).join(' ');
		})`, tt.text)
		if got != tt.want {
			t.Errorf("%q is parsed to %q, want %q", tt.text, got, tt.want)
		}
	}
	slow := eval[float64](p, `import('./assets/js/markdown.js').then(({parse}) => Math.max(...['*', '[[', '`+"`"+`a', '**a', '_a_', '||', '> ', '<@', '- '].map((s) => {
		const from = performance.now();
		parse(s.repeat(4000 / s.length));
		return performance.now() - from;
	})))`)
	if slow > 1000 {
		t.Errorf("a hostile text of 4000 characters takes %.0f ms", slow)
	}
}

// TestOtherPages opens a page of another origin in the same browser. It must not be able to read
// the playground or act in it.
func TestOtherPages(t *testing.T) {
	url := fireflies(t)
	other := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		w.Write([]byte(`<!doctype html><title>other</title><body class="ready"><main></main>`))
	}))
	t.Cleanup(other.Close)
	p := open(t, other.URL, dark)
	for _, path := range []string{"/", "/playground/state", "/playground/events", "/playground/act", "/assets/js/main.js"} {
		for _, options := range []string{`{}`, `{method: 'POST', body: '{}'}`, `{method: 'POST', body: '{}', headers: {'X-Playground-Token': 'x'}}`} {
			if read := eval[string](p, `fetch(%q, %s).then(r => r.text(), () => '')`, url+path, options); read != "" {
				t.Errorf("another page reads %s: %.80q", path, read)
			}
		}
		// A request that needs no preflight, as a form's, is refused when it arrives.
		if status := eval[int](p, `fetch(%q, {method: 'POST', mode: 'no-cors', body: '{}'}).then(r => r.status, () => 0)`, url+path); status != 0 {
			t.Errorf("another page gets status %d of %s", status, path)
		}
	}
	p.mu.Lock()
	p.complaints = nil // here the browser's refusals are expected
	p.mu.Unlock()
}
