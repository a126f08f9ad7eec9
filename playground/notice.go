package playground

import "sync"

// notice is what stands above the messages of every page.
type notice struct {
	Title string `json:"title"`
	Text  string `json:"text"`
}

// noticeBoard keeps the notice for the pages that open later.
type noticeBoard struct {
	mu  sync.Mutex
	now notice
}

func (b *noticeBoard) put(n notice) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.now = n
}

func (b *noticeBoard) get() notice {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.now
}

// Notice shows a title and a text above the messages of every page until the next notice: what a compiler says, or why
// the bot has ended. An empty title takes the notice away. Notice is safe for concurrent use.
func (p *Playground) Notice(title, text string) {
	n := notice{title, text}
	p.notice.put(n)
	p.tell("notice", n)
}
