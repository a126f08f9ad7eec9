package core_test

import (
	"bytes"
	"net/http"
	"testing"

	"github.com/hotaru-go/hotaru/core"
	"github.com/hotaru-go/hotaru/discordtest/vectors"
)

func TestVectorsOnInteraction(t *testing.T) {
	vectors.Run(t, vectors.OnInteraction, func(_ *testing.T, server *core.Server) vectors.Send {
		return func(t *testing.T, v *vectors.Vector) vectors.Response {
			door := server.OnInteraction
			if v.Path == server.EventsPath() {
				door = server.OnEvent
			}
			r := door(t.Context(), v.Body, v.Header(core.SignatureHeader), v.Header(core.TimestampHeader))
			return received(t, &r)
		}
	})
}

func TestVectorsServe(t *testing.T) {
	vectors.Run(t, vectors.Serve, func(_ *testing.T, server *core.Server) vectors.Send {
		return func(t *testing.T, v *vectors.Vector) vectors.Response {
			r := server.Serve(t.Context(), request(v))
			return received(t, &r)
		}
	})
}

func request(v *vectors.Vector) *core.Request {
	return &core.Request{
		Method: v.Method, Path: v.Path, ContentType: v.Header("Content-Type"),
		Signature: v.Header(core.SignatureHeader), Timestamp: v.Header(core.TimestampHeader),
		Body: bytes.NewReader(v.Body), Length: int64(len(v.Body)),
	}
}

// received writes a response as a transport does.
func received(t *testing.T, r *core.Response) vectors.Response {
	t.Helper()
	got := vectors.Response{Status: r.Status, Header: http.Header{}}
	r.Header(got.Header.Set)
	var body bytes.Buffer
	if _, err := r.WriteTo(&body); err != nil {
		t.Errorf("writing the body: %v", err)
	}
	got.Body = body.Bytes()
	r.Sent(t.Context())
	return got
}
