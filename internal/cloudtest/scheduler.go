package cloudtest

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"regexp"
	"strings"
	"sync"
	"time"
)

// Scheduler is a fake of EventBridge Scheduler. It implements what the documentation says about
// CreateSchedule and one-time schedules. [Scheduler.Fire] makes time pass.
//
// See https://docs.aws.amazon.com/scheduler/latest/APIReference/API_CreateSchedule.html.
type Scheduler struct {
	Queues *Queues
	// Group and Role are the group and the role that exist.
	Group, Role string

	mu        sync.Mutex
	schedules map[string]scheduled
}

type scheduled struct {
	at    time.Time
	input string
	token string
}

var (
	scheduleName  = regexp.MustCompile(`^[0-9a-zA-Z-_.]{1,64}$`)
	scheduleToken = regexp.MustCompile(`^[a-zA-Z0-9-_]{1,64}$`)
)

// ServeHTTP serves CreateSchedule.
func (s *Scheduler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	refuse := func(status int, code, message string) {
		w.Header().Set("Content-Type", "application/json")
		w.Header().Set("X-Amzn-Errortype", code)
		w.WriteHeader(status)
		fmt.Fprintf(w, `{"Message":%q}`, message)
	}
	name, ok := strings.CutPrefix(r.URL.Path, "/schedules/")
	if r.Method != http.MethodPost || !ok || !strings.Contains(r.Header.Get("Authorization"), "/us-east-1/scheduler/aws4_request") {
		refuse(http.StatusForbidden, "AccessDeniedException", "no such call, or not signed for the scheduler")
		return
	}
	var in struct {
		ActionAfterCompletion, ClientToken, GroupName, ScheduleExpression, ScheduleExpressionTimezone string
		FlexibleTimeWindow                                                                            struct{ Mode string }
		Target                                                                                        struct{ Arn, RoleArn, Input string }
	}
	if err := json.NewDecoder(r.Body).Decode(&in); err != nil {
		refuse(http.StatusBadRequest, "ValidationException", "no JSON")
		return
	}
	at, err := time.Parse("at(2006-01-02T15:04:05)", in.ScheduleExpression)
	switch {
	case err != nil, !scheduleName.MatchString(name), !scheduleToken.MatchString(in.ClientToken), in.FlexibleTimeWindow.Mode != "OFF",
		in.ActionAfterCompletion != "DELETE", in.Target.Arn != s.Queues.ARN, in.Target.RoleArn != s.Role, len(in.Target.Input) > 256<<10,
		!at.After(time.Now()):
		refuse(http.StatusBadRequest, "ValidationException", "a member is not as documented")
		return
	case in.GroupName != s.Group:
		refuse(http.StatusNotFound, "ResourceNotFoundException", "no such group")
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if held, ok := s.schedules[name]; ok && held.token != in.ClientToken {
		refuse(http.StatusConflict, "ConflictException", "the name is taken")
		return
	}
	if s.schedules == nil {
		s.schedules = map[string]scheduled{}
	}
	s.schedules[name] = scheduled{at, in.Target.Input, in.ClientToken}
	fmt.Fprintf(w, `{"ScheduleArn":"arn:aws:scheduler:us-east-1:123456789012:schedule/%s/%s"}`, s.Group, name)
}

// Fire sends the messages that are due by a time, and deletes their schedules. It returns how many
// schedules are left.
func (s *Scheduler) Fire(ctx context.Context, by time.Time) (left int, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for name, one := range s.schedules {
		if one.at.After(by) {
			continue
		}
		if err := s.Queues.Send(ctx, one.input); err != nil {
			return 0, err
		}
		delete(s.schedules, name)
	}
	return len(s.schedules), nil
}
