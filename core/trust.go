package core

import (
	"context"
	"log/slog"
	"sync/atomic"
	"time"
)

// refusalsUntold is how many requests in a row are refused before the server doubts its key.
// Discord sends a forged signature on purpose with the first PING, so one refusal is normal.
const refusalsUntold = 3

// trust records whether any signature was ever valid. This distinguishes a wrong public key from
// forged requests.
type trust struct {
	proven  atomic.Bool
	refused atomic.Int32
}

// confirm records a valid signature: the key is right.
func (t *trust) confirm() {
	if !t.proven.Load() {
		t.proven.Store(true)
	}
}

// refuse records a bad signature. If no signature was ever valid, it logs one line, once.
func (t *trust) refuse(ctx context.Context, s *Server) {
	if t.proven.Load() || t.refused.Load() >= refusalsUntold || t.refused.Add(1) != refusalsUntold {
		return
	}
	s.log(ctx, lineNeverVerified, about{}, slog.Int("refused", refusalsUntold))
}

// misconfiguredEvery is how often a server that can answer nothing logs why.
const misconfiguredEvery = lastBackOff

// logMisconfigured logs why the server can answer nothing. Anyone can cause the line, so it is not
// logged for each request.
func (s *Server) logMisconfigured(ctx context.Context, a about) {
	now := time.Now()
	last := s.toldMisconfigured.Load()
	if last != nil && now.Sub(*last) < misconfiguredEvery {
		return
	}
	if s.toldMisconfigured.CompareAndSwap(last, &now) {
		s.log(ctx, lineMisconfigured, a, errorAttr(s.err))
	}
}
