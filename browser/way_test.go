package browser

// The ways through the page that differ between a wide page and a phone, where the side bar and the
// panel slide over the channel.

// place opens a channel or a direct message from the side bar.
func (p *page) place(selector, text string) {
	p.Helper()
	p.sidebar(true)
	p.click(selector, text)
	p.sidebar(false)
}

// sidebar shows or hides the side bar of a phone. A wide page always shows it.
func (p *page) sidebar(open bool) {
	p.Helper()
	if !p.look.mobile || open == eval[bool](p, `document.body.classList.contains('sidebar-open')`) {
		return
	}
	if open {
		p.click("#toggle-sidebar", "")
		p.see("#sidebar .place", "")
	} else {
		p.press(escape)
		p.gone("#sidebar", "")
	}
}

// panel opens a tab of the panel.
func (p *page) panel(tab string) {
	p.Helper()
	if p.look.mobile && !eval[bool](p, `document.body.classList.contains('panel-open')`) {
		p.click("#toggle-panel", "")
	}
	p.click("#tab-"+tab, "")
}

// closePanel returns to the channel. A wide page shows both.
func (p *page) closePanel() {
	p.Helper()
	if p.look.mobile && eval[bool](p, `document.body.classList.contains('panel-open')`) {
		p.click("#close-panel", "")
		p.gone("#panel", "")
	}
}

// command uses a slash command without options.
func (p *page) command(text string) {
	p.Helper()
	p.click("#composer-input", "")
	p.write(text)
	p.see("[role=option]", text)
	p.press(enter, enter)
}

// exchanges is how many interactions and calls the inspector lists.
func (p *page) exchanges() int {
	p.Helper()
	return eval[int](p, `document.querySelectorAll('.exchange').length`)
}

// fits checks that nothing is wider than the page.
func (p *page) fits(where string) {
	p.Helper()
	width := eval[int](p, `Math.max(document.documentElement.scrollWidth, document.querySelector('#messages').scrollWidth)`)
	if width > int(p.look.width) {
		p.Errorf("%s is %d pixels wide on a screen of %d", where, width, p.look.width)
	}
}
