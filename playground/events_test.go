package playground

import (
	"sync"
	"testing"
	"testing/synctest"

	"github.com/hotaru-go/hotaru/discordtest"
)

// TestEventsKeepTheOrderOfChanges changes things on two goroutines at once. A page keeps the last
// event about a thing, so no event may show an older state than the event before it.
func TestEventsKeepTheOrderOfChanges(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := discordtest.NewDiscord(discordtest.APIOptions{})
		p := New(d, Options{})
		defer d.Close()
		defer p.Close()
		p.history.add(&exchange{ID: 5})
		page := p.events.join()
		defer p.events.leave(page)
		grant := func() {
			d.See(func(w *discordtest.World) { w.BotRole().Permissions++ })
			p.tellWorld()
		}
		for name, c := range map[string]struct {
			change func()
			newest func() string
		}{
			"exchange": {
				func() { p.history.change(5, func(x *exchange) { x.Milliseconds++ }) },
				func() string { x, _ := p.history.find(5); return encoded(t, &x) },
			},
			"world":  {grant, func() string { return encoded(t, p.now()) }},
			"notice": {func() { p.Notice(p.discord.API.NewID().String(), "") }, func() string { return encoded(t, p.notice.get()) }},
		} {
			for range 500 {
				var both sync.WaitGroup
				both.Go(c.change)
				both.Go(c.change)
				both.Wait()
				var last event
				for range 2 {
					last = <-page
				}
				if last.name != name || string(last.data) != c.newest() {
					t.Fatalf("the last event is %s %s, want %s %s", last.name, last.data, name, c.newest())
				}
			}
		}
	})
}

func encoded(t *testing.T, v any) string {
	t.Helper()
	text, err := encode(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}
