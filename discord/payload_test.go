package discord

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"mime"
	"mime/multipart"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/iotest"
	"time"
)

// closing counts how often it is closed.
type closing struct {
	io.Reader
	closed int
}

func (c *closing) Close() error {
	c.closed++
	return nil
}

// received is a part as the standard library reads it.
type receivedPart struct{ name, filename, mediaType, content string }

func readParts(t *testing.T, p Payload, body []byte) (parts []receivedPart) {
	t.Helper()
	kind, params, err := mime.ParseMediaType(p.ContentType())
	if err != nil || kind != "multipart/form-data" {
		t.Fatalf("%s: %v", p.ContentType(), err)
	}
	reader := multipart.NewReader(bytes.NewReader(body), params["boundary"])
	for {
		part, err := reader.NextRawPart()
		if err == io.EOF {
			return parts
		}
		if err != nil {
			t.Fatalf("the stream is not terminated properly: %v", err)
		}
		content, err := io.ReadAll(part)
		if err != nil {
			t.Fatal(err)
		}
		_, disposition, err := mime.ParseMediaType(part.Header.Get("Content-Disposition"))
		if err != nil {
			t.Fatal(err)
		}
		parts = append(parts, receivedPart{part.FormName(), disposition["filename"], part.Header.Get("Content-Type"), string(content)})
	}
}

func TestMultipart(t *testing.T) {
	onDisk := filepath.Join(t.TempDir(), "x")
	if err := os.WriteFile(onDisk, []byte("from the disk, not this: on"), 0o600); err != nil {
		t.Fatal(err)
	}
	open, err := os.Open(onDisk)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := open.Seek(9, io.SeekStart); err != nil {
		t.Fatal(err)
	}
	files := []File{
		{Name: "plain.PNG", Content: strings.NewReader("png")},
		{Name: `quo"te \ back.txt`, Content: bytes.NewBufferString("a\r\n--b--\r\n")},
		{Name: "čeština 🔥.csv", Content: bytes.NewReader(nil)},
		{Name: "new\r\nline\tand\x7f: \"x\".json", Content: strings.NewReader("{}")},
		{Name: "magic", Content: strings.NewReader("\x89PNG\r\n\x1a\nrest")},
		{Name: "buffered", Content: bytes.NewBufferString("%PDF-1.7")},
		{Name: "odd.unknown", Content: strings.NewReader("?")},
		{Name: "given.png", ContentType: "application/x-given", Content: strings.NewReader("?")},
		{Name: "broken.png", ContentType: "text/x\r\nX-Evil: 1", Content: strings.NewReader("?")},
		{Name: "disk", Content: open},
	}
	p, err := EncodeMessage(Message{Content: "hi", Files: files})
	if err != nil {
		t.Fatal(err)
	}
	size, known := p.Size()
	var out bytes.Buffer
	n, err := p.WriteTo(&out)
	if err != nil || n != int64(out.Len()) || !known || size != n {
		t.Fatalf("%d bytes written, %d said to be, size %d (%v): %v", out.Len(), n, size, known, err)
	}
	want := []receivedPart{
		{"payload_json", "", "application/json", string(p.JSON)},
		{"files[0]", files[0].Name, "image/png", "png"},
		{"files[1]", files[1].Name, "text/plain; charset=utf-8", "a\r\n--b--\r\n"},
		{"files[2]", files[2].Name, "text/csv; charset=utf-8", ""},
		{"files[3]", files[3].Name, "application/json", "{}"},
		{"files[4]", files[4].Name, "image/png", "\x89PNG\r\n\x1a\nrest"},
		{"files[5]", files[5].Name, "application/pdf", "%PDF-1.7"},
		{"files[6]", files[6].Name, "application/octet-stream", "?"},
		{"files[7]", files[7].Name, "application/x-given", "?"},
		{"files[8]", files[8].Name, "image/png", "?"},
		{"files[9]", files[9].Name, "application/octet-stream", "disk, not this: on"},
	}
	got := readParts(t, p, out.Bytes())
	if len(got) != len(want) {
		t.Fatalf("%d parts, want %d", len(got), len(want))
	}
	for i := range want {
		if got[i] != want[i] {
			t.Errorf("part %d is %q, want %q", i, got[i], want[i])
		}
	}
	if _, err := open.Read(nil); !errors.Is(err, os.ErrClosed) {
		t.Errorf("the file on disk is not closed: %v", err)
	}
}

// A payload from JSON of the caller's own is a complete stream too.
func TestMultipartOfOwnJSON(t *testing.T) {
	f := &closing{Reader: strings.NewReader("png")}
	p := Payload{JSON: []byte(`{}`), Files: []File{{Name: "a.png", Content: f}, {Name: "b", ContentType: "x\r\ny"}}}
	var out bytes.Buffer
	if _, err := p.WriteTo(&out); err != nil {
		t.Fatal(err)
	}
	want := []receivedPart{
		{"payload_json", "", "application/json", "{}"},
		{"files[0]", "a.png", "image/png", "png"},
		{"files[1]", "b", "application/octet-stream", ""},
	}
	if got := readParts(t, p, out.Bytes()); !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
	if err := p.Close(); err != nil || f.closed != 1 {
		t.Errorf("closed %d times: %v", f.closed, err)
	}
}

func FuzzFileName(f *testing.F) {
	for _, name := range []string{"a.png", `"`, `\`, "\r\n", "é", "\x00", "%0D", ";=", "a\xffb"} {
		f.Add(name)
	}
	f.Fuzz(func(t *testing.T, name string) {
		p := newPayload([]byte("{}"), []File{{Name: name, Content: strings.NewReader("x")}})
		var out bytes.Buffer
		if _, err := p.WriteTo(&out); err != nil {
			t.Fatal(err)
		}
		parts := readParts(t, p, out.Bytes())
		if len(parts) != 2 || parts[1].content != "x" {
			t.Fatalf("%q breaks the stream: %q", name, parts)
		}
		// A conversion to runes and back turns each invalid UTF-8 byte into U+FFFD.
		if want := string([]rune(name)); parts[1].filename != want {
			t.Errorf("%q arrives as %q", name, parts[1].filename)
		}
	})
}

func TestSizeIsUnknownWhereTheReaderDoesNotTell(t *testing.T) {
	pipe, _ := io.Pipe()
	notRegular, other, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer other.Close()
	defer notRegular.Close()
	for name, content := range map[string]io.Reader{
		"pipe": pipe, "pipe of the system": notRegular, "closing": &closing{Reader: io.MultiReader()},
	} {
		p := newPayload(nil, []File{{Name: "x.txt", Content: content}})
		if n, known := p.Size(); known {
			t.Errorf("%s: %d", name, n)
		}
	}
	p := Payload{JSON: []byte(`{}`)}
	if n, known := p.Size(); n != 2 || !known {
		t.Errorf("JSON alone: %d, %v", n, known)
	}
}

func TestFilesAreClosedOnce(t *testing.T) {
	broken := errors.New("broken")
	sent := func(p Payload, w io.Writer) error {
		_, err := p.WriteTo(w)
		return err
	}
	for name, test := range map[string]struct {
		use  func(*testing.T, Message)
		text string
	}{
		"sent": {text: "x", use: func(t *testing.T, m Message) {
			p, err := EncodeMessage(m)
			if err != nil || sent(p, io.Discard) != nil {
				t.Error(err)
			}
			p.Close()
		}},
		"never sent": {text: "x", use: func(t *testing.T, m Message) {
			p, _ := EncodeAnswer(&CommandInteraction{}, m)
			p.Close()
			p.Close()
		}},
		"copies": {text: "x", use: func(t *testing.T, m Message) {
			p, _ := EncodeAnswer(&CommandInteraction{}, m)
			other := p
			p.Close()
			other.Close()
		}},
		"the connection breaks": {text: "x", use: func(t *testing.T, m Message) {
			p, _ := EncodeMessage(m)
			if err := sent(p, brokenWriter{broken}); !errors.Is(err, broken) {
				t.Error(err)
			}
		}},
		"refused": {text: text(2001), use: func(t *testing.T, m Message) {
			if _, err := EncodeMessage(m); err == nil {
				t.Error("not refused")
			}
		}},
		"refused answer": {text: text(2001), use: func(t *testing.T, m Message) {
			if _, err := EncodeAnswer(&ComponentInteraction{}, &m); err == nil {
				t.Error("not refused")
			}
		}},
		"wrong kind": {text: "x", use: func(t *testing.T, m Message) { EncodeAnswer(&AutocompleteInteraction{}, m) }},
		"dropped":    {text: "x", use: func(t *testing.T, m Message) { CloseFiles(m) }},
		"update":     {text: "x", use: func(t *testing.T, m Message) { p, _ := EncodeUpdate(m.Update()); p.Close() }},
		"bad update": {text: text(2001), use: func(t *testing.T, m Message) { EncodeUpdate(m.Update()) }},
	} {
		t.Run(name, func(t *testing.T) {
			files := []*closing{
				{Reader: strings.NewReader("a")},
				{Reader: iotest.ErrReader(io.EOF)},
			}
			test.use(t, Message{Content: test.text, Files: []File{{Name: "a", Content: files[0]}, {Name: "b", Content: files[1]}}})
			for i, f := range files {
				if f.closed != 1 {
					t.Errorf("file %d was closed %d times", i, f.closed)
				}
			}
		})
	}
}

type brokenWriter struct{ err error }

func (w brokenWriter) Write([]byte) (int, error) { return 0, w.err }

func TestFileThatCannotBeRead(t *testing.T) {
	broken := errors.New("broken")
	first, second := &closing{Reader: iotest.ErrReader(broken)}, &closing{Reader: strings.NewReader("x")}
	p := newPayload([]byte("{}"), []File{{Name: "a", Content: first}, {Name: "b", Content: second}})
	if _, err := p.WriteTo(io.Discard); !errors.Is(err, broken) || !strings.Contains(err.Error(), "files[0]") {
		t.Errorf("%v", err)
	}
	if first.closed != 1 || second.closed != 1 {
		t.Errorf("closed %d and %d times", first.closed, second.closed)
	}
}

func TestFilesAreClosedWhereAReaderPanics(t *testing.T) {
	first, second := &closing{Reader: panicReader{}}, &closing{Reader: strings.NewReader("x")}
	p := newPayload([]byte("{}"), []File{{Name: "a", Content: first}, {Name: "b", Content: second}})
	defer func() {
		if r := recover(); r != "broken" {
			t.Errorf("the panic ends as %v", r)
		}
		if first.closed != 1 || second.closed != 1 {
			t.Errorf("closed %d and %d times", first.closed, second.closed)
		}
	}()
	p.WriteTo(io.Discard)
}

type panicReader struct{}

func (panicReader) Read([]byte) (int, error) { panic("broken") }

// A file must never be in memory completely. Its bytes are sent as they are read.
func TestFilesAreStreamed(t *testing.T) {
	reader, writer := io.Pipe()
	p := newPayload([]byte("{}"), []File{{Name: "a.txt", Content: reader}})
	out, in := io.Pipe()
	go func() {
		p.WriteTo(in)
		in.Close()
	}()
	done := make(chan struct{})
	go func() {
		defer close(done)
		all, _ := io.ReadAll(out)
		if !bytes.Contains(all, []byte("first")) || !bytes.HasSuffix(all, []byte("--\r\n")) {
			t.Errorf("%q", all)
		}
	}()
	// Each write returns only once it has been read at the other end.
	io.WriteString(writer, "first")
	io.WriteString(writer, "second")
	writer.Close()
	<-done
}

func TestAttachmentsInJSON(t *testing.T) {
	voice := File{
		Name: "v.ogg", Title: "T", Description: "D", Spoiler: true, Duration: 1500 * time.Millisecond,
		Waveform: []byte{0, 255}, Content: strings.NewReader(""),
	}
	kept := &ComponentInteraction{Envelope: Envelope{Message: &ReceivedMessage{Attachments: []Attachment{{ID: 7}, {ID: 8}}}}}
	encode := func(p Payload, err error) string {
		if err != nil {
			t.Fatal(err)
		}
		var body struct {
			Data struct {
				Attachments json.RawMessage `json:"attachments"`
			} `json:"data"`
			Attachments json.RawMessage `json:"attachments"`
		}
		if err := json.Unmarshal(p.JSON, &body); err != nil {
			t.Fatal(err)
		}
		return string(body.Attachments) + string(body.Data.Attachments)
	}
	file := []File{{Name: "n", Content: strings.NewReader("")}}
	const one, full = `{"id":"0","filename":"n"}`, `{"id":"0","filename":"v.ogg","title":"T","description":"D","duration_secs":1.5,"waveform":"AP8=","is_spoiler":true}`
	for name, test := range map[string]struct{ got, want string }{
		"message":               {encode(EncodeMessage(Message{Files: []File{voice}})), `[` + full + `]`},
		"no files":              {encode(EncodeMessage(Message{Content: "x"})), ``},
		"update that keeps all": {encode(EncodeAnswer(kept, Update{Files: file})), `[{"id":"7"},{"id":"8"},` + one + `]`},
		"update of nothing":     {encode(EncodeAnswer(kept, Update{Content: new("x")})), ``},
		"update that keeps one": {encode(EncodeAnswer(kept, Update{Attachments: []KeptAttachment{{ID: 8, Description: new(""), Spoiler: new(false)}}, Files: file})), `[{"id":"8","description":"","is_spoiler":false},` + one + `]`},
		"update that removes":   {encode(EncodeAnswer(kept, Update{Attachments: []KeptAttachment{}})), `[]`},
		"edit":                  {encode(EncodeUpdate(Update{Files: file})), `[` + one + `]`},
	} {
		if test.got != test.want {
			t.Errorf("%s: %s, want %s", name, test.got, test.want)
		}
	}
}
