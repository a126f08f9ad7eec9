package playground

import "sync"

// notice is shown above the messages on every page.
type notice struct {
	Title string `json:"title"`
	Text  string `json:"text"`
}

// noticeBoard keeps the notice for pages that open later.
type noticeBoard struct {
	mu  sync.Mutex
	now notice
}

func (b *noticeBoard) get() notice {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.now
}

// Notice shows a title and a text above the messages on every page until the next notice: a
// compiler's errors, or why the bot ended. An empty title removes it. Notice is safe for concurrent
// use.
func (p *Playground) Notice(title, text string) {
	p.notice.mu.Lock()
	defer p.notice.mu.Unlock()
	p.notice.now = notice{title, text}
	p.events.tell("notice", p.notice.now)
}
