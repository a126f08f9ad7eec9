package dev

import (
	"slices"
	"testing"

	"github.com/hotaru-go/hotaru/jobs"
)

// The key of jobs is the same at every start and differs between bots. If the terminal has set a
// key, that key is used.
func TestJobsKey(t *testing.T) {
	begin := []string{"A=b"}
	first, again, other := withJobsKey(begin, "dev:x"), withJobsKey(begin, "dev:x"), withJobsKey(begin, "dev:y")
	if len(first) != 2 || !slices.Equal(first, again) || slices.Equal(first, other) {
		t.Errorf("%q, %q, %q", first, again, other)
	}
	if len(first[1]) != len(jobs.KeysVariable)+1+len(jobs.NewKey()) {
		t.Errorf("%q has no key", first[1])
	}
	own := []string{jobs.KeysVariable + "=" + jobs.NewKey()}
	if got := withJobsKey(own, "dev:x"); !slices.Equal(got, own) {
		t.Errorf("%q", got)
	}
}
