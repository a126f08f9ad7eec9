package vectors

import (
	"bytes"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
)

// entry is a vector as it is written in the table.
type entry struct {
	Name      string            `json:"name"`
	About     string            `json:"about"`
	Method    string            `json:"method"`  // POST
	Path      string            `json:"path"`    // /interactions
	Headers   [][2]string       `json:"headers"` // the three that Discord sends
	Timestamp string            `json:"timestamp"`
	Sign      signing           `json:"sign"`
	Body      content           `json:"body"`
	Server    Kind              `json:"server"`
	NotOn     map[string]string `json:"not_on"`
	Want      writtenWant       `json:"want"`
	Log       WantLog           `json:"log"`
}

// content is a body. At most one field is set. If none is set, the body is empty.
type content struct {
	// JSON is sent without the white space between its tokens, as Discord sends it, and otherwise
	// unchanged.
	JSON json.RawMessage `json:"json"`
	Text string          `json:"text"`
	Hex  string          `json:"hex"`
	// Payload is the name of a file in payloads.
	Payload string `json:"payload"`
	// Pieces describe a body that is too large for the table.
	Pieces []piece `json:"pieces"`
}

// piece is a text that occurs once, or Times times, or as often as needed for a body of To bytes.
type piece struct {
	Text  string `json:"text"`
	Times int    `json:"times"`
	To    int    `json:"to"`
}

// loaded holds the tables that were read, by folder. A package's tests load the same table many
// times, and signing it takes long.
var loaded = struct {
	sync.Mutex
	tables map[string][]Vector
}{tables: map[string][]Vector{}}

// Load reads the table once per process, so do not change its headers and bodies. It fails the test
// if the table is malformed, for example if a key is misspelt or a name is repeated.
func Load(t testing.TB) []Vector {
	t.Helper()
	dir := find(t)
	loaded.Lock()
	defer loaded.Unlock()
	if loaded.tables[dir] == nil {
		loaded.tables[dir] = load(t, dir)
	}
	return slices.Clone(loaded.tables[dir])
}

func load(t testing.TB, dir string) []Vector {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(dir, "*.json"))
	if err != nil || len(files) == 0 {
		t.Fatalf("vectors: no table in %s: %v", dir, err)
	}
	var table []Vector
	seen := map[string]bool{}
	for _, file := range files {
		for _, e := range read(t, file) {
			v, err := e.vector(dir)
			if err != nil {
				t.Fatalf("vectors: %s: %q: %v", filepath.Base(file), e.Name, err)
			}
			if seen[v.Name] {
				t.Fatalf("vectors: %s: %q comes twice", filepath.Base(file), v.Name)
			}
			seen[v.Name] = true
			table = append(table, v)
		}
	}
	return table
}

// find looks for the table in the test's folder and the folders above it.
func find(t testing.TB) string {
	t.Helper()
	here, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for dir := here; ; dir = filepath.Dir(dir) {
		table := filepath.Join(dir, "testdata", "vectors")
		if _, err := os.Stat(table); err == nil {
			return table
		}
		if dir == filepath.Dir(dir) {
			t.Fatalf("vectors: no testdata/vectors in or above %s", here)
		}
	}
}

func read(t testing.TB, file string) []entry {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	dec := json.NewDecoder(bytes.NewReader(text))
	dec.DisallowUnknownFields()
	var entries []entry
	if err := dec.Decode(&entries); err != nil {
		t.Fatalf("vectors: %s: %v", filepath.Base(file), err)
	}
	return entries
}

func (e *entry) vector(dir string) (Vector, error) {
	v := Vector{
		Name: e.Name, About: e.About, Server: e.Server, notOn: e.NotOn, WantLog: e.Log,
		Method: or(e.Method, "POST"), Path: or(e.Path, "/interactions"),
	}
	if v.Server == "" {
		v.Server = Bot
	}
	if !slices.Contains(kinds, v.Server) {
		return v, fmt.Errorf("no server %q", v.Server)
	}
	for transport := range e.NotOn {
		if !slices.Contains([]string{OnInteraction, Serve, HTTP, Local, Lambda, GCF}, transport) {
			return v, fmt.Errorf("no transport %q", transport)
		}
	}
	var err error
	if v.Body, err = e.Body.bytes(dir); err != nil {
		return v, err
	}
	if v.Want, err = e.Want.parse(); err != nil {
		return v, err
	}
	v.Headers = e.headers(v.Body)
	return v, nil
}

func or(value, fallback string) string {
	if value == "" {
		return fallback
	}
	return value
}

func (c *content) bytes(dir string) ([]byte, error) {
	switch {
	case c.JSON != nil:
		return compact(c.JSON)
	case c.Payload != "":
		text, err := os.ReadFile(filepath.Join(dir, "payloads", c.Payload+".json"))
		if err != nil {
			return nil, err
		}
		return compact(text)
	case c.Hex != "":
		return hex.DecodeString(c.Hex)
	case c.Pieces != nil:
		return join(c.Pieces)
	}
	return []byte(c.Text), nil
}

func compact(text []byte) ([]byte, error) {
	var b bytes.Buffer
	err := json.Compact(&b, text)
	return b.Bytes(), err
}

func join(pieces []piece) ([]byte, error) {
	var b strings.Builder
	for _, p := range pieces {
		times := max(p.Times, 1)
		if p.To > 0 {
			if (p.To-b.Len())%len(p.Text) != 0 {
				return nil, fmt.Errorf("%q does not fill up to %d bytes", p.Text, p.To)
			}
			times = (p.To - b.Len()) / len(p.Text)
		}
		b.WriteString(strings.Repeat(p.Text, times))
	}
	return []byte(b.String()), nil
}
