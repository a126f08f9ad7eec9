package discord

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"maps"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// The examples of the tests of checks are kept in a file, as JSON. Package discordtest plays each
// of them at its own rules, which must refuse the same fields.
//
//	go test ./discord -update-examples
const examplesFile = "testdata/examples.jsonl"

var updateExamples = flag.Bool("update-examples", false, "write "+examplesFile)

// example is a body and the fields at which it is refused.
type example struct {
	Name string `json:"name"`
	// Kind is message, update, modal, choices, command or commands.
	Kind string          `json:"kind"`
	Body json.RawMessage `json:"body"`
	// Files are sent with the body.
	Files []exampleFile `json:"files,omitempty"`
	// Message is the message that an update changes. Focused is the type of the option that choices
	// are for.
	Message json.RawMessage `json:"message,omitempty"`
	Focused OptionType      `json:"focused,omitempty"`
	// Fields are the paths that are refused, in order and each once. Nil means that the body is
	// accepted.
	Fields []string `json:"fields"`
}

type exampleFile struct {
	Name string `json:"name"`
	Type string `json:"type,omitempty"`
}

// seen are the examples of this run by their names.
var seen = map[string]string{}

// note records an example and the result of its check. It compares both with the file.
func note(t *testing.T, name string, to Interaction, value any, err error) {
	t.Helper()
	x := example{Name: strings.TrimSuffix(t.Name()+"/"+name, "/")}
	var files []File
	switch v := value.(type) {
	case *Message:
		note(t, name, to, *v, err)
		return
	case Message:
		x.Kind, files = "message", v.Files
	case Update:
		x.Kind, files = "update", v.Files
		if to != nil && to.Common().Message != nil {
			x.Message, _ = json.Marshal(to.Common().Message)
		}
	case Modal:
		x.Kind = "modal"
	case Choices:
		x.Kind = "choices"
		x.Focused = focusedType(to)
		value = map[string]any{"choices": append([]Choice{}, v...)}
	case Command:
		x.Kind = "command"
	case []Command:
		x.Kind = "commands"
	default:
		return // a deferral, which has no body of its own
	}
	body, bad := json.Marshal(value)
	if bad != nil {
		return // what has no JSON cannot come to Discord
	}
	// Go 1.26 escapes the replacement of invalid UTF-8, and Go 1.27 does not.
	x.Body = bytes.ReplaceAll(body, []byte(`\ufffd`), []byte("\uFFFD"))
	for _, f := range files {
		x.Files = append(x.Files, exampleFile{f.Name, f.ContentType})
	}
	for _, path := range problems(t, err) {
		if path = strings.TrimPrefix(strings.TrimPrefix(path, "data"), "."); !strings.HasPrefix(path, "files[") {
			x.Fields = append(x.Fields, path)
		}
	}
	if err != nil && x.Fields == nil {
		return // only the content of a file was wrong
	}
	slices.Sort(x.Fields)
	x.Fields = slices.Compact(x.Fields)
	line, bad := json.Marshal(x)
	if bad != nil {
		t.Fatal(bad)
	}
	text := shortened(string(line))
	if before, twice := seen[x.Name]; twice && before != text {
		t.Errorf("two examples are named %q", x.Name)
	}
	seen[x.Name] = text
	if !*updateExamples && !strings.Contains("\n"+examples(), "\n"+text+"\n") {
		t.Errorf("%s has another example, or none, for %q: run go test ./discord -update-examples", examplesFile, x.Name)
	}
}

// shortened writes a character that is repeated as "⟦x×100⟧".
func shortened(text string) string {
	var b strings.Builder
	runes := []rune(text)
	for i := 0; i < len(runes); {
		n := i
		for n < len(runes) && runes[n] == runes[i] {
			n++
		}
		if n-i >= 20 {
			fmt.Fprintf(&b, "⟦%c×%d⟧", runes[i], n-i)
		} else {
			b.WriteString(string(runes[i:n]))
		}
		i = n
	}
	return b.String()
}

var examples = func() func() string {
	var text []byte
	return func() string {
		if text == nil {
			text, _ = os.ReadFile(examplesFile)
		}
		return string(text)
	}
}()

func TestMain(m *testing.M) {
	flag.Parse()
	code := m.Run()
	if *updateExamples && code == 0 {
		var b bytes.Buffer
		for _, name := range slices.Sorted(maps.Keys(seen)) {
			b.WriteString(seen[name] + "\n")
		}
		if err := os.WriteFile(examplesFile, b.Bytes(), 0o644); err != nil {
			fmt.Println(err)
			code = 1
		}
	}
	// Only a run of all tests knows which examples are gone.
	if all := flag.Lookup("test.run").Value.String() + flag.Lookup("test.skip").Value.String(); code == 0 && all == "" &&
		flag.Lookup("test.list").Value.String() == "" && flag.Lookup("test.fuzz").Value.String() == "" {
		if lines := strings.Count(examples(), "\n"); lines != len(seen) && !*updateExamples {
			fmt.Printf("%s has %d examples, the tests have %d: run go test ./discord -update-examples\n", examplesFile, lines, len(seen))
			code = 1
		}
	}
	os.Exit(code)
}

var repeated = regexp.MustCompile(`⟦(.)×(\d+)⟧`)

// The short form of an example is the example.
func TestShortened(t *testing.T) {
	const long = `{"a":"`
	text := long + strings.Repeat("ž", 5000) + `"` + strings.Repeat("0", 19) + strings.Repeat("é", 20)
	back := repeated.ReplaceAllStringFunc(shortened(text), func(short string) string {
		found := repeated.FindStringSubmatch(short)
		n, _ := strconv.Atoi(found[2])
		return strings.Repeat(found[1], n)
	})
	if back != text || len(shortened(text)) > 60 {
		t.Error(shortened(text))
	}
}
