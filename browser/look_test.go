package browser

import (
	"os"
	"testing"

	"encoding/json"

	"github.com/chromedp/cdproto/accessibility"
)

// TestPhone uses the page at a phone's width: nothing is wider than the screen, and the panels
// slide in and out.
func TestPhone(t *testing.T) {
	p := open(t, fireflies(t), phone)
	p.fits("the welcome")
	p.click("#composer-input", "")
	p.write("/firefly show")
	p.press(enter)
	p.see("[role=option]", "Genji firefly")
	p.shot("phone-autocomplete")
	p.fits("the autocomplete")
	p.click("[role=option]", "Genji firefly")
	p.click("button.send", "")
	p.see(".embed-title", "Genji firefly")
	p.fits("the message")
	p.shot("phone-message")
	p.click(".message button.button", "I saw one")
	p.see("dialog.modal", "Where was it?")
	p.fits("the modal")
	p.shot("phone-modal")
	p.click("dialog button", "Cancel")
	p.gone("dialog", "")
	p.gone("#sidebar", "")
	p.click("#toggle-sidebar", "")
	p.see("#sidebar .place", "general")
	p.shot("phone-sidebar")
	p.press(escape)
	p.gone("#sidebar", "")
	p.click("#toggle-panel", "")
	p.see("#panel .exchange", "/firefly show")
	p.click("#panel .exchange", "/firefly show")
	p.see(".exchange-detail h3", "/firefly show")
	p.fits("the inspector")
	p.shot("phone-inspector")
	p.click("#close-panel", "")
	p.gone("#panel", "")
}

// TestContrast measures text against what is behind it, dark and light, by the rule of WCAG 2.2,
// 1.4.3: https://www.w3.org/TR/WCAG22/#contrast-minimum.
func TestContrast(t *testing.T) {
	for name, l := range map[string]look{"dark": dark, "light": light} {
		t.Run(name, func(t *testing.T) {
			p := open(t, fireflies(t), l)
			everything(p)
			p.shot("everything-" + name)
			for _, weak := range eval[[]string](p, contrast) {
				t.Error(weak)
			}
		})
	}
}

// everything fills the channel with as much as fits into one picture.
func everything(p *page) {
	p.Helper()
	p.click("#composer-input", "")
	p.write("/firefly glow")
	p.press(enter)
	p.see("[role=option]", "Big dipper")
	p.click("[role=option]", "Synchronous firefly")
	p.press(enter)
	p.wait("the picture", `document.querySelector('.message img')?.naturalWidth > 0`)
	p.write("/firefly show")
	p.press(enter)
	p.see("[role=option]", "Genji firefly")
	p.click("[role=option]", "Genji firefly")
	p.click(".add-option", "private")
	p.see("[role=option]", "True")
	p.press(enter, enter)
	p.see(".message.ephemeral .embed-title", "Genji firefly")
}

// contrast lists the texts with too little contrast.
const contrast = `(() => {
	const canvas = new OffscreenCanvas(1, 1).getContext('2d', {willReadFrequently: true});
	const layers = (e) => { const list = []; for (; e; e = e.parentElement) list.unshift(getComputedStyle(e).backgroundColor); return list; };
	const pixel = (colors) => { canvas.clearRect(0, 0, 1, 1); for (const c of colors) { canvas.fillStyle = c; canvas.fillRect(0, 0, 1, 1); } return [...canvas.getImageData(0, 0, 1, 1).data]; };
	const light = (rgb) => { const [r, g, b] = rgb.map(v => (v /= 255) <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4); return .2126 * r + .7152 * g + .0722 * b; };
	const weak = [];
	for (const e of document.querySelectorAll('body *')) {
		const text = [...e.childNodes].filter(n => n.nodeType === 3).map(n => n.data.trim()).join('');
		if (!text || !e.checkVisibility({visibilityProperty: true, opacityProperty: true}) || e.closest('.spoiler, [disabled], .visually-hidden, .skip, svg')) continue;
		const style = getComputedStyle(e), back = layers(e);
		const [a, b] = [light(pixel([...back, style.color])), light(pixel(back))];
		const ratio = (Math.max(a, b) + .05) / (Math.min(a, b) + .05);
		const large = parseFloat(style.fontSize) >= 24 || parseFloat(style.fontSize) >= 18.66 && style.fontWeight >= 700;
		if (ratio < (large ? 3 : 4.5)) weak.push(e.tagName + '.' + e.className + ' "' + text.slice(0, 30) + '" has ' + ratio.toFixed(2) + ':1');
	}
	return weak;
})()`

// TestNames reads the accessibility tree, as a screen reader does: every control has a name.
func TestNames(t *testing.T) {
	p := open(t, fireflies(t), dark)
	everything(p)
	p.click(".exchange", "/firefly show")
	p.see(".exchange-detail h3", "")
	named(p, "the page")
	p.click("button.me", "")
	p.see("dialog h2", "Who you are")
	named(p, "the dialog of the person")
	p.click("dialog button", "Cancel")
	p.write("/firefly show")
	p.press(enter)
	p.see("[role=option]", "Genji firefly")
	named(p, "the form of a command")
	twice := eval[[]string](p, `(() => { const ids = [...document.querySelectorAll('[id]')].map(e => e.id); return ids.filter((id, at) => ids.indexOf(id) !== at); })()`)
	if len(twice) > 0 {
		t.Errorf("IDs that stand twice: %q", twice)
	}
}

func named(p *page, where string) {
	p.Helper()
	must := map[string]bool{"button": true, "link": true, "textbox": true, "combobox": true, "listbox": true, "option": true, "tab": true, "tabpanel": true,
		"checkbox": true, "radio": true, "dialog": true, "menu": true, "menuitem": true, "image": true, "navigation": true, "complementary": true, "log": true}
	seen := 0
	text := func(v *accessibility.Value) (s string) {
		if v != nil {
			_ = json.Unmarshal(v.Value, &s)
		}
		return s
	}
	for _, node := range do(p, "accessibility", accessibility.GetFullAXTree, accessibility.GetFullAXTreeParams{}).Nodes {
		if role := text(node.Role); !node.Ignored && must[role] {
			seen++
			if text(node.Name) == "" {
				p.Errorf("%s: a %s without a name (%+v)", where, role, node.Properties)
			}
		}
	}
	if seen < 10 {
		p.Errorf("%s: only %d things with a role", where, seen)
	}
}

// TestPicture takes the README's picture, and writes it to the file that PICTURE names.
func TestPicture(t *testing.T) {
	file := os.Getenv("PICTURE")
	if file == "" {
		t.Skip("only to renew the picture: PICTURE=../docs/playground.png go test -run TestPicture .")
	}
	p := open(t, fireflies(t), look{1440, 1020, 1, false, "dark"})
	p.click("#composer-input", "")
	p.write("/firefly glow")
	p.press(enter)
	p.see("[role=option]", "Synchronous firefly")
	p.click("[role=option]", "Synchronous firefly")
	p.press(enter)
	p.wait("the picture", `document.querySelector('.message img')?.naturalWidth > 0`)
	p.write("/firefly show")
	p.press(enter)
	p.see("[role=option]", "Genji firefly")
	p.click("[role=option]", "Genji firefly")
	p.press(enter)
	p.see(".embed-title", "Genji firefly")
	p.click(".exchange", "/firefly show")
	p.see(".json", "report:genji")
	p.click("#composer-input", "")
	p.write("/firefly show")
	p.press(enter)
	p.write("fire")
	p.gone("[role=option]", "Big dipper")
	p.see("[role=option]", "Heike firefly")
	p.press(down)
	p.shot("picture")
	picture, err := os.ReadFile("artifacts/picture.png")
	if err == nil {
		err = os.WriteFile(file, picture, 0o644)
	}
	if err != nil {
		t.Fatal(err)
	}
}
