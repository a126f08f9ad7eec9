package browser

import (
	"fmt"
	"time"
	"unicode"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// key is a key by its name in a test.
type key string

const (
	enter, tab, space, escape    key = "\r", "\t", " ", kb.Escape
	up, down, left, right        key = kb.ArrowUp, kb.ArrowDown, kb.ArrowLeft, kb.ArrowRight
	home, end, backspace, ctxKey key = kb.Home, kb.End, kb.Backspace, kb.ContextMenu
)

// press presses keys as a keyboard does: if the page prevents the default of keydown, the key has
// no effect.
func (p *page) press(keys ...key) {
	p.Helper()
	for _, k := range keys {
		p.stroke([]rune(k)[0], 0)
	}
}

// write types a text, key by key.
func (p *page) write(text string) {
	p.Helper()
	for _, r := range text {
		p.stroke(r, 0)
	}
}

func (p *page) stroke(r rune, modifiers int64) {
	p.Helper()
	event := input.DispatchKeyEventParams{Type: "keyDown", Modifiers: modifiers, Key: string(r)}
	if k := kb.Keys[r]; k != nil {
		event.Key, event.Code, event.WindowsVirtualKeyCode, event.NativeVirtualKeyCode = k.Key, k.Code, k.Windows, k.Native
		event.Text = k.Text
	} else if unicode.IsPrint(r) {
		event.Text = string(r)
	}
	if event.Text == "" {
		event.Type = "rawKeyDown"
	}
	do(p, "key down", input.DispatchKeyEvent, event)
	event.Type, event.Text = "keyUp", ""
	do(p, "key up", input.DispatchKeyEvent, event)
}

// click clicks in the middle of the last visible element that matches.
func (p *page) click(selector, text string) {
	p.Helper()
	x, y := p.middle(selector, text)
	p.must("click", chromedp.Do(p.ctx, chromedp.MouseClickXY(x, y)))
}

// rightClick asks for an element's context menu.
func (p *page) rightClick(selector, text string) {
	p.Helper()
	x, y := p.middle(selector, text)
	p.must("right click", chromedp.Do(p.ctx, chromedp.MouseClickXY(x, y, chromedp.ButtonType("right"))))
}

func (p *page) middle(selector, text string) (x, y float64) {
	p.Helper()
	p.see(selector, text)
	script := fmt.Sprintf(`(() => {
		const e = %s;
		if (!e) return [0, 0, 0];
		e.scrollIntoView({block: 'nearest', behavior: 'instant'});
		const box = e.getClientRects()[0];
		const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
		const there = document.elementFromPoint(x, y);
		const moves = document.getAnimations().some(a => a instanceof CSSTransition && a.effect.target.contains(e));
		return [x, y, !moves && (e.contains(there) || there?.contains(e)) ? 1 : 0];
	})()`, find(selector, text))
	// An element that moves or is covered cannot be clicked yet. On a busy machine a transition can
	// draw no frame between two looks.
	for deadline := time.Now().Add(patience); ; time.Sleep(30 * time.Millisecond) {
		at := eval[[]float64](p, "%s", script)
		if at[2] == 1 && at[0] == x && at[1] == y {
			return x, y
		}
		x, y = at[0], at[1]
		if time.Now().After(deadline) {
			p.Fatalf("%s with %q is covered or does not hold still", selector, text)
		}
	}
}

// focus describes the focused element. It fails the test if the focus is not visible.
func (p *page) focus() string {
	p.Helper()
	type active struct {
		Name    string
		Visible bool
	}
	got := eval[active](p, `(() => {
		const e = document.activeElement;
		const marked = (x) => x && (getComputedStyle(x).outlineStyle !== 'none' && parseFloat(getComputedStyle(x).outlineWidth) > 0 || getComputedStyle(x).boxShadow !== 'none');
		return {
			Name: e.tagName.toLowerCase() + ' ' + (e.getAttribute('aria-label') || e.labels?.[0]?.innerText || e.innerText || '').slice(0, 60).trim(),
			Visible: Boolean(marked(e) || marked(e.closest('.option-field, .composer-row, .drop, .menu-item')) || e.matches('[role=menuitem], .exchange-detail h3, dialog')),
		};
	})()`)
	if !got.Visible {
		p.Errorf("the focus on %q cannot be seen", got.Name)
	}
	return got.Name
}

// tabTo presses Tab until an element with this text or name has the focus.
func (p *page) tabTo(selector, text string) {
	p.Helper()
	var passed []string
	for range 60 {
		if eval[bool](p, `document.activeElement === (%s)`, find(selector, text)) {
			p.focus()
			return
		}
		passed = append(passed, p.focus())
		p.press(tab)
	}
	p.Fatalf("60 times Tab did not lead to %s with %q, but to %q", selector, text, passed)
}
