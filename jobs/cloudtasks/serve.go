package cloudtasks

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"log/slog"
	"net/http"
	"net/url"
	"strconv"
	"time"

	"github.com/hotaru-go/hotaru/core"
	"github.com/hotaru-go/hotaru/internal/googlecall"
	"github.com/hotaru-go/hotaru/jobs"
)

// maxBody bounds how many bytes of a request are read. No message is that long.
const maxBody = 256 << 10

// retryHeader counts the attempts before this one, including those that never reached the function.
// Anybody can set this header, but only the app can seal the body that comes with it.
//
// See https://cloud.google.com/tasks/docs/creating-http-target-tasks#handler.
const retryHeader = "X-CloudTasks-TaskRetryCount"

// nameHeader has the task's short name.
const nameHeader = "X-CloudTasks-TaskName"

// Serve implements [jobs.Engine]. The answer to a task is sent when its job has ended. It is 200,
// or 503 if Cloud Tasks must try the task again.
func (e *Engine) Serve(run jobs.Runner) core.Outside {
	return core.Outside{
		Path:    e.options.Path,
		Request: func(ctx context.Context, r *core.Request) core.Response { return e.answer(ctx, r, run) },
	}
}

func respond(status int, text string) core.Response {
	return core.Response{Status: status, ContentType: "text/plain; charset=UTF-8", Body: []byte(text)}
}

func (e *Engine) answer(ctx context.Context, r *core.Request, run jobs.Runner) core.Response {
	if r.Method != http.MethodPost {
		return respond(http.StatusMethodNotAllowed, "Method Not Allowed")
	}
	if r.Body == nil || r.Length > maxBody {
		return respond(http.StatusBadRequest, "Not a task")
	}
	body, err := io.ReadAll(io.LimitReader(r.Body, maxBody+1))
	if err != nil || len(body) > maxBody {
		return respond(http.StatusBadRequest, "Not a task")
	}
	retries, _ := strconv.Atoi(r.Header.Get(retryHeader))
	attempt := max(retries, 0) + 1
	switch o := run(ctx, string(body), attempt); o.Verdict {
	case jobs.Done:
		return respond(http.StatusOK, "Done")
	case jobs.Retry:
		return respond(http.StatusServiceUnavailable, "Try again")
	case jobs.Refuse:
		return respond(http.StatusUnauthorized, "Not a task of this app")
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), settleTime)
	defer cancel()
	err = e.create(ctx, e.options.DeadQueue, letterName(r.Header.Get(nameHeader), body), time.Time{}, string(body), map[string]string{attemptsHeader: strconv.Itoa(attempt)})
	if err != nil {
		slog.ErrorContext(ctx, "dead letter not stored; Cloud Tasks delivers the job again", "error", err.Error())
		return respond(http.StatusServiceUnavailable, "Try again")
	}
	return respond(http.StatusOK, "Dead")
}

// letterName names the dead letter of a task. If the answer to the task is lost, Cloud Tasks sends
// the task again, and its dead letter already exists. A letter that was sent again is a task with
// another name.
func letterName(name string, body []byte) string {
	if name == "" {
		return rand.Text()
	}
	sum := sha256.Sum256(append([]byte(name+"\x00"), body...))
	return hex.EncodeToString(sum[:20])
}

// settleTime bounds the call after a job.
const settleTime = 5 * time.Second

// Dead implements [jobs.Engine].
func (e *Engine) Dead(ctx context.Context, limit int) (letters []jobs.Letter, err error) {
	page := ""
	for len(letters) < limit {
		query := url.Values{"responseView": {"FULL"}, "pageSize": {strconv.Itoa(min(limit-len(letters), 100))}}
		if page != "" {
			query.Set("pageToken", page)
		}
		var out struct {
			Tasks []task `json:"tasks"`
			Next  string `json:"nextPageToken"`
		}
		_, err := e.google.Do(ctx, &googlecall.Call{
			Name: "cloudtasks: list", Method: http.MethodGet, Path: e.options.DeadQueue + "/tasks?" + query.Encode(), Out: &out,
		})
		if err != nil {
			return letters, err
		}
		for _, t := range out.Tasks {
			attempts, _ := strconv.Atoi(t.HTTPRequest.Headers[attemptsHeader])
			letters = append(letters, jobs.Letter{Handle: t.Name, Body: string(t.HTTPRequest.Body), Attempts: attempts})
		}
		if page = out.Next; page == "" {
			break
		}
	}
	return letters[:min(len(letters), limit)], nil
}

// Resend implements [jobs.Engine].
func (e *Engine) Resend(ctx context.Context, l jobs.Letter) error {
	if err := e.create(ctx, e.options.Queue, rand.Text(), time.Time{}, l.Body, nil); err != nil {
		return err
	}
	_, err := e.google.Do(ctx, &googlecall.Call{Name: "cloudtasks: delete", Method: http.MethodDelete, Path: l.Handle})
	return err
}
