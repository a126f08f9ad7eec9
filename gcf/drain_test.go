package gcf

import (
	"context"
	"testing"
	"testing/synctest"
	"time"
)

// A listener that does not return must not use up the time that the platform leaves for the work.
func TestSettleWaitsForRequestsForAsLongAsDiscordDoes(t *testing.T) {
	for name, tt := range map[string]struct {
		open time.Duration
		want time.Duration
	}{
		"nothing open":           {0, 0},
		"a request":              {time.Second, time.Second},
		"one that never returns": {time.Hour, requestLimit},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				s := Function{}.served(newServer(t))
				if tt.open > 0 {
					s.open.Add(1)
					defer time.AfterFunc(tt.open, func() { s.open.Add(-1) }).Stop()
				}
				began := time.Now()
				s.settle(context.Background())
				if took := time.Since(began); took < tt.want || took > tt.want+openInterval {
					t.Errorf("settled after %v, want %v", took, tt.want)
				}
			})
		})
	}
}
