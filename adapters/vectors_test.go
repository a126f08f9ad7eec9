package adapters_test

import (
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/hotaru-go/hotaru/adapters"
	"github.com/hotaru-go/hotaru/core"
	"github.com/hotaru-go/hotaru/discordtest/vectors"
)

func TestVectors(t *testing.T) {
	t.Run("HTTP/1.1", func(t *testing.T) {
		t.Parallel()
		runVectors(t, httptest.NewServer)
	})
	t.Run("HTTP/2", func(t *testing.T) {
		t.Parallel()
		runVectors(t, func(h http.Handler) *httptest.Server {
			s := httptest.NewUnstartedServer(h)
			s.EnableHTTP2 = true
			s.StartTLS()
			return s
		})
	})
}

func runVectors(t *testing.T, start func(http.Handler) *httptest.Server) {
	vectors.Run(t, vectors.HTTP, func(t *testing.T, server *core.Server) vectors.Send {
		s := start(adapters.Handler(server))
		t.Cleanup(s.Close)
		return func(t *testing.T, v *vectors.Vector) vectors.Response { return v.Post(t, s.Client(), s.URL) }
	})
}
