package rest

import (
	"net/http"
	"strconv"
	"sync"
	"time"
)

// limits knows which rate limits are used up. Only those are kept, and only until they are over, so that a server that
// sees a million interactions, each with a limit of its own, keeps next to nothing.
//
// See https://docs.discord.com/developers/topics/rate-limits.
type limits struct {
	mu sync.Mutex
	// buckets tells, for each method and route, the name that Discord gave its limit: several may share one.
	buckets map[string]string
	// until tells when a limit that is used up is over.
	until map[limitKey]time.Time
	swept time.Time
}

// limitKey names one limit: a bucket and the value it is counted by, or neither for the global limit.
type limitKey struct {
	bucket string
	major  uint64
	// authorized tells the app's global limit from that of calls without a credential, which is the address's.
	authorized bool
}

func (call *call) globalKey() limitKey { return limitKey{authorized: call.authorization != nil} }

func (l *limits) key(call *call) limitKey {
	route := call.method + " " + call.route
	if bucket, ok := l.buckets[route]; ok {
		route = bucket
	}
	return limitKey{bucket: route, major: call.major, authorized: call.authorization != nil}
}

// delay tells how long the call has to wait, and whether for the global limit.
func (l *limits) delay(call *call) (wait time.Duration, global bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	wait = max(time.Until(l.until[l.key(call)]), 0)
	if all := time.Until(l.until[call.globalKey()]); all > wait {
		return all, true
	}
	return wait, false
}

// note learns from an answer; refused is nil where it was none.
func (l *limits) note(call *call, header http.Header, refused *Error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	now := time.Now()
	l.sweep(now)
	if bucket := header.Get("X-RateLimit-Bucket"); bucket != "" && len(bucket) <= maxText {
		if l.buckets == nil {
			l.buckets = map[string]string{}
		}
		l.buckets[call.method+" "+call.route] = bucket
	}
	switch {
	case refused != nil && refused.Status == http.StatusTooManyRequests:
		key := l.key(call)
		if refused.Global || refused.Scope == "global" {
			key = call.globalKey()
		}
		l.block(key, now, refused.RetryAfter)
	case header.Get("X-RateLimit-Remaining") == "0":
		after, _ := strconv.ParseFloat(header.Get("X-RateLimit-Reset-After"), 64)
		l.block(l.key(call), now, seconds(after))
	}
}

func (l *limits) block(key limitKey, now time.Time, wait time.Duration) {
	if wait <= 0 {
		return
	}
	if l.until == nil {
		l.until = map[limitKey]time.Time{}
	}
	if until := now.Add(wait); until.After(l.until[key]) {
		l.until[key] = until
	}
}

// sweep forgets what is over, once a second at most.
func (l *limits) sweep(now time.Time) {
	if now.Sub(l.swept) < time.Second {
		return
	}
	l.swept = now
	for key, until := range l.until {
		if !until.After(now) {
			delete(l.until, key)
		}
	}
}
