package jobs

import (
	"context"
	"fmt"
	"time"
)

// Dead is a dead letter: a job whose attempts all failed.
type Dead struct {
	// Job and ID identify the job. They are empty if none of the keys opens the letter.
	Job, ID string
	// Attempts is how many times the job was tried, or zero if the engine does not know.
	Attempts  int
	Sent, Due time.Time

	letter Letter
}

// Dead lists dead letters, at most limit. Engines return them in no particular order. With sqs, a
// letter that was just listed is hidden for half a minute.
func (q *Queue) Dead(ctx context.Context, limit int) ([]Dead, error) {
	letters, err := q.engine.Dead(ctx, limit)
	if err != nil {
		return nil, fmt.Errorf("jobs: listing dead letters: %w", err)
	}
	dead := make([]Dead, len(letters))
	for n, one := range letters {
		dead[n] = Dead{Attempts: one.Attempts, letter: one}
		if l, _, err := q.keys.open(one.Body); err == nil {
			dead[n].Job, dead[n].ID = l.Job, l.ID
			dead[n].Sent, dead[n].Due = time.UnixMilli(l.Sent), time.UnixMilli(l.Due)
		}
	}
	return dead, nil
}

// Resend sends a dead letter again and removes it from the dead letters. The job runs soon and has
// all its attempts again. If Resend fails half way, the job may run and its letter may stay.
func (q *Queue) Resend(ctx context.Context, d Dead) error {
	if err := q.engine.Resend(ctx, d.letter); err != nil {
		return fmt.Errorf("jobs: sending a dead letter again: %w", err)
	}
	return nil
}
