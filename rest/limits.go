package rest

import (
	"math"
	"net/http"
	"strconv"
	"sync"
	"time"
)

// The bounds of what a client remembers about rate limits.
const (
	maxBuckets = 8192
	maxRoutes  = 1024
)

// limits holds what a client knows about Discord's rate limits: the buckets that are in use or not
// yet refilled, and the limits that block every call. It forgets a bucket once nothing waits in it
// and its window is over. A server that answers a million interactions, each with its own bucket,
// therefore keeps few of them.
//
// See https://docs.discord.com/developers/topics/rate-limits.
type limits struct {
	mu sync.Mutex
	// names maps a method and route to the name that Discord gave its bucket. Several routes may
	// share a bucket.
	names map[string]string
	// sizes maps a bucket's name to its size, which is the same for every resource.
	sizes   map[string]size
	buckets map[bucketKey]*bucket
	// blocked maps a method and route of one resource to the end of a limit on only that resource.
	blocked map[bucketKey]time.Time
	// global is the end of the global limit: for the app at index 1, and for unauthorized calls at
	// index 0.
	global [2]time.Time
	swept  time.Time
}

// bucketKey identifies a bucket by Discord's name, or by the method and route while there is no
// name, and by the resource that the bucket counts separately.
type bucketKey struct {
	name       string
	major      uint64
	authorized bool
}

// size is how many calls a bucket allows in one window.
type size struct {
	limit  int
	window time.Duration
}

// wallTime is the time by the wall clock. A monotonic clock may stand still while a function is
// frozen.
func wallTime() time.Time { return time.Now().Round(0) }

func (call *apiCall) limitRoute() string { return call.method + " " + call.route }

func (call *apiCall) authorized() bool { return call.authorization != nil }

// blockKey names the limit on one resource of a route.
func (call *apiCall) blockKey() bucketKey {
	return bucketKey{call.limitRoute(), call.major, call.authorized()}
}

// globalUntil returns the end of the global limit that the call counts against.
func (l *limits) globalUntil(call *apiCall) *time.Time {
	if call.authorized() {
		return &l.global[1]
	}
	return &l.global[0]
}

// bucketOf returns the call's bucket. It makes one if there is none.
func (l *limits) bucketOf(call *apiCall) *bucket {
	key := call.blockKey()
	if name, ok := l.names[key.name]; ok {
		key.name = name
	}
	b := l.buckets[key]
	if b == nil {
		l.sweep(wallTime())
		b = &bucket{key: key}
		if s, ok := l.sizes[key.name]; ok {
			b.known, b.size, b.remaining = true, s, s.limit
		}
		if l.buckets == nil {
			l.buckets = map[bucketKey]*bucket{}
		}
		l.buckets[key] = b
	}
	return b
}

// note updates the limits from Discord's answer to a try of the call. refused is nil if Discord did
// not refuse it.
func (l *limits) note(s *queueSlot, header http.Header, refused *Error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	now := wallTime()
	l.sweep(now)
	if name := header.Get("X-RateLimit-Bucket"); name != "" && len(name) <= maxText {
		l.rename(s.call.limitRoute(), name)
	}
	b := s.current()
	b.learn(header, now)
	if b.size.limit > 0 && b.key.name == header.Get("X-RateLimit-Bucket") {
		l.sizes[b.key.name] = b.size
	}
	if refused != nil && refused.Status == http.StatusTooManyRequests {
		l.refuse(s.call, b, header, refused, now)
	}
	l.pump(b)
}

// refuse records a status 429 by its scope: a global limit, a limit on the call's resource, or a
// limit that the app has used up.
func (l *limits) refuse(call *apiCall, b *bucket, header http.Header, refused *Error, now time.Time) {
	until := now.Add(refused.RetryAfter)
	switch {
	case refused.Global || refused.Scope == "global":
		l.block(l.globalUntil(call), until)
	case refused.Scope == "shared":
		if l.blocked == nil {
			l.blocked = map[bucketKey]time.Time{}
		}
		if key := call.blockKey(); until.After(l.blocked[key]) {
			l.blocked[key] = until
		}
	case refused.Scope == "" && refused.Message == "" && header.Get("X-RateLimit-Limit") == "":
		// This answer is not from Discord's API but from Cloudflare in front of it, which blocks
		// the address.
		l.block(&l.global[0], until)
		l.block(&l.global[1], until)
	default:
		b.useUp(until)
	}
}

// block sets the end of a global limit and updates every queue.
func (l *limits) block(limit *time.Time, until time.Time) {
	if !until.After(*limit) {
		return
	}
	*limit = until
	for _, b := range l.buckets {
		l.pump(b)
	}
}

// rename records the name of a route's bucket. Buckets that were stored by the route get the name.
func (l *limits) rename(route, name string) {
	if l.names[route] == name {
		return
	}
	if l.names == nil || len(l.names) >= maxRoutes {
		l.names, l.sizes = map[string]string{}, map[string]size{}
	}
	l.names[route] = name
	for key, b := range l.buckets {
		if key.name != route {
			continue
		}
		delete(l.buckets, key)
		key.name = name
		if other := l.buckets[key]; other != nil {
			other.merge(b)
			l.pump(other)
		} else {
			b.key = key
			l.buckets[key] = b
		}
	}
}

// sweep forgets limits that are over, at most once a second. If there are still too many, it also
// forgets idle buckets.
func (l *limits) sweep(now time.Time) {
	if now.Sub(l.swept) < time.Second && len(l.buckets) < maxBuckets {
		return
	}
	l.swept = now
	for key, until := range l.blocked {
		if !until.After(now) {
			delete(l.blocked, key)
		}
	}
	for key, b := range l.buckets {
		if b.idle() && !b.reset.After(now) {
			delete(l.buckets, key)
		}
	}
	if len(l.buckets) < maxBuckets {
		return
	}
	for key, b := range l.buckets {
		if b.idle() {
			delete(l.buckets, key)
		}
		if len(l.buckets) < maxBuckets/2 {
			return
		}
	}
}

// headerNumber returns a header's number, and whether there is one.
func headerNumber(header http.Header, name string) (float64, bool) {
	n, err := strconv.ParseFloat(header.Get(name), 64)
	return n, err == nil && n >= 0 && n < math.MaxInt32
}
