package rest

import (
	"net"
	"net/http"
	"runtime/debug"
	"sync"
	"time"
)

// idleLimit is how long a connection is kept. It is short enough that Discord has not closed it first, also where the
// function was frozen in between: net/http measures it by the wall clock too.
const idleLimit = 60 * time.Second

// freshness is how lately Discord must have answered for a call that must not be repeated to go out on a kept
// connection. On one that was closed while the function was frozen, the request would be sent and answered by a reset,
// which leaves open whether Discord has acted.
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
		// A connection that died without a word is found by a ping, not by the end of the wait for a response.
		HTTP2: &http.HTTP2Config{SendPingTimeout: 10 * time.Second, PingTimeout: 5 * time.Second},
	}
}

// refresh drops the kept connections where none is known to be alive.
func (c *Client) refresh() {
	if c.transport != nil && time.Now().Unix()-c.heard.Load() > int64(freshness/time.Second) {
		c.transport.CloseIdleConnections()
	}
}

const modulePath = "github.com/hotaru-go/hotaru"

// userAgent has the form that Discord demands; without it Cloudflare may block the request (code 40333).
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
