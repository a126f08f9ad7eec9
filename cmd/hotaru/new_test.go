package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestNew(t *testing.T) {
	root, err := filepath.Abs(filepath.Join("..", ".."))
	if err != nil {
		t.Fatal(err)
	}
	t.Chdir(t.TempDir())
	got := call(t, nil, "", "new", "-replace", root, "-platforms", "lambda", "example.com/mybot")
	if got.status != 0 || !strings.Contains(got.out, "cd mybot") || got.notes != "" {
		t.Fatalf("%+v", got)
	}
	text, err := os.ReadFile(filepath.Join("mybot", "go.mod"))
	if err != nil || !strings.Contains(string(text), "module example.com/mybot\n") {
		t.Errorf("%s %v", text, err)
	}
	if _, err := os.Stat(filepath.Join("mybot", "function.go")); err == nil {
		t.Error("it has made the files of a platform that was left out")
	}
	tests := []struct {
		name   string
		args   []string
		status int
		says   string
	}{
		{"once more", []string{"-replace", root, "example.com/mybot"}, 1, "the folder is not empty, and nothing is overwritten"},
		{"no path", []string{"-replace", root}, 2, "want the path of a module"},
		{"a bad path", []string{"-replace", root, "mybot"}, 2, "must begin with a domain"},
		{"an unknown platform", []string{"-replace", root, "-platforms", "azure", "example.com/other"}, 2, `"azure" is neither`},
		{"no version", []string{"example.com/other"}, 2, "name a clone of hotaru with -replace"},
		{"no clone", []string{"-replace", "none", "example.com/other"}, 2, "no such file"},
		{"another module", []string{"-replace", "mybot", "example.com/other"}, 1, "is not the module github.com/hotaru-go/hotaru"},
	}
	for _, test := range tests {
		if got := call(t, nil, "", append([]string{"new"}, test.args...)...); got.status != test.status || !strings.Contains(got.notes, test.says) {
			t.Errorf("%s: %+v, want status %d and %q", test.name, got, test.status, test.says)
		}
	}
	elsewhere := filepath.Join("..", filepath.Base(t.TempDir()), "folder")
	got = call(t, nil, "", "new", "-replace", root, "-dir", elsewhere, "example.com/mybot")
	if _, err := os.Stat(filepath.Join(elsewhere, "bot", "bot.go")); err != nil || !strings.Contains(got.out, "cd "+elsewhere+"\n") {
		t.Errorf("with -dir: %v %+v", err, got)
	}
	if _, err := os.Stat("other"); err == nil {
		t.Error("a refused call has made a folder")
	}
}
