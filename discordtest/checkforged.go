package discordtest

import (
	"net/http"
	"strings"

	"github.com/hotaru-go/hotaru/core"
)

// forgeries are requests that must be refused. Each is a changed PING.
var forgeries = []struct {
	step  string
	forge func(r *http.Request, body []byte) []byte
}{
	{"a forged signature is refused", func(r *http.Request, body []byte) []byte {
		signature := []byte(r.Header.Get(core.SignatureHeader))
		if signature[0] == '0' {
			signature[0] = '1'
		} else {
			signature[0] = '0'
		}
		r.Header.Set(core.SignatureHeader, string(signature))
		return body
	}},
	{"another application's signature is refused", func(r *http.Request, body []byte) []byte {
		r.Header.Set(core.SignatureHeader, NewKey().Sign(r.Header.Get(core.TimestampHeader), body))
		return body
	}},
	{"a body changed after signing is refused", func(_ *http.Request, body []byte) []byte {
		return append([]byte{' '}, body...)
	}},
	{"a timestamp changed after signing is refused", func(r *http.Request, body []byte) []byte {
		r.Header.Set(core.TimestampHeader, "1"+r.Header.Get(core.TimestampHeader))
		return body
	}},
	{"a request without a signature is refused", func(r *http.Request, body []byte) []byte {
		r.Header.Del(core.SignatureHeader)
		return body
	}},
	{"a request without a timestamp is refused", func(r *http.Request, body []byte) []byte {
		r.Header.Del(core.TimestampHeader)
		return body
	}},
	{"a signature of half the length is refused", func(r *http.Request, body []byte) []byte {
		r.Header.Set(core.SignatureHeader, r.Header.Get(core.SignatureHeader)[:64])
		return body
	}},
	{"a signature that is no hexadecimal is refused", func(r *http.Request, body []byte) []byte {
		r.Header.Set(core.SignatureHeader, strings.Repeat("zz", 64))
		return body
	}},
}

// forged sends a request that must be refused with 401.
func (c *checking) forged(step string, key Key, forge func(*http.Request, []byte) []byte) {
	c.try(step, key, forge, judgeForged)
}

func judgeForged(r *Result, a *checkAnswer) {
	switch {
	case a.status == http.StatusUnauthorized:
		r.OK = true
	case a.status >= 200 && a.status < 300:
		r.Cure = "anyone can send this endpoint interactions: verify the signature of every request, PINGs too, and answer 401"
	case a.status >= 500:
		r.Cure = "a malformed request must not make the endpoint fail: check the form of the headers first, and answer 401"
	case a.status >= 300 && a.status < 400, a.status == http.StatusNotFound, a.status == http.StatusMethodNotAllowed:
		r.Cure = cureFor(a.status, "")
	default:
		r.Cure = "it is refused, but Discord's documentation asks for status 401, and Discord probes for it"
	}
}
