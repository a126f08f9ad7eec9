package playground

import (
	"net/http"
	"net/http/httptest"
	"testing"
)

func TestGuard(t *testing.T) {
	type request struct {
		remote, host string
		header       http.Header
	}
	here := func(header ...string) request {
		r := request{"127.0.0.1:50000", "127.0.0.1:8642", http.Header{}}
		for i := 0; i < len(header); i += 2 {
			r.header.Add(header[i], header[i+1])
		}
		return r
	}
	from := func(remote, host string) request { return request{remote, host, nil} }
	tests := map[string]struct {
		request request
		want    int
	}{
		"no browser":                {here(), 200},
		"localhost":                 {from("127.0.0.1:1", "localhost:8642"), 200},
		"localhost, other case":     {from("127.0.0.1:1", "LocalHost"), 200},
		"IPv6":                      {from("[::1]:1", "[::1]:8642"), 200},
		"IPv4 in IPv6":              {from("[::ffff:127.0.0.1]:1", "127.0.0.1"), 200},
		"another loopback address":  {from("127.0.0.9:1", "127.0.0.9:80"), 200},
		"own page":                  {here("Origin", "http://127.0.0.1:8642", "Sec-Fetch-Site", "same-origin"), 200},
		"typed into the address":    {here("Sec-Fetch-Site", "none"), 200},
		"another machine":           {from("192.168.1.7:1", "127.0.0.1:8642"), 403},
		"no address":                {from("", "127.0.0.1:8642"), 403},
		"rebound name":              {from("127.0.0.1:1", "rebound.example:8642"), 421},
		"name that looks local":     {from("127.0.0.1:1", "localhost.example"), 421},
		"address as a name's start": {from("127.0.0.1:1", "127.0.0.1.example:8642"), 421},
		"no host":                   {from("127.0.0.1:1", ""), 421},
		"all addresses":             {from("127.0.0.1:1", "0.0.0.0:8642"), 421},
		"another page":              {here("Origin", "https://evil.example"), 403},
		"another port's page":       {here("Origin", "http://127.0.0.1:3000"), 403},
		"a page without origin":     {here("Origin", "null"), 403},
		"two origins":               {here("Origin", "http://127.0.0.1:8642", "Origin", "https://evil.example"), 403},
		"another site's picture":    {here("Sec-Fetch-Site", "cross-site"), 403},
		"another port's picture":    {here("Sec-Fetch-Site", "same-site"), 403},
	}
	guarded := newGuard().wrap(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {}))
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			r := httptest.NewRequest("GET", "/", nil)
			r.RemoteAddr, r.Host = tt.request.remote, tt.request.host
			if tt.request.header != nil {
				r.Header = tt.request.header
			}
			w := httptest.NewRecorder()
			guarded.ServeHTTP(w, r)
			if w.Code != tt.want {
				t.Errorf("status %d, want %d", w.Code, tt.want)
			}
			for _, header := range []string{"X-Content-Type-Options", "Referrer-Policy", "Cross-Origin-Resource-Policy"} {
				if w.Header().Get(header) == "" {
					t.Errorf("no header %s", header)
				}
			}
			if got := w.Header().Get("Access-Control-Allow-Origin"); got != "" {
				t.Errorf("other origins are let in: %q", got)
			}
		})
	}
}

func TestGuardToken(t *testing.T) {
	g := newGuard()
	if g.token == newGuard().token || len(g.token) < 20 {
		t.Fatalf("a token that can be guessed: %q", g.token)
	}
	called := false
	page := g.page(func(http.ResponseWriter, *http.Request) { called = true })
	for token, want := range map[string]bool{g.token: true, "": false, g.token[1:]: false, g.token + "x": false} {
		called = false
		r := httptest.NewRequest("POST", "/playground/act", nil)
		r.Header.Set(tokenHeader, token)
		w := httptest.NewRecorder()
		page(w, r)
		if called != want || (w.Code == 403) == want {
			t.Errorf("token of %d characters: let in %v with status %d, want %v", len(token), called, w.Code, want)
		}
	}
}
