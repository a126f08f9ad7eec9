package house_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// message is a line that hotaru logs: its level and its text.
type message struct{ level, text string }

// forwards are the files that log a text from elsewhere: a row of core's table, or a line of
// package log.
var forwards = []string{"core/log.go", "lambda/loop.go", "gcf/default.go", "jobs/queue.go"}

// TestOperatingListsEveryLogMessage compares the tables of docs/operating.md with the messages in
// the code.
func TestOperatingListsEveryLogMessage(t *testing.T) {
	logged := map[message]string{}
	for _, f := range []string{"core", "adapters", "lambda", "gcf", "rest", "store", "jobs"} {
		messagesOf(t, f, logged)
	}
	listed := listedMessages(t)
	for _, m := range slices.SortedFunc(maps.Keys(logged), compareMessages) {
		if !listed[m] {
			t.Errorf("docs/operating.md has no row | %s | `%s` |, which %s logs", m.level, m.text, logged[m])
		}
	}
	for _, m := range slices.SortedFunc(maps.Keys(listed), compareMessages) {
		if logged[m] == "" {
			t.Errorf("docs/operating.md has the row | %s | `%s` |, which nothing logs", m.level, m.text)
		}
	}
	if len(logged) < 20 {
		t.Errorf("only %d messages were found in the code", len(logged))
	}
}

func compareMessages(a, b message) int { return strings.Compare(a.text+a.level, b.text+b.level) }

// listedMessages reads the rows of the page: a level, a message as code, what it means, and what to
// do.
func listedMessages(t *testing.T) map[message]bool {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(root(t), "docs", "operating.md"))
	if err != nil {
		t.Fatal(err)
	}
	listed := map[message]bool{}
	for line := range strings.Lines(string(text)) {
		cells := strings.Split(strings.TrimSpace(line), " | ")
		level := strings.TrimPrefix(cells[0], "| ")
		if !slices.Contains([]string{"DEBUG", "INFO", "WARN", "ERROR"}, level) {
			continue
		}
		if len(cells) != 4 || strings.TrimSpace(strings.Trim(cells[3], "|")) == "" {
			t.Errorf("not a level, a message, a meaning and a cure: %s", line)
			continue
		}
		m := message{level, strings.Trim(cells[1], "`")}
		if listed[m] {
			t.Errorf("docs/operating.md lists %s `%s` twice", m.level, m.text)
		}
		listed[m] = true
	}
	return listed
}

// messagesOf finds the messages that the packages of a folder log, and the file of each.
func messagesOf(t *testing.T, folder string, found map[message]string) {
	t.Helper()
	err := filepath.WalkDir(filepath.Join(root(t), folder), func(path string, entry fs.DirEntry, err error) error {
		switch {
		case os.IsNotExist(err):
			return fs.SkipDir
		case err != nil:
			return err
		case entry.IsDir() && strings.HasSuffix(path, "test"):
			return fs.SkipDir
		case !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go"):
			return nil
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		short, _ := filepath.Rel(root(t), path)
		short = filepath.ToSlash(short)
		ast.Inspect(file, func(n ast.Node) bool {
			m, is := messageOf(n)
			switch {
			case !is:
			case m.level != "" && m.text != "":
				found[m] = short
			case !slices.Contains(forwards, short):
				t.Errorf("%s logs a message or a level that is not a constant in place", short)
			}
			return true
		})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// messageOf reports whether a node logs a line, or is a row of core's table. A part that is not a
// constant is empty.
func messageOf(n ast.Node) (m message, is bool) {
	switch n := n.(type) {
	case *ast.CompositeLit:
		if name, ok := n.Type.(*ast.Ident); ok && name.Name == "line" && len(n.Elts) == 2 {
			return message{levelOf(n.Elts[0]), textOf(n.Elts[1])}, true
		}
	case *ast.CallExpr:
		method, ok := n.Fun.(*ast.SelectorExpr)
		if !ok {
			return m, false
		}
		name, withContext := strings.CutSuffix(method.Sel.Name, "Context")
		switch at := map[bool]int{false: 0, true: 1}[withContext]; {
		case (name == "Log" || name == "LogAttrs") && len(n.Args) >= 3:
			return message{levelOf(n.Args[1]), textOf(n.Args[2])}, true
		case name == "log" && len(n.Args) >= 3 && levelOf(n.Args[1]) != "":
			return message{levelOf(n.Args[1]), textOf(n.Args[2])}, true
		case slices.Contains([]string{"Debug", "Info", "Warn", "Error"}, name) && len(n.Args) > at && isLogger(method.X):
			return message{strings.ToUpper(name), textOf(n.Args[at])}, true
		}
	}
	return m, false
}

// isLogger reports whether a value with a method Error is slog or a logger.
func isLogger(x ast.Expr) bool {
	switch x := x.(type) {
	case *ast.Ident:
		return x.Name == "slog" || strings.Contains(strings.ToLower(x.Name), "logger")
	case *ast.SelectorExpr:
		return strings.Contains(strings.ToLower(x.Sel.Name), "logger")
	case *ast.CallExpr:
		selector, ok := x.Fun.(*ast.SelectorExpr)
		return ok && (selector.Sel.Name == "Default" || isLogger(selector))
	}
	return false
}

// levelOf is "WARN" for slog.LevelWarn.
func levelOf(x ast.Expr) string {
	if selector, ok := x.(*ast.SelectorExpr); ok {
		if name, ok := strings.CutPrefix(selector.Sel.Name, "Level"); ok {
			return strings.ToUpper(name)
		}
	}
	return ""
}

func textOf(x ast.Expr) string {
	literal, ok := x.(*ast.BasicLit)
	if !ok || literal.Kind != token.STRING {
		return ""
	}
	text, _ := strconv.Unquote(literal.Value)
	return text
}
