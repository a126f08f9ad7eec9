package discordtest

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/hotaru-go/hotaru/core"
)

// ErrNoClock means that Advance cannot move the app's clock. Either the app was connected without
// its core.Server, or its jobs use an engine other than jobs/memory.
var ErrNoClock = errors.New("discordtest: the app's clock cannot be moved: connect the app by Serve, or by Register and Connect, and if it has jobs, let jobs/memory carry them in the test")

// Advance moves time forward for Discord, so tokens expire and limits end, and for the app's jobs
// if it has any. It returns when all jobs that are due by then have run, one after the other, each
// at its own time. Jobs that are due at once do not need Advance: they run after each interaction.
//
// It does not move time.Now, which [core.CoolDown] uses.
//
// The error is [ErrNoClock] or an error of the jobs' engine. A job that fails does not cause an
// error here. It is tried again at its own time.
func (d *Discord) Advance(ctx context.Context, by time.Duration) error {
	outside := d.outside()
	if outside == nil {
		if !d.isKnown() || d.hasJobs() {
			return ErrNoClock
		}
		d.API.moveClock(by)
		return nil
	}
	if err := outside.Advance(ctx, by, d.API.moveClock); err != nil {
		return fmt.Errorf("discordtest: moving the clock: %w", err)
	}
	return nil
}

// moveClock moves the API's clock.
func (a *API) moveClock(by time.Duration) { a.ahead.Add(int64(by)) }

// outside moves the app's clock. It is nil if the app has no clock.
func (d *Discord) outside() *core.Outside {
	d.mu.Lock()
	server := d.server
	d.mu.Unlock()
	if server == nil {
		return nil
	}
	outside, ok := server.Outside.Get()
	if !ok || outside.Advance == nil {
		return nil
	}
	return &outside
}

// isKnown reports whether the app's server is known.
func (d *Discord) isKnown() bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.server != nil
}

// hasJobs reports that jobs may still act for an interaction whose work is over.
func (d *Discord) hasJobs() bool {
	d.mu.Lock()
	server := d.server
	d.mu.Unlock()
	if server == nil {
		return false
	}
	_, ok := server.Outside.Get()
	return ok
}

// runDue runs the jobs that an interaction has sent and that are due at once.
func (d *Discord) runDue(ctx context.Context) {
	outside := d.outside()
	if outside == nil {
		return
	}
	if err := outside.Advance(ctx, 0, d.API.moveClock); err != nil && ctx.Err() == nil {
		d.problem(fmt.Errorf("discordtest: running jobs: %w", err))
	}
}

// Advance moves time forward, and runs the jobs that are due by then. See [Discord.Advance].
func (a *App) Advance(by time.Duration) {
	a.t.Helper()
	a.must(a.Discord.Advance(a.t.Context(), by))
}
