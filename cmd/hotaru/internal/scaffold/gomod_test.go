package scaffold

import (
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
)

// root is the folder of this repository.
func root(t *testing.T) string {
	t.Helper()
	dir, err := filepath.Abs(filepath.Join("..", "..", "..", ".."))
	if err != nil {
		t.Fatal(err)
	}
	return dir
}

func TestModFile(t *testing.T) {
	f := modFile{
		path: "example.com/mybot", language: "1.26.0", tool: hotaru + "/cmd/hotaru", replaced: "/home/a person/hotaru",
		required: map[string]requirement{
			hotaru: {replacedVersion, false}, "example.com/a": {"v1.0.0", false}, "example.com/b": {"v1.2.0", true},
		},
	}
	text := f.String()
	if got := readModFile(text); !reflect.DeepEqual(got, f) {
		t.Errorf("%s\nis read as %+v", text, got)
	}
	for _, want := range []string{
		`replace github.com/hotaru-go/hotaru => "/home/a person/hotaru"`, "require example.com/b v1.2.0 // indirect\n",
		"require (\n\texample.com/a v1.0.0\n\tgithub.com/hotaru-go/hotaru v0.0.0-00010101000000-000000000000\n)\n",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("no %q in\n%s", want, text)
		}
	}
}

// The new bot requires the modules that its packages, its test and its tool need, in the versions
// that hotaru was tested with.
func TestTrim(t *testing.T) {
	own, err := os.ReadFile(filepath.Join(root(t), "go.mod"))
	if err != nil {
		t.Fatal(err)
	}
	versions := readModFile(string(own)).required
	const framework, aws = "github.com/GoogleCloudPlatform/functions-framework-go", "github.com/aws/aws-lambda-go"
	const signer, file, crypto = "github.com/aws/aws-sdk-go-v2", "go.etcd.io/bbolt", "golang.org/x/crypto"
	tests := []struct {
		bot  Bot
		must map[string]bool // with or without "// indirect"
		not  []string
	}{
		{Bot{Module: "example.com/mybot", Lambda: true, Google: true}, map[string]bool{hotaru: false, framework: false, aws: true}, nil},
		{Bot{Module: "example.com/mybot", Lambda: true}, map[string]bool{hotaru: false, aws: true}, []string{framework}},
		{Bot{Module: "example.com/mybot"}, map[string]bool{hotaru: false}, []string{framework, aws, signer, file}},
		{Bot{Module: "example.com/mybot", Lambda: true, State: true}, map[string]bool{hotaru: false, aws: true, signer: true, file: true}, []string{framework}},
		{Bot{Module: "example.com/mybot", Google: true, Jobs: true}, map[string]bool{hotaru: false, framework: false, file: true, crypto: true}, []string{aws, signer}},
	}
	for _, test := range tests {
		t.Run("", func(t *testing.T) {
			t.Parallel()
			folder := t.TempDir()
			made, err := test.bot.Files()
			if err != nil {
				t.Fatal(err)
			}
			modules, err := Modules(t.Context(), test.bot, Source{Dir: root(t)})
			if err != nil {
				t.Fatal(err)
			}
			for _, files := range []map[string][]byte{made, modules} {
				for name, text := range files {
					if err := create(filepath.Join(folder, name), text); err != nil {
						t.Fatal(err)
					}
				}
			}
			if err := Trim(t.Context(), folder); err != nil {
				t.Fatal(err)
			}
			text, err := os.ReadFile(filepath.Join(folder, "go.mod"))
			if err != nil {
				t.Fatal(err)
			}
			got := readModFile(string(text))
			for path, indirect := range test.must {
				if r, ok := got.required[path]; !ok || r.indirect != indirect {
					t.Errorf("%s: %+v, %t\n%s", path, r, ok, text)
				}
			}
			for _, path := range test.not {
				if _, ok := got.required[path]; ok {
					t.Errorf("it requires %s\n%s", path, text)
				}
			}
			for path, r := range got.required {
				if path != hotaru && r.version != versions[path].version {
					t.Errorf("%s %s, and hotaru has %s", path, r.version, versions[path].version)
				}
			}
		})
	}
}

func TestModulesWantHotaru(t *testing.T) {
	other := t.TempDir()
	if err := os.WriteFile(filepath.Join(other, "go.mod"), []byte("module example.com/other\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	bot := Bot{Module: "example.com/mybot"}
	if _, err := Modules(t.Context(), bot, Source{Dir: other}); err == nil || !strings.Contains(err.Error(), "is not the module") {
		t.Errorf("another module: %v", err)
	}
	if _, err := Modules(t.Context(), bot, Source{Dir: filepath.Join(other, "none")}); err == nil {
		t.Error("no error where there is no module")
	}
}
