package rest

import (
	"net"
	"net/http"
	"runtime/debug"
	"sync"
	"time"
)

// idleLimit is how long an idle connection is kept. It is short enough that Discord does not close
// the connection first. This holds even while a function is frozen, because net/http measures the
// time by the wall clock too.
const idleLimit = 60 * time.Second

// freshness is the longest time since Discord's last answer at which a call that must not be
// repeated uses a kept connection. A connection may have been closed while the function was frozen.
// A request on it then gets a reset, and it is unknown whether Discord acted on the request.
const freshness = 5 * time.Second

func newTransport() *http.Transport {
	dialer := net.Dialer{Timeout: 5 * time.Second, KeepAlive: 15 * time.Second}
	return &http.Transport{
		Proxy:                  http.ProxyFromEnvironment,
		DialContext:            dialer.DialContext,
		ForceAttemptHTTP2:      true,
		MaxIdleConns:           64,
		MaxIdleConnsPerHost:    64,
		IdleConnTimeout:        idleLimit,
		TLSHandshakeTimeout:    5 * time.Second,
		ResponseHeaderTimeout:  30 * time.Second,
		ExpectContinueTimeout:  time.Second,
		MaxResponseHeaderBytes: 64 << 10,
		// A ping finds a dead connection sooner than the timeout for a response does.
		HTTP2: &http.HTTP2Config{SendPingTimeout: 10 * time.Second, PingTimeout: 5 * time.Second},
	}
}

// refresh closes the kept connections if none is known to be alive.
func (c *Client) refresh() {
	if c.transport != nil && time.Now().Unix()-c.heard.Load() > int64(freshness/time.Second) {
		c.transport.CloseIdleConnections()
	}
}

const modulePath = "github.com/hotaru-go/hotaru"

// userAgent returns the User-Agent header in the form that Discord requires; without it Cloudflare
// may block the request (code 40333).
//
// See https://docs.discord.com/developers/reference#user-agent.
var userAgent = sync.OnceValue(func() string {
	return "DiscordBot (https://" + modulePath + ", " + moduleVersion() + ")"
})

func moduleVersion() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "devel"
	}
	modules := append(info.Deps, &info.Main)
	for _, m := range modules {
		if m.Path == modulePath && m.Version != "" && m.Version != "(devel)" {
			return m.Version
		}
	}
	return "devel"
}
