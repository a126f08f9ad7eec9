package playground

import (
	"crypto/rand"
	"errors"
	"io"
	"net/http"
	"sync"

	"github.com/hotaru-go/hotaru/discordtest"
)

// uploads holds the files that the page has uploaded and not yet used.
type uploads struct {
	mu    sync.Mutex
	files map[string]discordtest.File
	order []string
}

const (
	// maxUpload is Discord's limit for people without a subscription, in bytes.
	maxUpload = 10 << 20
	// maxWaiting is how many unused files are kept. The oldest is dropped.
	maxWaiting = 32
)

func (p *Playground) postUpload(w http.ResponseWriter, r *http.Request) {
	data, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxUpload))
	if err != nil {
		http.Error(w, "A file may have at most 10 MiB.", http.StatusRequestEntityTooLarge)
		return
	}
	f := discordtest.File{Name: r.URL.Query().Get("name"), ContentType: r.Header.Get("Content-Type"), Data: data}
	writeJSON(w, struct {
		ID       string `json:"id"`
		Filename string `json:"filename"`
		Size     int    `json:"size"`
	}{p.uploads.add(f), f.Name, len(data)})
}

func (u *uploads) add(f discordtest.File) string {
	id := rand.Text()
	u.mu.Lock()
	defer u.mu.Unlock()
	if u.files == nil {
		u.files = map[string]discordtest.File{}
	}
	u.files[id] = f
	if u.order = append(u.order, id); len(u.order) > maxWaiting {
		delete(u.files, u.order[0])
		u.order = u.order[1:]
	}
	return id
}

// resolve replaces the page's references, {"upload": "…"}, with the files.
func (u *uploads) resolve(values discordtest.Values) error {
	u.mu.Lock()
	defer u.mu.Unlock()
	for name, value := range values {
		found, err := u.file(value)
		if err != nil {
			return err
		}
		values[name] = found
	}
	return nil
}

func (u *uploads) file(value any) (any, error) {
	switch v := value.(type) {
	case []any:
		for n, one := range v {
			found, err := u.file(one)
			if err != nil {
				return nil, err
			}
			v[n] = found
		}
	case map[string]any:
		id, _ := v["upload"].(string)
		f, ok := u.files[id]
		if !ok {
			return nil, errors.New("playground: the file is not here any more: choose it again")
		}
		return f, nil
	}
	return value, nil
}
