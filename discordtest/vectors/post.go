package vectors

import (
	"bytes"
	"io"
	"net/http"
	"testing"
)

// Post sends a vector over HTTP to a server's URL. Its headers are exactly as in the table,
// including their case and repetitions. The test fails if no complete response comes.
func (v *Vector) Post(t *testing.T, client *http.Client, url string) Response {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), v.Method, url+v.Path, bytes.NewReader(v.Body))
	if err != nil {
		t.Fatal(err)
	}
	for _, h := range v.Headers {
		r.Header[h.Name] = append(r.Header[h.Name], h.Value)
	}
	response, err := client.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return Response{Status: response.StatusCode, Header: response.Header, Body: body}
}
