package core

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"github.com/hotaru-go/hotaru/discord"
)

// TestOutboxAroundAnEarlyAnswer stages items in middleware outside AutoDefer, whose listener
// answers early. None of them may be lost: each is stored, or Stage says that the caller must store
// it.
func TestOutboxAroundAnEarlyAnswer(t *testing.T) {
	for name, delay := range map[string]time.Duration{"in time": 0, "beside the request": 2 * time.Second} {
		synctest.Test(t, func(t *testing.T) {
			var p pages
			s := lineServer(&p, Options{APIURL: "http://127.0.0.1:1", HTTPClient: &http.Client{Transport: roundTrip(onlyCallbacks)}})
			var stored []any
			s.Outside.Replace(Outside{Store: func(_ context.Context, items []any) error {
				stored = append(stored, items...)
				return nil
			}})
			stages := func(next Handler) Handler {
				return func(ctx context.Context, i discord.Interaction) (discord.Answer, error) {
					before := Stage(ctx, "before")
					answer, err := next(ctx, i)
					if after := Stage(ctx, "after"); !before || after {
						t.Errorf("%s: staged before the answer: %v, after it: %v", name, before, after)
					}
					return answer, err
				}
			}
			err := s.Handle(Use(stages, Use(AutoDefer(time.Second), Command("a", "A", func(ctx context.Context, _ *discord.CommandInteraction) (discord.CommandAnswer, error) {
				Stage(ctx, "inside")
				_, err := Answer(ctx, discord.Message{Content: "early"})
				time.Sleep(delay)
				return nil, err
			}))))
			if err != nil {
				t.Fatal(err)
			}
			r := s.sendTo(t, "/", commandBody)
			r.Sent(context.Background())
			if r.Status != http.StatusAccepted || !slices.Equal(stored, []any{"before", "inside"}) {
				t.Errorf("%s: status %d, stored %v", name, r.Status, stored)
			}
			if len(p.lines) != 0 {
				t.Errorf("%s: logged %v", name, fmt.Sprint(p.lines))
			}
		})
	}
}
