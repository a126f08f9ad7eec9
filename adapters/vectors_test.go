package adapters_test

import (
	"bytes"
	"io"
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/hotaru-go/hotaru/adapters"
	"github.com/hotaru-go/hotaru/core"
	"github.com/hotaru-go/hotaru/discordtest/vectors"
)

func TestVectors(t *testing.T) {
	t.Run("HTTP/1.1", func(t *testing.T) { runVectors(t, httptest.NewServer) })
	t.Run("HTTP/2", func(t *testing.T) {
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
		return func(t *testing.T, v *vectors.Vector) vectors.Response { return send(t, s.Client(), s.URL, v) }
	})
}

// send carries a vector with its headers as they stand in the table, whatever their case and number.
func send(t *testing.T, client *http.Client, url string, v *vectors.Vector) vectors.Response {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), v.Method, url+v.Path, bytes.NewReader(v.Body))
	if err != nil {
		t.Fatal(err)
	}
	for _, h := range v.Headers {
		r.Header[h.Name] = append(r.Header[h.Name], h.Value)
	}
	response, err := client.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return vectors.Response{Status: response.StatusCode, Header: response.Header, Body: body}
}
