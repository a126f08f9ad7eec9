package house_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"strings"
	"testing"
)

// layers order the files of package discord, from the basic ones to those that use them. A name
// means the file with that name, and all files whose names begin with it and "_".
var layers = [][]string{
	{"doc", "codec", "snowflake", "time", "locale", "permissions", "context", "markdown", "media_type", "message_flags", "message_type"},
	{"user", "member", "role", "emoji", "channel", "thread", "sticker", "application", "install", "attachment", "guild", "entitlement", "sku", "subscription", "mentionable"},
	{"component", "button", "select", "layout", "content", "input", "embed", "poll", "file", "picture"},
	{"message", "resolved", "webhook", "ban"},
	{"option", "command", "choice", "interaction", "component_data", "modal_data", "event", "answer"},
	{"check"},
	{"encode", "decode", "payload"},
}

// layerOf returns the layer of a file by the longest name that fits, or -1.
func layerOf(file string) int {
	name, layer, length := strings.TrimSuffix(file, ".go"), -1, 0
	for n, names := range layers {
		for _, one := range names {
			if (name == one || strings.HasPrefix(name, one+"_")) && len(one) > length {
				layer, length = n, len(one)
			}
		}
	}
	return layer
}

// TestLayersOfDiscord counts the arrows between the files of package discord. An arrow leads from a
// file to another whose package-level names it uses. It runs up if it leads to a higher layer. At
// most 15 in 100 arrows may run up, because such arrows make a reader go back and forth. Generated
// files do not count.
func TestLayersOfDiscord(t *testing.T) {
	names, err := filepath.Glob("../../discord/*.go")
	if err != nil {
		t.Fatal(err)
	}
	set, files, declared := token.NewFileSet(), map[string]*ast.File{}, map[string]string{}
	for _, path := range names {
		name := filepath.Base(path)
		if strings.HasSuffix(name, "_test.go") || strings.HasSuffix(name, "_gen.go") {
			continue
		}
		if layerOf(name) < 0 {
			t.Errorf("%s has no layer", name)
		}
		file, err := parser.ParseFile(set, path, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		files[name] = file
		for declaredName := range file.Scope.Objects { //nolint:staticcheck // names are all that is needed
			declared[declaredName] = name
		}
	}
	arrows, up := map[[2]string]bool{}, 0
	for from, file := range files {
		for _, id := range file.Unresolved { //nolint:staticcheck // as above
			to, ok := declared[id.Name]
			if !ok || to == from || arrows[[2]string{from, to}] {
				continue
			}
			arrows[[2]string{from, to}] = true
			if layerOf(to) > layerOf(from) {
				up++
				t.Logf("%s uses %s of %s", from, id.Name, to)
			}
		}
	}
	t.Logf("%d of %d arrows run up", up, len(arrows))
	if len(arrows) < 200 || up*100 > len(arrows)*15 {
		t.Errorf("%d of %d arrows run up, at most 15 in 100", up, len(arrows))
	}
}
