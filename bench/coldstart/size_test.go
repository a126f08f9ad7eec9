package main

import (
	"encoding/json"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// The answers-only bot makes no typed call of package rest. The typed calls add at most 1 % to its
// size. The test compares the bot with a build that leaves out the files of those calls.
func TestTypedCallsCostABotWithAnswersNothing(t *testing.T) {
	left := map[string]string{}
	for _, file := range typedCallFiles(t) {
		left[file] = ""
	}
	if len(left) < 10 {
		t.Fatalf("only %d files declare typed calls: this test looks for the wrong thing", len(left))
	}
	text, err := json.Marshal(map[string]any{"Replace": left})
	if err != nil {
		t.Fatal(err)
	}
	overlay := filepath.Join(t.TempDir(), "overlay.json")
	if err := os.WriteFile(overlay, text, 0o600); err != nil {
		t.Fatal(err)
	}
	if out, err := exec.Command("go", "build", "-overlay", overlay, "-o", os.DevNull, "./testdata/act").CombinedOutput(); err == nil || !strings.Contains(string(out), "SendMessage") {
		t.Fatalf("a bot with a typed call builds without the typed calls: %v %s", err, out)
	}
	with, without := sizeOf(t), sizeOf(t, "-overlay", overlay)
	t.Logf("%d bytes with the typed calls, %d without: %+.2f %%", with, without, 100*float64(with-without)/float64(without))
	if with*100 > without*101 {
		t.Errorf("the typed calls make a bot that uses none %d bytes larger than %d", with-without, without)
	}
}

// sizeOf builds the bot that only answers with the Makefile's options for Lambda, but for this
// machine.
func sizeOf(t *testing.T, more ...string) int64 {
	t.Helper()
	binary := filepath.Join(t.TempDir(), "bot")
	arguments := append([]string{"build", "-tags", "lambda.norpc", "-trimpath", "-ldflags", "-s -w", "-o", binary}, more...)
	command := exec.Command("go", append(arguments, "./answers")...)
	command.Env = append(os.Environ(), "CGO_ENABLED=0")
	if out, err := command.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	stat, err := os.Stat(binary)
	if err != nil {
		t.Fatal(err)
	}
	return stat.Size()
}

// typedCallFiles are the files of package rest that declare an exported method of API.
func typedCallFiles(t *testing.T) (files []string) {
	t.Helper()
	dir, err := filepath.Abs("../../rest")
	if err != nil {
		t.Fatal(err)
	}
	names, err := filepath.Glob(filepath.Join(dir, "*.go"))
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		for _, declaration := range file.Decls {
			method, ok := declaration.(*ast.FuncDecl)
			if !ok || method.Recv == nil || !method.Name.IsExported() {
				continue
			}
			if of, ok := method.Recv.List[0].Type.(*ast.Ident); ok && of.Name == "API" {
				files = append(files, name)
				break
			}
		}
	}
	return files
}
