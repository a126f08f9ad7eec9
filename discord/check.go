package discord

import (
	"fmt"
	"strings"
)

// CheckError lists everything in an answer that Discord would refuse.
type CheckError struct {
	Violations []Violation
}

// Violation is one broken limit.
type Violation struct {
	// Path leads to the field in the JSON: "data.embeds[0].title".
	Path string
	// Problem says what the limit is and what the value was, without the person's text: "301 characters, at most 256".
	Problem string
}

// Error lists every violation.
func (e *CheckError) Error() string {
	lines := make([]string, len(e.Violations))
	for i, v := range e.Violations {
		lines[i] = fmt.Sprintf("%s: %s", v.Path, v.Problem)
	}
	return "discord: Discord would refuse this: " + strings.Join(lines, "; ")
}
