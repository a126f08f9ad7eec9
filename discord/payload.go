package discord

import (
	"crypto/rand"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"net/textproto"
	"path"
	"strings"
)

// Payload is a body as Discord accepts it: JSON alone, or JSON and files as multipart/form-data.
// The zero value is an empty body.
//
// See https://docs.discord.com/developers/reference#uploading-files.
type Payload struct {
	JSON  []byte
	Files []File

	boundary string
}

func newPayload(text []byte, files []File) Payload {
	p := Payload{JSON: text, Files: files}
	if len(files) > 0 {
		p.boundary = rand.Text()
	}
	return p
}

// ContentType returns the media type to send the payload under.
func (p *Payload) ContentType() string {
	if len(p.Files) == 0 {
		return "application/json"
	}
	return "multipart/form-data; boundary=" + p.boundary
}

// WriteTo writes the payload: the JSON, or a whole multipart stream, whose files are read as they are written and
// never held. It can be called once, because a file can be read once.
func (p *Payload) WriteTo(w io.Writer) (int64, error) {
	if len(p.Files) == 0 {
		n, err := w.Write(p.JSON)
		return int64(n), err
	}
	counted := &counter{w: w}
	err := p.writeParts(counted)
	return counted.n, err
}

func (p *Payload) writeParts(w io.Writer) error {
	form := multipart.NewWriter(w)
	if err := form.SetBoundary(p.boundary); err != nil {
		return err
	}
	part, err := form.CreatePart(textproto.MIMEHeader{
		"Content-Disposition": {`form-data; name="payload_json"`},
		"Content-Type":        {"application/json"},
	})
	if err != nil {
		return err
	}
	if _, err := part.Write(p.JSON); err != nil {
		return err
	}
	for i := range p.Files {
		if err := writeFile(form, i, &p.Files[i]); err != nil {
			return fmt.Errorf("discord: writing files[%d]: %w", i, err)
		}
	}
	return form.Close()
}

func writeFile(form *multipart.Writer, i int, file *File) error {
	if closer, ok := file.Content.(io.Closer); ok {
		defer closer.Close()
	}
	part, err := form.CreatePart(textproto.MIMEHeader{
		"Content-Disposition": {multipart.FileContentDisposition(fmt.Sprintf("files[%d]", i), file.Name)},
		"Content-Type":        {file.mediaType()},
	})
	if err != nil {
		return err
	}
	_, err = io.Copy(part, file.Content)
	return err
}

func (f *File) mediaType() string {
	if f.ContentType != "" {
		return f.ContentType
	}
	if found := mime.TypeByExtension(strings.ToLower(path.Ext(f.Name))); found != "" {
		return found
	}
	return "application/octet-stream"
}

// counter counts what passes through it.
type counter struct {
	w io.Writer
	n int64
}

func (c *counter) Write(b []byte) (int, error) {
	n, err := c.w.Write(b)
	c.n += int64(n)
	return n, err
}
