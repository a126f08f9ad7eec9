package firestore

import (
	"context"
	"crypto/rand"
	"math/big"
	"net/http"
	"strconv"
	"time"

	"github.com/hotaru-go/hotaru/internal/googlecall"
)

// document is the content of a key. Firestore writes each field as an object with its type.
//
// See https://cloud.google.com/firestore/docs/reference/rest/v1/projects.databases.documents.
type document struct {
	Name       string `json:"name,omitempty"`
	Fields     fields `json:"fields"`
	UpdateTime string `json:"updateTime,omitempty"`
}

type fields struct {
	// Value is nil for a counter. Count is nil for a value.
	Value *bytesValue   `json:"v,omitempty"`
	Count *integerValue `json:"n,omitempty"`
	// End is when the time to live is over. Firestore's own clean-up uses it.
	End *timeValue `json:"e,omitempty"`
	// Writer is different for each write. If the answer to a write is lost, it shows whether the
	// write was done.
	Writer textValue `json:"w"`
}

type (
	bytesValue struct {
		Bytes []byte `json:"bytesValue"`
	}
	integerValue struct {
		Integer string `json:"integerValue"`
	}
	timeValue struct {
		Time time.Time `json:"timestampValue"`
	}
	textValue struct {
		Text string `json:"stringValue"`
	}
)

func newDocument(now time.Time, ttl time.Duration) *document {
	d := &document{Fields: fields{Writer: textValue{rand.Text()}}}
	if ttl > 0 {
		// The time is in milliseconds, as the interface says.
		d.Fields.End = &timeValue{time.UnixMilli(now.Add(ttl).UnixMilli()).UTC()}
	}
	return d
}

func newValue(value []byte, now time.Time, ttl time.Duration) *document {
	d := newDocument(now, ttl)
	d.Fields.Value = &bytesValue{append([]byte{}, value...)}
	return d
}

func newCount(n int64, now time.Time, ttl time.Duration) *document {
	d := newDocument(now, ttl)
	d.Fields.Count = &integerValue{strconv.FormatInt(n, 10)}
	return d
}

func (d *document) over(now time.Time) bool {
	return d.Fields.End != nil && d.Fields.End.Time.UnixMilli() <= now.UnixMilli()
}

func (d *document) bytes() []byte {
	switch {
	case d.Fields.Count != nil:
		return []byte(d.Fields.Count.Integer)
	case d.Fields.Value == nil || d.Fields.Value.Bytes == nil:
		return []byte{}
	}
	return d.Fields.Value.Bytes
}

// sum adds to a count, and reports whether the result fits.
func (d *document) sum(delta int64) (int64, bool) {
	n, ok := new(big.Int).SetString(d.Fields.Count.Integer, 10)
	if !ok {
		return 0, false
	}
	n.Add(n, big.NewInt(delta))
	return n.Int64(), n.IsInt64()
}

// read returns a document, or nil if there is none. It returns expired documents too.
func (s *Store) read(ctx context.Context, key string) (*document, error) {
	root, err := s.root(ctx)
	if err != nil {
		return nil, err
	}
	d := new(document)
	_, err = s.call(ctx, googlecall.Call{Name: "get", Method: http.MethodGet, Path: "/v1/" + root + s.below(key), Out: d})
	if hasStatus(err, "NOT_FOUND") {
		return nil, nil
	}
	return d, err
}

// commit is the request of a write. Firestore's emulator ignores a precondition in the query of a
// patch, so all writes are commits.
//
// See https://cloud.google.com/firestore/docs/reference/rest/v1/projects.databases.documents/commit.
type commit struct {
	Writes [1]write `json:"writes"`
}

type write struct {
	Update          *document     `json:"update,omitempty"`
	Delete          string        `json:"delete,omitempty"`
	CurrentDocument *precondition `json:"currentDocument,omitempty"`
}

type precondition struct {
	Exists     *bool  `json:"exists,omitempty"`
	UpdateTime string `json:"updateTime,omitempty"`
}

// instead returns the precondition that the document has not changed since it was read. was is nil
// if there was no document.
func instead(was *document) *precondition {
	if was == nil {
		return &precondition{Exists: new(bool)}
	}
	return &precondition{UpdateTime: was.UpdateTime}
}

// write writes a document under a precondition, which may be nil. If d is nil, it deletes the
// document. It reports false if the precondition does not hold.
func (s *Store) write(ctx context.Context, key string, d *document, when *precondition) (written, unsure bool, err error) {
	root, err := s.root(ctx)
	if err != nil {
		return false, false, err
	}
	w := write{Update: d, CurrentDocument: when}
	if name := root + s.below(key); d == nil {
		w.Delete = name
	} else {
		d.Name = name
	}
	unsure, err = s.call(ctx, googlecall.Call{Name: "commit", Method: http.MethodPost, Path: "/v1/" + root + ":commit", In: commit{[1]write{w}}})
	// ABORTED means that another transaction interfered. NOT_FOUND means that the document was
	// deleted meanwhile.
	if when != nil && hasStatus(err, "FAILED_PRECONDITION", "ALREADY_EXISTS", "ABORTED", "NOT_FOUND") {
		return false, unsure, nil
	}
	return err == nil, unsure, err
}
