package playground

import (
	"bytes"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"slices"
	"strings"

	"github.com/hotaru-go/hotaru/discordtest"
)

// answer is the bot's HTTP response. A multipart body is split into its payload_json and the names
// and sizes of its files.
type answer struct {
	Status  int         `json:"status"`
	Headers [][2]string `json:"headers"`
	Body    string      `json:"body"`
	Files   []file      `json:"files"`
}

type file struct {
	Filename    string `json:"filename"`
	ContentType string `json:"content_type"`
	Size        int    `json:"size"`
}

// failure is a refusal by Discord, with the place of the problem in the JSON.
type failure struct {
	Reason string `json:"reason"`
	Path   string `json:"path"`
	Cure   string `json:"cure"`
}

// newAnswer reads a response. It splits a multipart body into its payload_json and its files.
func newAnswer(x *discordtest.Exchange) *answer {
	a := &answer{Status: x.Status, Headers: pairs(x.Header), Body: string(x.Body), Files: []file{}}
	media, parameters, err := mime.ParseMediaType(x.Header.Get("Content-Type"))
	if err != nil || media != "multipart/form-data" {
		return a
	}
	parts := multipart.NewReader(bytes.NewReader(x.Body), parameters["boundary"])
	for {
		part, err := parts.NextPart()
		if err != nil {
			return a
		}
		data, err := io.ReadAll(part)
		switch {
		case err != nil:
			return a
		case part.FormName() == "payload_json":
			a.Body = string(data)
		default:
			a.Files = append(a.Files, file{part.FileName(), part.Header.Get("Content-Type"), len(data)})
		}
	}
}

// pairs lists headers as name and value, in the order of their names.
func pairs(h http.Header) [][2]string {
	list := [][2]string{}
	for name, values := range h {
		for _, value := range values {
			list = append(list, [2]string{name, value})
		}
	}
	slices.SortStableFunc(list, func(a, b [2]string) int { return strings.Compare(a[0], b[0]) })
	return list
}

// failureOf describes a refusal: what is wrong, the first place, and the cure.
func failureOf(r *discordtest.Refusal) *failure {
	if r == nil {
		return &failure{Reason: "No answer came within 3 seconds.", Cure: "Answer sooner, or defer and edit the answer later."}
	}
	// A test grants a permission in its code. A person does so on the page.
	f := &failure{Reason: r.Message, Cure: strings.ReplaceAll(r.Cure, "see World.Grant", "grant it under Setup")}
	if len(r.Fields) == 0 {
		return f
	}
	f.Path = r.Fields[0].Path
	var reasons []string
	for n, field := range r.Fields {
		reason := field.Message
		if n > 0 && field.Path != "" {
			reason += " (" + field.Path + ")"
		}
		reasons = append(reasons, reason)
	}
	f.Reason = strings.Join(reasons, " ")
	return f
}
