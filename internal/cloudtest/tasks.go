package cloudtest

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"time"
)

// Tasks is a fake of Cloud Tasks. It implements what the documentation says about the REST API and
// tasks that post to a URL. Queues whose names end in "dead" are paused.
//
// It leaves out: the check of who may call (a call must only have a token), OIDC tokens, rate
// limits, the end of a queue's attempts, back-off that doubles, the dispatch deadline, pages of a
// list, tasks that are delivered twice, and what happens to a task after 31 days.
//
// See https://cloud.google.com/tasks/docs/reference/rest/v2/projects.locations.queues.tasks.
type Tasks struct {
	// Pause is the queue's back-off.
	Pause time.Duration

	mu     sync.Mutex
	queues map[string]map[string]*queued
	// ahead is the time by which Advance has moved the clock.
	ahead time.Duration
	// known are the names of tasks that have ended. Cloud Tasks remembers them for an hour or more.
	known map[string]bool
}

type queued struct {
	Name, ScheduleTime, DispatchDeadline string
	HTTPRequest                          struct {
		URL, HTTPMethod string
		Headers         map[string]string
		Body            []byte
	}
	due     time.Time
	retries int
	running bool
}

var taskPath = regexp.MustCompile(`^/v2/(projects/[a-z-]+/locations/[a-z0-9-]+/queues/[a-z]+)/tasks(/[A-Za-z0-9_-]{1,500})?$`)

// ServeHTTP serves the methods create, list and delete.
func (s *Tasks) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	refuse := func(status int, code string) {
		w.WriteHeader(status)
		fmt.Fprintf(w, `{"error":{"code":%d,"message":"refused","status":%q}}`, status, code)
	}
	path := taskPath.FindStringSubmatch(r.URL.Path)
	switch {
	case !strings.HasPrefix(r.Header.Get("Authorization"), "Bearer "):
		refuse(http.StatusUnauthorized, "UNAUTHENTICATED")
		return
	case path == nil:
		refuse(http.StatusNotFound, "NOT_FOUND")
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.queues == nil {
		s.queues, s.known = map[string]map[string]*queued{}, map[string]bool{}
	}
	queue := s.queues[path[1]]
	if queue == nil {
		queue = map[string]*queued{}
		s.queues[path[1]] = queue
	}
	name := path[1] + "/tasks" + path[2]
	switch {
	case r.Method == http.MethodPost && path[2] == "":
		var in struct{ Task queued }
		if err := json.NewDecoder(http.MaxBytesReader(w, r.Body, 2<<20)).Decode(&in); err != nil || !s.add(path[1], queue, &in.Task) {
			refuse(http.StatusBadRequest, "INVALID_ARGUMENT")
			return
		}
		if in.Task.running { // used by add for a name that is taken
			refuse(http.StatusConflict, "ALREADY_EXISTS")
			return
		}
		fmt.Fprintf(w, `{"name":%q}`, in.Task.Name)
	case r.Method == http.MethodGet && path[2] == "":
		type object = map[string]any
		var tasks []object
		for _, t := range queue {
			tasks = append(tasks, object{"name": t.Name, "httpRequest": object{"url": t.HTTPRequest.URL, "headers": t.HTTPRequest.Headers, "body": t.HTTPRequest.Body}})
		}
		_ = json.NewEncoder(w).Encode(object{"tasks": tasks})
	case r.Method == http.MethodDelete && queue[name] != nil:
		delete(queue, name)
		s.known[name] = true
		fmt.Fprint(w, `{}`)
	default:
		refuse(http.StatusNotFound, "NOT_FOUND")
	}
}

// Advance moves the clock. Tasks that are due by then are posted.
func (s *Tasks) Advance(d time.Duration) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.ahead += d
}

// Settled reports whether no task is due or being posted.
func (s *Tasks) Settled() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	for name, queue := range s.queues {
		for _, t := range queue {
			if t.running || !strings.HasSuffix(name, "dead") && !t.due.After(s.now()) {
				return false
			}
		}
	}
	return true
}

// now returns the time by the clock. The lock is held.
func (s *Tasks) now() time.Time { return time.Now().Add(s.ahead) }

// add checks a task and adds it. For a name that is taken it sets running on the copy.
func (s *Tasks) add(parent string, queue map[string]*queued, t *queued) bool {
	deadline, err := time.ParseDuration(t.DispatchDeadline)
	t.due = s.now()
	var late error
	if t.ScheduleTime != "" {
		t.due, late = time.Parse(time.RFC3339Nano, t.ScheduleTime)
	}
	if err != nil || late != nil || deadline < 15*time.Second || deadline > 30*time.Minute || t.due.Sub(s.now()) > 30*24*time.Hour ||
		!strings.HasPrefix(t.Name, parent+"/tasks/") || t.HTTPRequest.HTTPMethod != http.MethodPost || t.HTTPRequest.URL == "" {
		return false
	}
	if queue[t.Name] != nil || s.known[t.Name] {
		t.running = true
		return true
	}
	kept := *t
	queue[t.Name] = &kept
	return true
}

// Run posts tasks when they are due, until ctx ends.
func (s *Tasks) Run(ctx context.Context) {
	var group sync.WaitGroup
	defer group.Wait()
	for ctx.Err() == nil {
		for _, one := range s.take() {
			group.Go(func() { s.post(ctx, one) })
		}
		time.Sleep(5 * time.Millisecond)
	}
}

func (s *Tasks) take() (taken []*queued) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for name, queue := range s.queues {
		for _, t := range queue {
			if !strings.HasSuffix(name, "dead") && !t.running && !t.due.After(s.now()) {
				t.running = true
				taken = append(taken, t)
			}
		}
	}
	return taken
}

// post makes one attempt. Any status except 2xx is a failure, after which the task is tried again.
func (s *Tasks) post(ctx context.Context, t *queued) {
	status := 0
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, t.HTTPRequest.URL, bytes.NewReader(t.HTTPRequest.Body))
	if err == nil {
		for name, value := range t.HTTPRequest.Headers {
			request.Header.Set(name, value)
		}
		request.Header.Set("X-CloudTasks-TaskName", t.Name[strings.LastIndexByte(t.Name, '/')+1:])
		request.Header.Set("X-CloudTasks-TaskRetryCount", strconv.Itoa(t.retries))
		request.Header.Set("User-Agent", "Google-Cloud-Tasks")
		if response, err := http.DefaultClient.Do(request); err == nil {
			_, _ = io.Copy(io.Discard, response.Body)
			response.Body.Close()
			status = response.StatusCode
		}
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	t.running = false
	if status/100 == 2 {
		delete(s.queues[t.Name[:strings.Index(t.Name, "/tasks/")]], t.Name)
		s.known[t.Name] = true
		return
	}
	t.retries++
	t.due = s.now().Add(s.Pause)
}
