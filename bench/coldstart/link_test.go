package main

import (
	"os/exec"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/hotaru-go/hotaru/rest"
)

// A bot that only answers links none of the typed calls of package rest. A bot that makes one call
// links only that call and its dependencies. If an interface or reflection could reach the type,
// the linker would keep all its methods.
func TestTypedCallsAreLinkedWhenUsed(t *testing.T) {
	for program, want := range map[string][]string{"answers": nil, "testdata/act": {"CreateMessage", "SendMessage"}} {
		t.Run(program, func(t *testing.T) {
			t.Parallel()
			binary := filepath.Join(t.TempDir(), "bot")
			if out, err := exec.Command("go", "build", "-o", binary, "./"+program).CombinedOutput(); err != nil {
				t.Fatalf("%v: %s", err, out)
			}
			symbols, err := exec.Command("go", "tool", "nm", binary).Output()
			if err != nil {
				t.Fatal(err)
			}
			if !strings.Contains(string(symbols), "hotaru/rest.(*Client).Do\n") {
				t.Error("the symbols are not the ones that this test knows: there is no (*Client).Do")
			}
			if linked := typedCalls(string(symbols)); !slices.Equal(linked, want) {
				t.Errorf("linked: %v, want %v", linked, want)
			}
		})
	}
}

// typedCalls returns the methods of rest.API among a binary's symbols.
func typedCalls(symbols string) (linked []string) {
	api, own := reflect.TypeFor[rest.API](), reflect.TypeFor[*rest.Client]()
	for n := range api.NumMethod() {
		name := api.Method(n).Name
		if _, promoted := own.MethodByName(name); promoted {
			continue
		}
		if strings.Contains(symbols, "hotaru/rest.API."+name+"\n") || strings.Contains(symbols, "hotaru/rest.(*API)."+name+"\n") {
			linked = append(linked, name)
		}
	}
	return linked
}
