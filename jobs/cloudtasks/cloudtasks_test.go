package cloudtasks_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/hotaru-go/hotaru/core"
	"github.com/hotaru-go/hotaru/discordtest"
	"github.com/hotaru-go/hotaru/internal/cloudtest"
	"github.com/hotaru-go/hotaru/internal/httpcall"
	"github.com/hotaru-go/hotaru/internal/leak"
	"github.com/hotaru-go/hotaru/jobs"
	"github.com/hotaru-go/hotaru/jobs/cloudtasks"
)

func TestMain(m *testing.M) { os.Exit(leak.Run(m)) }

const (
	queue = "projects/demo/locations/europe-west1/queues/jobs"
	dead  = "projects/demo/locations/europe-west1/queues/dead"
)

type note struct{ Text string }

// app is a bot behind HTTP, whose jobs a fake Cloud Tasks carries, written from its documentation.
type app struct {
	server *core.Server
	url    string
	tasks  *cloudtest.Tasks
	queue  *jobs.Queue
	job    *jobs.Job[note]
}

func newApp(t *testing.T, work func(ctx context.Context, n note, run *jobs.Run) error) *app {
	t.Helper()
	return newAppBehind(t, func(next http.Handler) http.Handler { return next }, work)
}

// newAppBehind is like newApp, with a handler between Cloud Tasks and the bot.
func newAppBehind(t *testing.T, between func(http.Handler) http.Handler, work func(ctx context.Context, n note, run *jobs.Run) error) *app {
	t.Helper()
	tasks := &cloudtest.Tasks{Pause: 20 * time.Millisecond}
	api := httptest.NewServer(tasks)
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		tasks.Run(ctx)
	}()
	server, err := core.NewServer(core.Options{PublicKey: discordtest.KeyFromSeed("tasks").PublicKey()})
	if err != nil {
		t.Fatal(err)
	}
	function := httptest.NewServer(between(carry(server)))
	t.Cleanup(func() {
		cancel()
		<-ended
		function.Close()
		api.Close()
		httpcall.CloseIdleConnections()
	})
	engine, err := cloudtasks.New(cloudtasks.Options{
		Queue: queue, DeadQueue: dead, URL: function.URL, Endpoint: api.URL,
		Token: func(context.Context) (string, error) { return "token", nil },
	})
	if err != nil {
		t.Fatal(err)
	}
	a := &app{server: server, url: function.URL, tasks: tasks, job: jobs.New("note", work)}
	if a.queue, err = jobs.Serve(server, jobs.Options{Engine: engine, Keys: jobs.NewKey()}, a.job); err != nil {
		t.Fatal(err)
	}
	return a
}

// carry is a transport only for tasks.
func carry(server *core.Server) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		response := server.Serve(r.Context(), &core.Request{
			Method: r.Method, Path: r.URL.Path, ContentType: r.Header.Get("Content-Type"), Body: r.Body, Length: r.ContentLength, Header: r.Header,
		})
		response.Header(w.Header().Set)
		w.WriteHeader(response.Status)
		_, _ = response.WriteTo(w)
	}
}

func until(t *testing.T, what string, holds func() bool) {
	t.Helper()
	for end := time.Now().Add(20 * time.Second); !holds(); time.Sleep(5 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("%s: not within 20 seconds", what)
		}
	}
}

// Jobs run when they are due, a key runs once, and a failed job runs again. A dead letter can be
// listed and sent again.
func TestJobs(t *testing.T) {
	t.Parallel()
	var mu sync.Mutex
	ran, attempts, broken := map[string]int{}, []int{}, true
	due := time.Now().Add(time.Second)
	a := newApp(t, func(_ context.Context, n note, run *jobs.Run) error {
		mu.Lock()
		defer mu.Unlock()
		ran[n.Text]++
		switch {
		case n.Text == "fails" && broken:
			attempts = append(attempts, run.Attempt)
			return errors.New("no")
		case n.Text == "later" && time.Now().Before(due):
			t.Error("later ran early")
		}
		return nil
	})
	ctx := a.server.Context(t.Context())
	send := func(text string, options ...jobs.SendOption) {
		t.Helper()
		if err := a.job.Send(ctx, note{text}, options...); err != nil {
			t.Fatal(err)
		}
	}
	for n := range 20 {
		send(fmt.Sprint("many", n))
	}
	send("later", jobs.At(due))
	send("key", jobs.Key("one"))
	send("key", jobs.Key("one"))
	send("fails")
	count := func(text string) int {
		mu.Lock()
		defer mu.Unlock()
		return ran[text]
	}
	until(t, "all attempts", func() bool { return count("fails") == 5 })
	until(t, "later", func() bool { return count("later") == 1 })
	var letters []jobs.Dead
	until(t, "the dead letter", func() bool {
		letters, _ = a.queue.Dead(t.Context(), 10)
		return len(letters) == 1
	})
	if fmt.Sprint(attempts) != "[1 2 3 4 5]" || letters[0].Job != "note" || letters[0].Attempts != 5 {
		t.Errorf("attempts %v, dead letter %+v", attempts, letters[0])
	}
	mu.Lock()
	broken = false
	mu.Unlock()
	if err := a.queue.Resend(t.Context(), letters[0]); err != nil {
		t.Fatal(err)
	}
	until(t, "the letter that was sent again", func() bool { return count("fails") == 6 })
	send("key", jobs.Key("one"))
	for n := range 20 {
		if text := fmt.Sprint("many", n); count(text) != 1 {
			t.Errorf("%s ran %d times", text, count(text))
		}
	}
	if letters, err := a.queue.Dead(t.Context(), 10); err != nil || len(letters) != 0 || count("key") != 1 {
		t.Errorf("in the end: %v, %v, the key ran %d times", letters, err, count("key"))
	}
	if err := a.job.Send(ctx, note{}, jobs.In(31*24*time.Hour)); !errors.Is(err, cloudtasks.ErrTooFar) {
		t.Errorf("in 31 days: %v", err)
	}
}

// If the answer of the attempt that buries a job is lost, the task comes again, but there is only
// one dead letter.
func TestBuriedOnce(t *testing.T) {
	var runs atomic.Int32
	a := newAppBehind(t, func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if runs.Add(1) != 5 {
				next.ServeHTTP(w, r)
				return
			}
			next.ServeHTTP(httptest.NewRecorder(), r)
			panic(http.ErrAbortHandler)
		})
	}, func(context.Context, note, *jobs.Run) error { return errors.New("no") })
	if err := a.job.Send(a.server.Context(t.Context()), note{"x"}); err != nil {
		t.Fatal(err)
	}
	until(t, "the attempt after the lost answer", func() bool { return a.tasks.Settled() && runs.Load() >= 6 })
	if letters, err := a.queue.Dead(t.Context(), 10); err != nil || len(letters) != 1 {
		t.Errorf("dead letters: %v, %v", letters, err)
	}
}

// The path is public, but nobody can run a job, bury it or learn about it without the key.
func TestForged(t *testing.T) {
	t.Parallel()
	a := newApp(t, func(context.Context, note, *jobs.Run) error {
		t.Error("a forged task has run")
		return nil
	})
	other := newApp(t, func(context.Context, note, *jobs.Run) error { return nil })
	if other.url == a.url {
		t.Fatal("the same app")
	}
	for _, c := range []struct {
		method, body string
		want         int
	}{
		{"POST", "", 401}, {"POST", "{}", 401}, {"POST", "h1.00000000.e30.AAAA", 401}, {"POST", strings.Repeat("x", 300<<10), 400},
		{"POST", strings.Repeat(".", 250<<10), 401}, {"GET", "", 405}, {"PUT", "x", 405},
	} {
		request, err := http.NewRequestWithContext(t.Context(), c.method, a.url+"/jobs", strings.NewReader(c.body))
		if err != nil {
			t.Fatal(err)
		}
		request.Header.Set("X-CloudTasks-TaskRetryCount", "99")
		response, err := http.DefaultClient.Do(request)
		if err != nil {
			t.Fatal(err)
		}
		response.Body.Close()
		if response.StatusCode != c.want {
			t.Errorf("%s with %.20q is answered with %d, want %d", c.method, c.body, response.StatusCode, c.want)
		}
	}
	if letters, err := a.queue.Dead(t.Context(), 10); err != nil || len(letters) != 0 {
		t.Errorf("a forged task was buried: %v, %v", letters, err)
	}
}

func TestNew(t *testing.T) {
	good := cloudtasks.Options{Queue: queue, DeadQueue: dead, URL: "https://bot.example"}
	for want, change := range map[error]func(*cloudtasks.Options){
		cloudtasks.ErrQueue: func(o *cloudtasks.Options) { o.DeadQueue = o.Queue },
		cloudtasks.ErrURL:   func(o *cloudtasks.Options) { o.URL = "http://bot.example" },
	} {
		o := good
		change(&o)
		if _, err := cloudtasks.New(o); !errors.Is(err, want) {
			t.Errorf("%v, want %v", err, want)
		}
	}
	if _, err := cloudtasks.New(good); err != nil {
		t.Error(err)
	}
	queues := good.Queue[:strings.LastIndexByte(good.Queue, '/')+1]
	for name, want := range map[string]error{
		queues + strings.Repeat("q", 100):       nil,
		queues + strings.Repeat("q", 101):       cloudtasks.ErrQueue,
		queues:                                  cloudtasks.ErrQueue,
		queues + "a_b":                          cloudtasks.ErrQueue,
		queues + "a/b":                          cloudtasks.ErrQueue,
		"":                                      cloudtasks.ErrQueue,
		"projects/P/locations/l/queues/q":       cloudtasks.ErrQueue,
		"projects/x.org:p/locations/l/queues/q": nil,
	} {
		o := good
		o.Queue = name
		if _, err := cloudtasks.New(o); !errors.Is(err, want) {
			t.Errorf("%q: %v, want %v", name, err, want)
		}
	}
}
