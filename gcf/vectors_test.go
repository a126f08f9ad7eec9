package gcf_test

import (
	"bytes"
	"cmp"
	"io"
	"net/http"
	"testing"

	"github.com/hotaru-go/hotaru/discordtest/vectors"
)

// send carries a vector over HTTP, with its headers as they stand in the table.
func (p *process) send(t *testing.T, v *vectors.Vector) vectors.Response {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), v.Method, p.url+v.Path, bytes.NewReader(v.Body))
	if err != nil {
		t.Fatal(err)
	}
	for _, h := range v.Headers {
		r.Header[h.Name] = append(r.Header[h.Name], h.Value)
	}
	response, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return vectors.Response{Status: response.StatusCode, Header: response.Header, Body: body}
}

// Each kind of server is a function under the framework, and answers the whole table as it must.
func TestVectors(t *testing.T) {
	running := map[vectors.Kind]*process{}
	played := 0
	for _, v := range vectors.Load(t) {
		kind := cmp.Or(v.Server, vectors.Bot)
		if running[kind] == nil {
			running[kind] = startSelf(t, "vectors", string(kind))
		}
		t.Run(v.Name, func(t *testing.T) {
			if why := v.NotOn(vectors.GCF); why != "" {
				t.Skip(why)
			}
			played++
			v.Check(t, running[kind].send(t, &v))
		})
	}
	if played == 0 {
		t.Error("the table is empty")
	}
}
