package discord

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// CheckError lists everything in an answer, a message or a command that Discord would reject.
type CheckError struct {
	// Violations is never empty.
	Violations []Violation
}

// Violation is one broken limit or rule.
type Violation struct {
	// Path is the path of the field in the JSON: "data.embeds[0].title". It is empty if the problem
	// is with the whole object.
	Path string
	// Problem states the limit and the actual size, never the text: "301 characters, at most 256".
	Problem string
}

// Error lists every violation.
func (e *CheckError) Error() string {
	lines := make([]string, len(e.Violations))
	for i, v := range e.Violations {
		lines[i] = v.Problem
		if v.Path != "" {
			lines[i] = v.Path + ": " + v.Problem
		}
	}
	return "discord: Discord would refuse this: " + strings.Join(lines, "; ")
}

// checker collects the violations of an answer or of commands. Checks run on every answer, so they
// allocate only when something is wrong. The path is a stack of fixed size; it becomes text only in
// a violation.
//
// Lengths are in Unicode code points: Discord's API description gives maxLength, and JSON Schema
// defines maxLength in code points. An emoji of one code point counts as one.
//
// See https://github.com/discord/discord-api-spec.
type checker struct {
	steps [10]step
	depth int
	// file is the largest allowed size of a file in bytes, or zero if it is not known.
	file int64
	// uploads are the files that are uploaded with the message. closed is true if it will have no
	// other files.
	uploads []File
	closed  bool
	// utf8 is true if text that is not UTF-8 is refused. It is set for commands. It is not set for
	// answers: an answer cannot wait for a correction, so the writer replaces the invalid bytes.
	utf8       bool
	violations []Violation
}

// step is one step of a path: a name, and an index into it or -1.
type step struct {
	name  string
	index int
}

func (c *checker) in(name string) { c.inAt(name, -1) }

func (c *checker) inAt(name string, index int) {
	c.steps[c.depth] = step{name, index}
	c.depth++
}

func (c *checker) out() { c.depth-- }

// refuse adds a violation of a field at the current path. An empty name means the path itself.
func (c *checker) refuse(name, problem string, args ...any) {
	var path strings.Builder
	for _, s := range c.steps[:c.depth] {
		writeStep(&path, s)
	}
	if name != "" {
		writeStep(&path, step{name, -1})
	}
	c.violations = append(c.violations, Violation{path.String(), fmt.Sprintf(problem, args...)})
}

func writeStep(path *strings.Builder, s step) {
	if path.Len() > 0 {
		path.WriteByte('.')
	}
	path.WriteString(s.name)
	if s.index >= 0 {
		path.WriteString("[" + strconv.Itoa(s.index) + "]")
	}
}

func (c *checker) err() error {
	if len(c.violations) == 0 {
		return nil
	}
	return &CheckError{c.violations}
}

// text checks a length in characters. least is 0 or 1.
func (c *checker) text(name, text string, least, most int) {
	if c.utf8 && !utf8.ValidString(text) {
		c.refuse(name, "is not UTF-8")
	}
	// A text has at least as many bytes as characters, so most texts need no counting.
	if n := len(text); n >= least && n <= most {
		return
	}
	switch n := utf8.RuneCountInString(text); {
	case n < least:
		c.refuse(name, "empty, 1 to %d characters are needed", most)
	case n > most:
		c.refuse(name, "%d characters, at most %d", n, most)
	}
}

// localized checks the localizations of a field. They cannot be empty.
func (c *checker) localized(name string, texts map[Locale]string, most int) {
	before := len(c.violations)
	c.in(name)
	for locale, text := range texts {
		c.absent("", !slices.Contains(localesOfCommands, locale), "a key is not one of Discord's locales")
		c.text(string(locale), text, 1, most)
	}
	c.out()
	c.sort(before)
}

// sort sorts the violations from an index on. They come from a map, and an error's text must always
// be the same.
func (c *checker) sort(from int) {
	slices.SortStableFunc(c.violations[from:], func(a, b Violation) int { return strings.Compare(a.Path, b.Path) })
}

// number checks a range.
func (c *checker) number(name string, n, least, most int) {
	if n < least || n > most {
		c.refuse(name, "%d, %d to %d are allowed", n, least, most)
	}
}

// time checks that RFC 3339 can write a time, and that it can be read back.
func (c *checker) time(name string, t Time) {
	if t.IsZero() {
		return
	}
	if year := t.UTC().Year(); year < firstYear || year > lastYear {
		c.refuse(name, "in the year %d, years %d to %d are allowed", year, firstYear, lastYear)
	}
}

// count checks how many elements a list has.
func (c *checker) count(name string, n, least, most int) {
	switch {
	case n > most:
		c.refuse(name, "%d elements, at most %d", n, most)
	case n < least:
		c.refuse(name, "%d elements, at least %d", n, least)
	}
}

// absent refuses a field that is set but may not be.
func (c *checker) absent(name string, set bool, why string) {
	if set {
		c.refuse(name, "%s", why)
	}
}
