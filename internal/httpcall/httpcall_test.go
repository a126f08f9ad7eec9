package httpcall

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/hotaru-go/hotaru/internal/leak"
)

// The tests wait for pauses between tries.
func TestMain(m *testing.M) { os.Exit(leak.RunParallel(m, 32)) }

// These are the things that a service does with one try, besides answering with a status.
const (
	breaks   = -1 // it closes the connection once it has read the request
	tooLarge = -2 // its answer has more than maxAnswer bytes
)

// service answers each try with the next of its steps, and repeats the last one.
func service(t *testing.T, steps ...int) (url string, calls *atomic.Int32) {
	t.Helper()
	calls = new(atomic.Int32)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		n := int(calls.Add(1))
		body, _ := io.ReadAll(r.Body)
		if string(body) != "what is sent" {
			t.Errorf("try %d sends %q", n, body)
		}
		switch step := steps[min(n, len(steps))-1]; step {
		case breaks:
			panic(http.ErrAbortHandler)
		case tooLarge:
			_, _ = w.Write(bytes.Repeat([]byte("x"), maxAnswer+1))
		case http.StatusFound:
			w.Header().Set("Location", "/elsewhere")
			w.WriteHeader(step)
		default:
			w.WriteHeader(step)
		}
	}))
	t.Cleanup(server.Close)
	return server.URL, calls
}

func TestTries(t *testing.T) {
	t.Parallel()
	t.Cleanup(CloseIdleConnections)
	again := func(status int, _ []byte) bool { return status == http.StatusBadRequest }
	for name, c := range map[string]struct {
		steps  []int
		once   bool
		again  func(int, []byte) bool
		tries  int
		status int
		unsure bool
		// err is the error for which errors.Is holds. It is nil if an answer is wanted.
		err error
	}{
		"an answer":                        {[]int{200}, false, nil, 1, 200, false, nil},
		"a refusal":                        {[]int{400, 200}, false, nil, 1, 400, false, nil},
		"a refusal that asks for another":  {[]int{400, 200}, false, again, 2, 200, false, nil},
		"a limit":                          {[]int{429, 200}, false, nil, 2, 200, false, nil},
		"a limit, once":                    {[]int{429, 200}, true, nil, 2, 200, false, nil},
		"a fault":                          {[]int{500, 200}, false, nil, 2, 200, true, nil},
		"a fault, once":                    {[]int{500, 200}, true, nil, 1, 500, true, nil},
		"faults for ever":                  {[]int{503}, false, nil, tries, 503, true, nil},
		"a connection that breaks":         {[]int{breaks, 200}, false, nil, 2, 200, true, nil},
		"a connection that breaks, once":   {[]int{breaks, 200}, true, nil, 1, 0, true, ErrUncertain},
		"connections that break for ever":  {[]int{breaks}, false, nil, tries, 0, true, ErrUncertain},
		"a redirect":                       {[]int{302, 200}, false, nil, 1, 0, false, errRedirect},
		"an answer that is too large":      {[]int{tooLarge, 200}, false, nil, 1, 0, true, errAnswerTooLarge},
		"a refusal after a fault":          {[]int{500, 400}, false, nil, 2, 400, true, nil},
		"a redirect after a lost answer":   {[]int{breaks, 302}, false, nil, 2, 0, true, ErrUncertain},
		"a limit after a fault":            {[]int{500, 429, 200}, false, nil, 3, 200, true, nil},
		"a limit, then a fault that stays": {[]int{429, 500}, true, nil, 2, 500, true, nil},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			url, calls := service(t, c.steps...)
			client := Client{HTTP: &http.Client{Transport: &http.Transport{DisableKeepAlives: true}}, Again: c.again}
			answer, err := client.Do(t.Context(), &Call{Name: "ask", Method: http.MethodPost, URL: url + "/?key=secret", Body: []byte("what is sent"), Once: c.once})
			if n := int(calls.Load()); n != c.tries {
				t.Errorf("%d tries, want %d", n, c.tries)
			}
			if !errors.Is(err, c.err) || err != nil && (c.err == nil || c.unsure != errors.Is(err, ErrUncertain)) {
				t.Fatalf("the error is %v, want %v", err, c.err)
			}
			if err != nil && (!strings.HasPrefix(err.Error(), "ask: ") || strings.Contains(err.Error(), "secret")) {
				t.Errorf("the error is %v: it must name the call and hide the URL", err)
			}
			if err == nil && (answer.Status != c.status || answer.Unsure != c.unsure) {
				t.Errorf("status %d, unsure %v, want %d, %v", answer.Status, answer.Unsure, c.status, c.unsure)
			}
		})
	}
}

// A service that was never reached has not acted.
func TestUnreachable(t *testing.T) {
	t.Parallel()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	url := "http://" + listener.Addr().String()
	listener.Close()
	var all sync.WaitGroup
	for _, once := range []bool{false, true} {
		all.Go(func() {
			_, err := new(Client).Do(t.Context(), &Call{Name: "ask", Method: http.MethodPost, URL: url, Once: once})
			if err == nil || errors.Is(err, ErrUncertain) || strings.Contains(err.Error(), url) {
				t.Errorf("once %v: %v", once, err)
			}
		})
	}
	all.Wait()
	if _, err := new(Client).Do(t.Context(), &Call{Name: "ask", Method: "a b", URL: "::secret"}); err == nil || strings.Contains(err.Error(), "secret") {
		t.Errorf("a URL that is none: %v", err)
	}
}

// Each try is authorized again. If that fails, the call ends before anything is sent.
func TestAuthorize(t *testing.T) {
	t.Cleanup(CloseIdleConnections)
	url, calls := service(t, 503, 503, 200)
	authorized := 0
	call := &Call{Name: "ask", Method: http.MethodPut, URL: url, Body: []byte("what is sent"), Header: http.Header{"X-Own": {"1"}},
		Authorize: func(_ context.Context, r *http.Request, body []byte) error {
			authorized++
			if r.Header.Get("X-Own") != "1" || string(body) != "what is sent" {
				t.Errorf("authorizes a request with the header %v and the body %q", r.Header, body)
			}
			return nil
		}}
	if _, err := new(Client).Do(t.Context(), call); err != nil || authorized != 3 {
		t.Errorf("authorized %d times, %v", authorized, err)
	}
	failure := errors.New("no credentials")
	call.Authorize = func(context.Context, *http.Request, []byte) error { return failure }
	if _, err := new(Client).Do(t.Context(), call); !errors.Is(err, failure) || errors.Is(err, ErrUncertain) || calls.Load() != 3 {
		t.Errorf("without credentials: %v after %d calls", err, calls.Load())
	}
}

// A try that hangs ends at its own limit, and the call ends with its context.
func TestTime(t *testing.T) {
	t.Cleanup(CloseIdleConnections)
	var calls atomic.Int32
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if calls.Add(1) == 1 {
			<-r.Context().Done()
		}
	}))
	defer server.Close()
	client := Client{TryTime: 50 * time.Millisecond}
	answer, err := client.Do(t.Context(), &Call{Name: "ask", Method: http.MethodGet, URL: server.URL})
	if err != nil || answer.Status != 200 || !answer.Unsure || calls.Load() != 2 {
		t.Errorf("%+v, %v, %d tries", answer, err, calls.Load())
	}
	calls.Store(0)
	ctx, cancel := context.WithTimeout(t.Context(), 100*time.Millisecond)
	defer cancel()
	_, err = new(Client).Do(ctx, &Call{Name: "ask", Method: http.MethodGet, URL: server.URL})
	if !errors.Is(err, context.DeadlineExceeded) || !errors.Is(err, ErrUncertain) || calls.Load() != 1 {
		t.Errorf("%v, %d tries", err, calls.Load())
	}
}
