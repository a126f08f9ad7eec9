package rest_test

import (
	"bytes"
	"context"
	"crypto/rand"
	"errors"
	"io"
	"mime/multipart"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/hotaru-go/hotaru/discord"
	"github.com/hotaru-go/hotaru/rest"
)

// source is a file that may or may not be an io.Seeker. It records whether it was closed.
type source struct {
	*bytes.Reader
	closed atomic.Int32
}

func (s *source) Close() error {
	s.closed.Add(1)
	return nil
}

// once hides the Seek method of a source.
type once struct {
	io.Reader
	io.Closer
}

func file(content io.Reader) discord.Message {
	return discord.Message{Files: []discord.File{{Name: "a.bin", Content: content}}}
}

// receiveFile reads the upload and answers; it keeps the file's bytes.
func receiveFile(got *[]byte, then http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		*got = nil
		if _, header, err := r.FormFile("files[0]"); err == nil {
			f, _ := header.Open()
			*got, _ = io.ReadAll(f)
			_ = f.Close()
		}
		_ = r.MultipartForm.RemoveAll()
		then(w, r)
	}
}

func TestFileIsSentAgainWhereItCanBeSought(t *testing.T) {
	content := make([]byte, 1<<20)
	_, _ = rand.Read(content)
	limited := answer(429, `{"retry_after":0.01}`)
	var got []byte
	i, seen := serveSteps(t, receiveFile(&got, limited), receiveFile(&got, answer(200, messageBody)))
	f := &source{Reader: bytes.NewReader(append([]byte("skipped"), content...))}
	_, _ = f.Seek(7, io.SeekStart)
	if _, err := i.FollowUp(within(t, 10*time.Second), file(f)); err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, content) || seen.count() != 2 || f.closed.Load() != 1 {
		t.Errorf("%d bytes in %d requests, closed %d times", len(got), seen.count(), f.closed.Load())
	}

	i, seen = serveSteps(t, receiveFile(&got, limited))
	f = &source{Reader: bytes.NewReader(content)}
	_, err := i.FollowUp(within(t, 10*time.Second), file(once{f, f}))
	if !errors.Is(err, rest.ErrFileSpent) || !errors.Is(err, rest.ErrRateLimited) || seen.count() != 1 || f.closed.Load() != 1 {
		t.Errorf("%d requests, closed %d times: %v", seen.count(), f.closed.Load(), err)
	}
}

// A file that was not read when the connection failed is still complete.
func TestFileThatWasNotReadIsSentLater(t *testing.T) {
	var got []byte
	server := receiveFile(&got, answer(200, messageBody))
	dials := 0
	seen := &recorder{}
	flaky := &http.Client{Transport: roundTripper(func(r *http.Request) (*http.Response, error) {
		if dials++; dials == 1 {
			_ = r.Body.Close()
			return nil, errors.New("no connection")
		}
		return http.DefaultTransport.RoundTrip(r)
	})}
	t.Cleanup(http.DefaultTransport.(*http.Transport).CloseIdleConnections)
	client := serve(t, rest.Options{HTTP: flaky}, func(w http.ResponseWriter, r *http.Request) { seen.add(r); server(w, r) })
	f := &source{Reader: bytes.NewReader([]byte("content"))}
	_, err := client.Interaction(1, 2, interactionToken).EditOriginal(within(t, 5*time.Second),
		discord.Update{Files: []discord.File{{Name: "a", Content: once{f, f}}}})
	if err != nil || string(got) != "content" || seen.count() != 1 {
		t.Errorf("%q in %d requests: %v", got, seen.count(), err)
	}
}

type roundTripper func(*http.Request) (*http.Response, error)

func (f roundTripper) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

func TestFileThatCannotBeRead(t *testing.T) {
	broken := errors.New("the disk is gone")
	i, _ := serveSteps(t, func(w http.ResponseWriter, r *http.Request) {
		form, err := r.MultipartReader()
		for err == nil {
			var part *multipart.Part
			if part, err = form.NextPart(); err == nil {
				_, err = io.Copy(io.Discard, part)
			}
		}
		if errors.Is(err, io.EOF) {
			t.Error("the upload looked whole")
		}
	})
	_, err := i.FollowUp(within(t, 5*time.Second), file(io.MultiReader(bytes.NewReader(make([]byte, 100<<10)), failing{broken})))
	if !errors.Is(err, broken) || errors.Is(err, rest.ErrUncertain) {
		t.Error(err)
	}
	mustContain(t, err, "files[0]")
}

type failing struct{ err error }

func (f failing) Read([]byte) (int, error) { return 0, f.err }

// A panic in a caller's file must not end the process, and its value must not be shown.
func TestFileThatPanics(t *testing.T) {
	i, _ := serveSteps(t, func(_ http.ResponseWriter, r *http.Request) { _, _ = io.Copy(io.Discard, r.Body) })
	f := &panicking{}
	_, err := i.FollowUp(within(t, 5*time.Second), file(f))
	if err == nil || f.closed.Load() != 1 {
		t.Fatalf("closed %d times: %v", f.closed.Load(), err)
	}
	mustContain(t, err, "panic with a string")
	if strings.Contains(err.Error(), "secret") {
		t.Errorf("the error tells what was panicked with: %v", err)
	}
}

// panicking is read once, so its media type can be derived from what was read.
type panicking struct {
	reads, closed atomic.Int32
}

func (p *panicking) Read(b []byte) (int, error) {
	if p.reads.Add(1) > 1 {
		panic("secret")
	}
	return copy(b, "some text, and then a panic"), nil
}

func (p *panicking) Close() error {
	p.closed.Add(1)
	panic("secret")
}

// A refusal that comes before the upload has ended is read, and the file is closed.
func TestRefusalInTheMiddleOfAnUpload(t *testing.T) {
	t.Parallel()
	i, _ := serveSteps(t, func(w http.ResponseWriter, r *http.Request) {
		w.WriteHeader(http.StatusRequestEntityTooLarge)
		_, _ = io.WriteString(w, `{"message":"Request entity too large","code":40005}`)
	})
	f := &source{Reader: bytes.NewReader(make([]byte, 64<<20))}
	_, err := i.FollowUp(within(t, 10*time.Second), file(f))
	if err == nil || f.closed.Load() != 1 || f.Len() == 0 {
		t.Errorf("closed %d times, %d bytes left: %v", f.closed.Load(), f.Len(), err)
	}
}

// A file whose Read never returns must not hold the call beyond its context.
func TestFileThatBlocks(t *testing.T) {
	t.Parallel()
	i, _ := serveSteps(t, answer(200, messageBody))
	reader, writer := io.Pipe()
	ctx, cancel := context.WithTimeout(t.Context(), 200*time.Millisecond)
	defer cancel()
	began := time.Now()
	_, err := i.FollowUp(ctx, file(reader))
	if !errors.Is(err, context.DeadlineExceeded) || time.Since(began) > 3*time.Second {
		t.Errorf("after %s: %v", time.Since(began), err)
	}
	_ = writer.Close()
}

func TestFailedAnswerLeavesItsFilesUsable(t *testing.T) {
	i, _ := serveSteps(t, answer(404, `{"message":"Unknown interaction","code":10062}`))
	f := &source{Reader: bytes.NewReader([]byte("content"))}
	payload, err := discord.EncodeMessage(file(f))
	if err != nil {
		t.Fatal(err)
	}
	if err := i.Answer(within(t, 5*time.Second), payload); !errors.Is(err, rest.ErrUnknownInteraction) {
		t.Fatal(err)
	}
	if f.closed.Load() != 0 || f.Len() != len("content") {
		t.Errorf("closed %d times, %d bytes left", f.closed.Load(), f.Len())
	}
	if payload, err = discord.EncodeMessage(file(once{f, f})); err != nil {
		t.Fatal(err)
	}
	err = i.Answer(within(t, 5*time.Second), payload)
	if !errors.Is(err, rest.ErrUnknownInteraction) || !errors.Is(err, rest.ErrFileSpent) || f.closed.Load() != 1 {
		t.Errorf("closed %d times: %v", f.closed.Load(), err)
	}
}

func TestRefusedByCheckClosesFiles(t *testing.T) {
	f := &source{Reader: bytes.NewReader([]byte("content"))}
	long := discord.Message{Content: string(bytes.Repeat([]byte("x"), 2001)), Files: file(f).Files}
	client := rest.New(rest.Options{BaseURL: "http://127.0.0.1:1"})
	_, err := client.Interaction(1, 2, interactionToken).FollowUp(t.Context(), long)
	var check *discord.CheckError
	if !errors.As(err, &check) || f.closed.Load() != 1 {
		t.Errorf("closed %d times: %v", f.closed.Load(), err)
	}
}
