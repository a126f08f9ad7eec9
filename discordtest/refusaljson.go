package discordtest

import (
	"net/http"
	"strings"

	"github.com/hotaru-go/hotaru/rest"
)

// object is a JSON object from Discord. Discord often sends null for a field that a struct of
// package discord would omit.
type object map[string]any

// JSON returns the body that Discord answers with.
func (r *Refusal) JSON() []byte {
	body := object{"message": r.Message, "code": int(r.Code)}
	if r.Status == http.StatusTooManyRequests {
		delete(body, "code")
		body["retry_after"], body["global"] = r.retryAfter.Seconds(), r.global
	}
	if len(r.Fields) > 0 {
		errors := object{}
		for _, f := range r.Fields {
			errors.nest(f)
		}
		body["errors"] = errors
	}
	return encoded(body)
}

func writeJSON(w http.ResponseWriter, status int, body []byte) {
	if status == http.StatusNoContent {
		w.WriteHeader(status)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_, _ = w.Write(body)
}

// nest puts a field's problem into the tree: embeds[0].title is {"embeds": {"0": {"title":
// {"_errors": […]}}}}.
func (o object) nest(f rest.Field) {
	at := o
	for _, step := range pathSteps(f.Path) {
		next, ok := at[step].(object)
		if !ok {
			next = object{}
			at[step] = next
		}
		at = next
	}
	list, _ := at["_errors"].([]object)
	at["_errors"] = append(list, object{"code": f.Code, "message": f.Message})
}

// pathSteps splits a path: "embeds[0].title" becomes embeds, 0, title.
func pathSteps(path string) []string {
	return strings.FieldsFunc(path, func(r rune) bool { return r == '.' || r == '[' || r == ']' })
}
