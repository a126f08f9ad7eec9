package core

import "testing"

// What is rehearsed must get to its end, or the first request pays for the rest.
func TestRehearsal(t *testing.T) {
	payload, err := rehearse()
	if err != nil || len(payload.JSON) == 0 {
		t.Errorf("%s, %v", payload.JSON, err)
	}
}
