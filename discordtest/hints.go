package discordtest

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/hotaru-go/hotaru/discord"
)

// cures returns a text for the end of an error. It says what to do about the calls that Discord
// refused while the app worked on an interaction. It is empty if there are none.
//
// A call with the bot's token does not say which interaction it is for, so cures counts all such
// calls since the interaction began.
func (a *API) cures(id discord.Snowflake) string {
	a.mu.Lock()
	defer a.mu.Unlock()
	i := a.interactions[id]
	if i == nil {
		return ""
	}
	list := a.refusedCalls(func(c *Call) bool {
		return c.Interaction == id || c.Interaction == 0 && !c.Time.Before(i.begun)
	})
	if len(list) == 0 {
		return ""
	}
	return "; Discord refused " + strings.Join(list, "; ")
}

// curesAfter returns the cures for an exchange's interaction.
func (a *API) curesAfter(x *Exchange) string {
	if x == nil {
		return ""
	}
	return a.cures(x.Interaction)
}

// refusedCalls names the calls that Discord refused and that did not succeed later. It names each
// call once, with what to do. The lock is held.
func (a *API) refusedCalls(of func(*Call) bool) (list []string) {
	for n, c := range a.calls {
		if c.Refusal == nil || c.Refusal.Cure == "" || !of(c) || slices.ContainsFunc(a.calls[n:], func(later *Call) bool {
			return later.Method == c.Method && later.Path == c.Path && later.Status >= 200 && later.Status < 300
		}) {
			continue
		}
		if text := c.Route + ": " + c.Refusal.Cure; !slices.Contains(list, text) {
			list = append(list, text)
		}
	}
	return list
}

// hints returns possible reasons why a test failed: refused calls, and deferred answers that came
// after the test had looked.
func (a *API) hints() (hints []string) {
	a.mu.Lock()
	defer a.mu.Unlock()
	for _, text := range a.refusedCalls(func(*Call) bool { return true }) {
		hints = append(hints, "Discord refused "+text)
	}
	var names []string
	for _, id := range slices.Sorted(maps.Keys(a.interactions)) {
		i := a.interactions[id]
		if i.first.Deferred && !i.looked && !i.deferred() && !slices.Contains(names, i.name()) {
			names = append(names, i.name())
		}
	}
	if len(names) > 0 {
		hints = append(hints, fmt.Sprintf("a deferred answer was never waited for, so its Reply is empty: use App.Wait: %s", strings.Join(names, ", ")))
	}
	return hints
}
