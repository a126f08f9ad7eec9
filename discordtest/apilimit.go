package discordtest

import (
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"
)

// rateLimit is a limit on routes, counted for each major parameter.
type rateLimit struct {
	routes []string
	n      int
	per    time.Duration
	bucket string
	used   map[string]*window
}

type window struct {
	count int
	until time.Time
}

// Limit sets a rate limit: n calls on the route per duration, counted separately for each
// interaction, channel, guild and webhook. Every answer on the route then has Discord's headers,
// and a call over the limit gets 429. The routes in more share the limit's bucket. An empty route
// sets the application's global limit, which covers every route except those of interactions. A
// route may use any names in braces. Limit panics if the API does not have a route.
//
// See https://docs.discord.com/developers/topics/rate-limits.
func (a *API) Limit(route string, n int, per time.Duration, more ...string) {
	sum := sha256.Sum256([]byte(route))
	a.mu.Lock()
	defer a.mu.Unlock()
	for _, one := range append([]string{route}, more...) {
		if one != "" {
			a.mustHave("Limit", one)
		}
	}
	a.limits = append(a.limits, &rateLimit{
		routes: append([]string{route}, more...), n: n, per: per, bucket: hex.EncodeToString(sum[:16]), used: map[string]*window{},
	})
}

// throttle counts a call against the limits on its route, and refuses it if one is used up.
func (a *API) throttle(header http.Header, call *Call) *Refusal {
	a.mu.Lock()
	defer a.mu.Unlock()
	now := a.now()
	for _, l := range a.limits {
		global := l.routes[0] == ""
		if global && call.ofInteraction() || !global && !l.covers(call.Route) {
			continue
		}
		w := l.window(call.major(global), now)
		left := w.until.Sub(now)
		exceeded := w.count >= l.n
		if !exceeded {
			w.count++
		}
		if !global {
			l.headers(header, w, left)
		}
		if exceeded {
			return rateLimited(header, left, global, "user")
		}
	}
	return nil
}

func (l *rateLimit) covers(route string) bool {
	return slices.ContainsFunc(l.routes, func(one string) bool { return sameRoute(one, route) })
}

func (l *rateLimit) window(major string, now time.Time) *window {
	w := l.used[major]
	if w == nil || !now.Before(w.until) {
		w = &window{until: now.Add(l.per)}
		l.used[major] = w
	}
	return w
}

func (l *rateLimit) headers(header http.Header, w *window, left time.Duration) {
	header.Set("X-RateLimit-Limit", strconv.Itoa(l.n))
	header.Set("X-RateLimit-Remaining", strconv.Itoa(l.n-w.count))
	header.Set("X-RateLimit-Reset", strconv.FormatFloat(float64(w.until.UnixMilli())/1000, 'f', 3, 64))
	header.Set("X-RateLimit-Reset-After", strconv.FormatFloat(left.Seconds(), 'f', 3, 64))
	header.Set("X-RateLimit-Bucket", l.bucket)
}

func (call *Call) ofInteraction() bool {
	return strings.HasPrefix(call.Path, "/interactions/") || strings.HasPrefix(call.Path, "/webhooks/")
}

// major returns the call's major parameter: the interaction's or webhook's token, the channel, or
// the guild.
//
// See https://docs.discord.com/developers/topics/rate-limits#rate-limits.
func (call *Call) major(global bool) string {
	parts := strings.Split(call.Path, "/")
	switch {
	case global:
		return ""
	case call.ofInteraction() && len(parts) > 3:
		return parts[2] + "/" + parts[3]
	case len(parts) > 2 && (parts[1] == "channels" || parts[1] == "guilds"):
		return parts[2]
	case len(parts) > 4 && parts[3] == "guilds":
		return parts[4]
	}
	return ""
}
