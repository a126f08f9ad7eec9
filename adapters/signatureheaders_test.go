package adapters_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"testing"

	"github.com/hotaru-go/hotaru/adapters"
	"github.com/hotaru-go/hotaru/core"
	"github.com/hotaru-go/hotaru/discord"
)

// TestSignatureHeadersOverHTTP sends headers in unusual forms that a client may write. HTTP drops
// white space around a value, and a fold directly after the colon. Everything else arrives at core,
// and is refused.
func TestSignatureHeadersOverHTTP(t *testing.T) {
	const at = "1735689600"
	body := slash("ping")
	s := key.Sign(at, body)
	zeros := strings.Repeat("0", 128)
	header := func(signature, timestamp string) string {
		return core.SignatureHeader + ": " + signature + "\r\n" + core.TimestampHeader + ": " + timestamp + "\r\n"
	}
	tests := []struct {
		name, headers string
		status        int
	}{
		{"as Discord writes it", header(s, at), http.StatusOK},
		{"upper-case digits", header(strings.ToUpper(s), at), http.StatusOK},
		{"names in lower case", strings.ToLower(core.SignatureHeader) + ": " + s + "\r\n" + strings.ToLower(core.TimestampHeader) + ": " + at + "\r\n", http.StatusOK},
		{"white space around both", header(" \t"+s+" \t", " "+at+"\t "), http.StatusOK},
		{"fold before both", header("\r\n "+s, "\r\n\t"+at), http.StatusOK},
		{"signature folded", header(s[:64]+"\r\n "+s[64:], at), http.StatusUnauthorized},
		{"timestamp folded", header(s, at[:5]+"\r\n\t"+at[5:]), http.StatusUnauthorized},
		{"fold of one header into the other", core.SignatureHeader + ": " + s + "\r\n " + core.TimestampHeader + ": " + at + "\r\n", http.StatusUnauthorized},
		{"signature repeated", header(s, at) + header(s, at), http.StatusUnauthorized},
		{"signature repeated, forged first", core.SignatureHeader + ": " + zeros + "\r\n" + header(s, at), http.StatusUnauthorized},
		{"signature repeated, forged last", header(s, at) + core.SignatureHeader + ": " + zeros + "\r\n", http.StatusUnauthorized},
		{"signature repeated, empty first", core.SignatureHeader + ":\r\n" + header(s, at), http.StatusUnauthorized},
		{"timestamp repeated", header(s, at) + core.TimestampHeader + ": " + at + "\r\n", http.StatusUnauthorized},
		{"timestamp repeated, empty last", header(s, at) + core.TimestampHeader + ":\r\n", http.StatusUnauthorized},
		{"two signatures in one header", header(s+", "+s, at), http.StatusUnauthorized},
		{"another name with an underscore", "X_Signature_Ed25519: " + s + "\r\n" + core.TimestampHeader + ": " + at + "\r\n", http.StatusUnauthorized},
		{"in the trailer", core.TimestampHeader + ": " + at + "\r\nTrailer: " + core.SignatureHeader + "\r\n", http.StatusUnauthorized},
		// net/http refuses these before any handler.
		{"NUL in the signature", header(s[:64]+"\x00"+s[65:], at), http.StatusBadRequest},
		{"NUL after the timestamp", header(s, at+"\x00"), http.StatusBadRequest},
		{"space before the colon", core.SignatureHeader + " : " + s + "\r\n" + core.TimestampHeader + ": " + at + "\r\n", http.StatusBadRequest},
	}
	heard := 0
	server := httptest.NewServer(adapters.Handler(listener(t, func(context.Context, *discord.CommandInteraction) (discord.CommandAnswer, error) {
		heard++
		return discord.Message{Content: "pong"}, nil
	})))
	defer server.Close()
	want := 0
	for _, test := range tests {
		_, r := raw(t, server.Listener.Addr().String(), "POST /interactions HTTP/1.1\r\nHost: bot.example\r\n"+
			"Content-Type: application/json\r\nContent-Length: "+strconv.Itoa(len(body))+"\r\n"+test.headers+"\r\n"+string(body))
		response, err := http.ReadResponse(r, nil)
		if err != nil {
			t.Errorf("%s: %v", test.name, err)
			continue
		}
		response.Body.Close()
		if response.StatusCode != test.status {
			t.Errorf("%s: status %d, want %d", test.name, response.StatusCode, test.status)
		}
		if test.status == http.StatusOK {
			want++
		}
	}
	if heard != want {
		t.Errorf("the listener heard %d requests, want %d", heard, want)
	}
}
