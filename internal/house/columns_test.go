package house_test

import (
	"strings"
	"testing"
	"unicode/utf8"
)

// maxColumns is the most columns that a comment may have, with a tab as four columns.
const maxColumns = 104

// checkColumns reports comments that are too wide. Lists, code, URLs, the output of examples and
// comments after code are exempt.
func checkColumns(t *testing.T, name, text string) {
	inOutput := false
	for n, line := range strings.Split(text, "\n") {
		comment := strings.TrimLeft(line, "\t")
		words, isComment := strings.CutPrefix(comment, "// ")
		inOutput = isComment && (inOutput || strings.HasPrefix(words, "Output:") || strings.HasPrefix(words, "Unordered output:"))
		if !isComment || inOutput || strings.HasPrefix(words, " ") || strings.Contains(words, "://") {
			continue
		}
		columns := utf8.RuneCountInString(comment) + 4*(len(line)-len(comment))
		if columns > maxColumns {
			t.Errorf("%s:%d: the comment has %d columns, at most %d", name, n+1, columns, maxColumns)
		}
	}
}
