package discord

import (
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// Payload is a body as Discord accepts it: JSON, or JSON and files as multipart/form-data. The zero
// value is an empty body. [EncodeAnswer], [EncodeMessage] and [EncodeUpdate] return it. To send
// JSON of your own with files, set JSON and Files.
//
// Files are closed once. WriteTo closes them, even if it fails. If WriteTo is never called, call
// Close. Copies of a payload share their files.
//
// See https://docs.discord.com/developers/reference#uploading-files.
type Payload struct {
	// JSON is the body, or the part of it named payload_json.
	JSON []byte
	// Files are the parts after JSON, named files[0] and so on.
	Files []File

	boundary string
}

func newPayload(text []byte, files []File) Payload {
	p := Payload{JSON: text}
	if len(files) > 0 {
		p.boundary = rand.Text()
		p.Files = make([]File, len(files))
		for i, f := range files {
			f.ContentType = f.mediaType()
			if closer, ok := f.Content.(io.Closer); ok {
				f.Content = &closedOnce{Reader: f.Content, closer: closer}
			}
			p.Files[i] = f
		}
	}
	return p
}

// complete adds what is missing in a payload that the caller made: the boundary, the files' media
// types, and that files are closed once.
func (p *Payload) complete() {
	if p.boundary == "" && len(p.Files) > 0 {
		*p = newPayload(p.JSON, p.Files)
	}
}

// ContentType returns the media type of the payload.
func (p *Payload) ContentType() string {
	p.complete()
	if len(p.Files) == 0 {
		return "application/json"
	}
	return "multipart/form-data; boundary=" + p.boundary
}

// The parts of a multipart stream (RFC 7578). Package mime/multipart is not used, because it links
// half of package net and makes every cold start slower.
const (
	crlf       = "\r\n"
	dashes     = "--"
	jsonHeader = "Content-Disposition: form-data; name=\"payload_json\"" + crlf +
		"Content-Type: application/json" + crlf + crlf
)

// Size returns the number of bytes that WriteTo writes. known is false if a file's Content has no
// Len method and cannot seek.
func (p *Payload) Size() (n int64, known bool) {
	p.complete()
	n = int64(len(p.JSON))
	if len(p.Files) == 0 {
		return n, true
	}
	delimiter := int64(len(dashes) + len(p.boundary) + len(crlf))
	n += delimiter + int64(len(jsonHeader)+len(crlf))
	for i := range p.Files {
		size, known := p.Files[i].size()
		if !known {
			return 0, false
		}
		n += delimiter + int64(len(p.Files[i].header(i))) + size + int64(len(crlf))
	}
	return n + delimiter + int64(len(dashes)), true
}

// WriteTo writes the payload: the JSON, or a whole multipart stream. It copies the files without
// holding them in memory, and closes them. Call it only once, because a file can be read only once.
func (p *Payload) WriteTo(w io.Writer) (n int64, err error) {
	p.complete()
	counted := &counter{w: w}
	if len(p.Files) == 0 {
		_, err = counted.Write(p.JSON)
		return counted.n, err
	}
	// The reader of a file is the caller's code, and may panic.
	defer func() { err = errors.Join(err, p.Close()) }()
	err = p.writeParts(counted)
	return counted.n, err
}

func (p *Payload) writeParts(w *counter) error {
	w.text(dashes, p.boundary, crlf, jsonHeader)
	w.Write(p.JSON)
	for i := range p.Files {
		f := &p.Files[i]
		w.text(crlf, dashes, p.boundary, crlf, f.header(i))
		if f.Content == nil || w.err != nil {
			continue
		}
		if _, err := io.Copy(w, f.Content); err != nil {
			return fmt.Errorf("discord: writing files[%d]: %w", i, err)
		}
	}
	w.text(crlf, dashes, p.boundary, dashes, crlf)
	return w.err
}

// Close closes the files that are io.Closers and not closed yet, and returns their errors. Do not
// call it while WriteTo runs.
func (p *Payload) Close() error { return closeFiles(p.Files) }

// header returns the header of the file's part, and the empty line after it.
func (f *File) header(i int) string {
	var b strings.Builder
	b.WriteString("Content-Disposition: form-data; name=\"files[")
	b.WriteString(strconv.Itoa(i))
	b.WriteString("]\"; filename=\"")
	writeQuoted(&b, f.Name)
	b.WriteByte('"')
	if hasControl(f.Name) {
		// A quoted string cannot hold control characters. The exact name follows in the form of RFC
		// 8187.
		b.WriteString("; filename*=UTF-8''")
		writeExtended(&b, f.Name)
	}
	b.WriteString(crlf + "Content-Type: ")
	b.WriteString(f.ContentType)
	b.WriteString(crlf + crlf)
	return b.String()
}

// counter counts the bytes written through it, and stops at the first error.
type counter struct {
	w   io.Writer
	n   int64
	err error
}

func (c *counter) Write(b []byte) (int, error) {
	if c.err != nil {
		return 0, c.err
	}
	n, err := c.w.Write(b)
	c.n, c.err = c.n+int64(n), err
	return n, err
}

func (c *counter) text(texts ...string) {
	for _, text := range texts {
		io.WriteString(c, text)
	}
}
