package discordtest

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"strconv"
	"strings"

	"github.com/hotaru-go/hotaru/rest"
)

// File is a file that came with a message.
type File struct {
	Name        string
	ContentType string
	Data        []byte
}

// callForm is a body as Discord reads it: JSON, and the files by the n of files[n].
type callForm struct {
	json  []byte
	files map[int]File
	// order is the order in which the files came.
	order []int
	// multipart is true if the body was multipart/form-data. size is its length in bytes.
	multipart bool
	size      int
}

// maxFiles is how many files a message may have.
const maxFiles = 10

// parseForm parses a body according to its media type.
func parseForm(contentType string, body []byte) (*callForm, *Refusal) {
	media, parameters, err := mime.ParseMediaType(contentType)
	if err != nil {
		return nil, badContentType(contentType)
	}
	switch media {
	case "application/json":
		if !validJSON(body) {
			return nil, refuse(http.StatusBadRequest, codeInvalidJSON, "The request body contains invalid JSON.", "")
		}
		return &callForm{json: body, size: len(body)}, nil
	case "multipart/form-data":
		f, err := parseMultipart(body, parameters["boundary"])
		if err != nil {
			return nil, invalidField("", "MULTIPART_INVALID", "The multipart body is malformed: %v", err)
		}
		if !validJSON(f.json) {
			return nil, invalidField("payload_json", "BASE_TYPE_JSON", "payload_json is not valid JSON.")
		}
		return f, nil
	}
	return nil, badContentType(contentType)
}

func badContentType(contentType string) *Refusal {
	r := invalidField("", "CONTENT_TYPE_INVALID",
		`Expected "Content-Type" header to be one of {'application/json', 'multipart/form-data'}.`)
	r.Cure = fmt.Sprintf("the body came as %q", contentType)
	return r
}

// parseMultipart reads a whole multipart stream. A stream without its closing boundary is an error,
// and so is a part that Discord would not accept.
func parseMultipart(body []byte, boundary string) (*callForm, error) {
	if boundary == "" {
		return nil, errors.New("the Content-Type has no boundary")
	}
	f := &callForm{files: map[int]File{}, multipart: true, size: len(body)}
	fields := object{}
	for reader := multipart.NewReader(bytes.NewReader(body), boundary); ; {
		part, err := reader.NextPart()
		if err == io.EOF {
			break
		}
		if err != nil {
			return nil, unterminated(err)
		}
		data, err := io.ReadAll(part)
		if err != nil {
			return nil, unterminated(err)
		}
		if err := f.add(part, data, fields); err != nil {
			return nil, err
		}
	}
	if f.json == nil {
		f.json = encoded(fields)
	}
	return f, nil
}

func unterminated(err error) error {
	if errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, io.EOF) {
		return errors.New("it ends before its closing boundary")
	}
	return err
}

func (f *callForm) add(part *multipart.Part, data []byte, fields object) error {
	name := part.FormName()
	if name == "" {
		return errors.New("a part has no name in its Content-Disposition")
	}
	if name == "payload_json" {
		if f.json != nil {
			return errors.New("payload_json comes twice")
		}
		f.json = data
		return nil
	}
	if n, ok := fileIndex(name); ok {
		if part.FileName() == "" {
			return fmt.Errorf("%s has no filename", name)
		}
		if _, twice := f.files[n]; twice {
			return fmt.Errorf("%s comes twice", name)
		}
		f.files[n] = File{Name: part.FileName(), ContentType: part.Header.Get("Content-Type"), Data: data}
		f.order = append(f.order, n)
		return nil
	}
	// A message can come as separate fields, without payload_json.
	switch name {
	case "content":
		fields[name] = string(data)
	case "tts":
		fields[name] = strings.EqualFold(string(data), "true")
	default:
		return fmt.Errorf("a part is named %q, which is neither payload_json nor files[n]", name)
	}
	return nil
}

// fileIndex reads the n of "files[n]".
func fileIndex(name string) (int, bool) {
	inner, ok := strings.CutPrefix(name, "files[")
	inner, closed := strings.CutSuffix(inner, "]")
	n, err := strconv.Atoi(inner)
	return n, ok && closed && err == nil && n >= 0 && strconv.Itoa(n) == inner
}

// checkSizes refuses too many files, or one that is larger than the interaction allows.
func (f *callForm) checkSizes(limit int64) *Refusal {
	if len(f.files) > maxFiles {
		return refuse(http.StatusBadRequest, codeTooManyAttachments, "Maximum number of attachments in a message reached (10)", "")
	}
	for _, n := range f.order {
		if size := int64(len(f.files[n].Data)); limit > 0 && size > limit {
			return refuse(http.StatusRequestEntityTooLarge, rest.ErrFileTooLarge, "File uploaded exceeds the maximum size",
				fmt.Sprintf("files[%d] has %d bytes, and attachment_size_limit is %d", n, size, limit))
		}
	}
	return nil
}
