package lambda

import (
	"bytes"
	"context"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	awslambda "github.com/aws/aws-lambda-go/lambda"
	"github.com/hotaru-go/hotaru/core"
	"github.com/hotaru-go/hotaru/discord"
	"github.com/hotaru-go/hotaru/discordtest/vectors"
	"github.com/hotaru-go/hotaru/rest"
)

// working is a handler whose answers have work after them, with its log and a count of the work.
type working struct {
	handler Handler
	log     bytes.Buffer
	done    int
	// left is the time that the work had.
	left time.Duration
}

func newWorking(t *testing.T, mode core.CallbackMode, content io.Reader) *working {
	t.Helper()
	w := &working{}
	discordAPI := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusNoContent) }))
	t.Cleanup(discordAPI.Close)
	server, err := core.NewServer(core.Options{
		PublicKey: vectors.PublicKey(), APIURL: discordAPI.URL, HTTPClient: discordAPI.Client(), Callback: mode, Deadline: patience,
		Logger: slog.New(slog.NewTextHandler(&w.log, nil)),
	})
	if err != nil {
		t.Fatal(err)
	}
	server.Commands.Replace(func(ctx context.Context, _ *discord.CommandInteraction) (discord.CommandAnswer, error) {
		core.After(ctx, func(ctx context.Context, _ *rest.Interaction) error {
			w.done++
			if deadline, ok := ctx.Deadline(); ok {
				w.left = time.Until(deadline)
			}
			return nil
		})
		if content != nil {
			return discord.Message{Files: []discord.File{{Name: "a.bin", Content: content}}}, nil
		}
		return discord.Message{Content: "pong"}, nil
	})
	if w.handler, err = NewHandler(server); err != nil {
		t.Fatal(err)
	}
	return w
}

func (w *working) answer(t *testing.T, ctx context.Context) *Response {
	t.Helper()
	var event Event
	if err := event.decode(commandEvent(t, "any")); err != nil {
		t.Fatal(err)
	}
	response, err := w.handler(ctx, event)
	if err != nil {
		t.Fatal(err)
	}
	return response
}

func (w *working) want(t *testing.T, done int, log string) {
	t.Helper()
	if w.done != done || !strings.Contains(w.log.String(), log) {
		t.Errorf("the work was done %d times, want %d; want %q in the log:\n%s", w.done, done, log, w.log.String())
	}
}

func TestCloseDoesTheWorkOnce(t *testing.T) {
	w := newWorking(t, core.CallbackAuto, nil)
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
	defer cancel()
	response := w.answer(t, ctx)
	response.ContentType()
	if err := iotest.TestReader(response, mustRead(t, w, ctx)); err != nil {
		t.Error(err)
	}
	if w.done != 0 {
		t.Error("the work was done before Close")
	}
	response.Close()
	response.Close()
	w.want(t, 1, "")
	if w.left > 10*time.Second-logMargin || w.left < 5*time.Second {
		t.Errorf("the work had %v", w.left)
	}
}

// mustRead reads another answer to the same event.
func mustRead(t *testing.T, w *working, ctx context.Context) []byte {
	t.Helper()
	text, err := io.ReadAll(w.answer(t, ctx))
	if err != nil {
		t.Fatal(err)
	}
	return text
}

func TestAnswerThatDoesNotGoOutDropsTheWork(t *testing.T) {
	w := newWorking(t, core.CallbackAuto, nil)
	response := w.answer(t, t.Context())
	response.ContentType()
	response.Read(make([]byte, 10))
	response.Close()
	w.want(t, 0, errNotRead.Error())

	w = newWorking(t, core.CallbackAuto, nil)
	if _, err := awslambda.NewHandler(w.handler).Invoke(t.Context(), commandEvent(t, "any")); err != nil {
		t.Fatal(err)
	}
	w.want(t, 0, "called through Invoke")
}

func TestAnswerByCallbackIsOut(t *testing.T) {
	w := newWorking(t, core.CallbackWithWork, nil)
	text, err := awslambda.NewHandler(w.handler).Invoke(t.Context(), commandEvent(t, "any"))
	if err != nil {
		t.Fatal(err)
	}
	if got := responseOf(t, text); got.Status != 202 || len(got.Body) != 0 {
		t.Errorf("%s", text)
	}
	w.want(t, 1, "")
}

// Closing a stream early ends the goroutine that writes it. TestMain would find it.
func TestStreamGivenUp(t *testing.T) {
	t.Setenv(ModeVariable, "RESPONSE_STREAM")
	w := newWorking(t, core.CallbackAuto, bytes.NewReader(binary))
	response := w.answer(t, t.Context())
	response.ContentType()
	if _, err := io.ReadFull(response, make([]byte, 300)); err != nil {
		t.Fatal(err)
	}
	response.Close()
	w.want(t, 0, errNotRead.Error())
}

// panicking is a file whose reader panics.
type panicking struct{}

func (panicking) Len() int                 { return 10 }
func (panicking) Read([]byte) (int, error) { panic("a file's panic") }

func TestFileThatPanics(t *testing.T) {
	var panicked *core.PanicError
	t.Setenv(ModeVariable, "RESPONSE_STREAM")
	w := newWorking(t, core.CallbackAuto, panicking{})
	var event Event
	if err := event.decode(commandEvent(t, "any")); err != nil {
		t.Fatal(err)
	}
	// Core may read only the first bytes, for the media type, or they may all be read here.
	if response, err := w.handler(t.Context(), event); err == nil {
		response.ContentType()
		text, err := io.ReadAll(response)
		if !errors.As(err, &panicked) && !bytes.Contains(text, []byte(`"statusCode":500`)) {
			t.Errorf("streamed: %v, %s", err, text)
		}
		response.Close()
	} else if !errors.As(err, &panicked) {
		t.Errorf("streamed: %v", err)
	}
	w.want(t, 0, "answer lost")

	t.Setenv(ModeVariable, "")
	w = newWorking(t, core.CallbackAuto, panicking{})
	text, err := awslambda.NewHandler(w.handler).Invoke(t.Context(), commandEvent(t, "any"))
	if !errors.As(err, &panicked) && !bytes.Contains(text, []byte(`"statusCode":500`)) {
		t.Errorf("buffered: %v, %s", err, text)
	}
	w.want(t, 0, "answer lost")
}
