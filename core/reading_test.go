package core_test

import (
	"bytes"
	"errors"
	"io"
	"math"
	"runtime"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/hotaru-go/hotaru/core"
	"github.com/hotaru-go/hotaru/discordtest/vectors"
)

// counting is a body that counts how much of it is read.
type counting struct {
	io.Reader
	read int
}

func (c *counting) Read(p []byte) (int, error) {
	n, err := c.Reader.Read(p)
	c.read += n
	return n, err
}

// zeros is a body of zeros that never ends.
type zeros struct{}

func (zeros) Read(p []byte) (int, error) { clear(p); return len(p), nil }

func signedPing(body io.Reader, length int64) *core.Request {
	return &core.Request{
		Method: "POST", ContentType: "application/json", Body: body, Length: length,
		Signature: vectors.Sign(vectors.Timestamp, []byte(`{"type":1}`)), Timestamp: vectors.Timestamp,
	}
}

func TestReadsNoMoreThanTheLimitAndOneByte(t *testing.T) {
	server := vectors.Server(t, vectors.Small)
	for _, length := range []int64{-1, 0, 1, 100} {
		body := &counting{Reader: zeros{}}
		if r := server.Serve(t.Context(), signedPing(body, length)); r.Status != 413 {
			t.Errorf("length %d: status %d, want 413", length, r.Status)
		}
		if body.read != 101 {
			t.Errorf("length %d: %d bytes were read, want the limit and one", length, body.read)
		}
	}
	body := &counting{Reader: zeros{}}
	if r := server.Serve(t.Context(), signedPing(body, 101)); r.Status != 413 || body.read != 0 {
		t.Errorf("claiming to be too large: status %d, %d bytes were read", r.Status, body.read)
	}
}

// The largest limit must not overflow when one byte more is read.
func TestLargestLimit(t *testing.T) {
	server, err := core.NewServer(core.Options{PublicKey: vectors.PublicKey(), BodyLimit: math.MaxInt})
	if err != nil {
		t.Fatal(err)
	}
	if r := server.Serve(t.Context(), signedPing(strings.NewReader(`{"type":1}`), -1)); r.Status != 200 {
		t.Errorf("status %d", r.Status)
	}
}

func TestClaimedLengthAllocatesNothing(t *testing.T) {
	server := vectors.Server(t, vectors.Bot)
	cost := func(length int64) uint64 {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		for range 100 {
			r := server.Serve(t.Context(), signedPing(strings.NewReader(`{"type":1}`), length))
			if want := map[bool]int{true: 200, false: 413}[length <= 1<<20]; r.Status != want {
				t.Fatalf("length %d: status %d, want %d", length, r.Status, want)
			}
		}
		runtime.ReadMemStats(&after)
		return (after.TotalAlloc - before.TotalAlloc) / 100
	}
	cost(10) // so that the pools are filled
	for _, length := range []int64{1 << 20, 1 << 40, 1<<63 - 1} {
		if n := cost(length); n > 64<<10 {
			t.Errorf("a claim of %d bytes made a request of 10 bytes allocate %d", length, n)
		}
	}
}

func TestBodyInPieces(t *testing.T) {
	server := vectors.Server(t, vectors.Bot)
	for name, body := range map[string]io.Reader{
		"byte by byte":       iotest.OneByteReader(strings.NewReader(`{"type":1}`)),
		"end with the data":  iotest.DataErrReader(strings.NewReader(`{"type":1}`)),
		"by halves":          iotest.HalfReader(strings.NewReader(`{"type":1}`)),
		"with empty reads":   io.MultiReader(strings.NewReader(""), strings.NewReader(`{"type":1}`)),
		"from a larger pool": io.MultiReader(strings.NewReader(`{"type"`), bytes.NewReader([]byte(`:1}`))),
	} {
		if r := server.Serve(t.Context(), signedPing(body, -1)); r.Status != 200 {
			t.Errorf("%s: status %d", name, r.Status)
		}
	}
	for _, length := range []int64{-1, 0, 1, 9, 10, 11, 5000} {
		if r := server.Serve(t.Context(), signedPing(strings.NewReader(`{"type":1}`), length)); r.Status != 200 {
			t.Errorf("a claim of %d bytes: status %d", length, r.Status)
		}
	}
	if r := server.Serve(t.Context(), signedPing(nil, 0)); r.Status != 400 || string(r.Body) != "POST request must have a body" {
		t.Errorf("no body at all: %d %s", r.Status, r.Body)
	}
	broken := io.MultiReader(strings.NewReader(`{"type":1}`), iotest.ErrReader(errors.New("reset")))
	if r := server.Serve(t.Context(), signedPing(broken, -1)); r.Status != 400 || string(r.Body) != "Request body could not be read" {
		t.Errorf("%d %s", r.Status, r.Body)
	}
}
