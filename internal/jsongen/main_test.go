package main

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"
)

// TestFilesAreUpToDate fails if a struct was changed without running go generate.
func TestFilesAreUpToDate(t *testing.T) {
	t.Parallel()
	dir := filepath.Join("..", "..", "discord")
	files, err := Files(dir)
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range files {
		got, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(got, want) {
			t.Errorf("%s is out of date: run go generate in the folder discord", name)
		}
	}
}

// TestRefusals checks that an unsupported type or tag causes an error that names it.
func TestRefusals(t *testing.T) {
	t.Parallel()
	const begin = "package p\ntype reader struct{}\nfunc use(r *reader) { readS(r, nil) }\n"
	for name, test := range map[string]struct{ code, want string }{
		"an interface": {"type I interface{ M() }\ntype S struct { F I `json:\"f\"` }", "readI: I is not a struct: it needs functions by hand"},
		"a channel":    {"type S struct { F chan int `json:\"f\"` }", "readS: F: a field of type chan int needs functions by hand"},
		"an option":    {"type S struct { F int `json:\"f,string\"` }", `readS: S.F: the tag "f,string" has more than a name and omitzero`},
		"no name":      {"type S struct { F int }", `readS: S.F: the tag "" has more than a name and omitzero`},
	} {
		dir := t.TempDir()
		if err := os.WriteFile(filepath.Join(dir, "p.go"), []byte(begin+test.code), 0o600); err != nil {
			t.Fatal(err)
		}
		_, err := Files(dir)
		if err == nil || err.Error() != test.want {
			t.Errorf("%s: %v, want %s", name, err, test.want)
		}
	}
}

// TestLimitsThatDoNotFit checks that a limit in a part of a component causes an error too.
func TestLimitsThatDoNotFit(t *testing.T) {
	t.Parallel()
	const code = `package p

type reader struct{}
type Component any
type ComponentType int
type RawComponent struct{}
type Snowflake uint64

//jsongen:place row Row in a row

//jsongen:component 2 row
type A struct {
	ID    int    ` + "`json:\"id\"`" + `
	Parts []Part ` + "`json:\"parts\"`" + `
}

type Part struct {
	On bool ` + "`json:\"on\" check:\"1-2\"`" + `
}
`
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "p.go"), []byte(code), 0o600); err != nil {
		t.Fatal(err)
	}
	const want = "A: Parts: Part: On: no limit fits a field of type bool"
	if _, err := Files(dir); err == nil || err.Error() != want {
		t.Errorf("%v, want %s", err, want)
	}
}
