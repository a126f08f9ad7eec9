// Package firestore keeps state in a collection of Google Cloud Firestore, by its REST API.
//
// The database is in Native mode. Firestore removes documents by a policy on the field "e", within
// a day after their time is over. Until then this package treats them as absent:
//
//	gcloud firestore fields ttls update e --collection-group=hotaru --enable-ttl
//
// The function's service account needs roles/datastore.user. No index is used: exempt the fields
// "v", "n" and "w" from indexing if there are many writes.
//
// Firestore sustains about one write a second to one document, and more for a short time. Spread a
// busy counter over several keys.
//
// See https://cloud.google.com/firestore/docs/best-practices and
// https://cloud.google.com/firestore/native/docs/ttl.
package firestore

import (
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"regexp"
	"sync"
	"time"

	"github.com/hotaru-go/hotaru/internal/googlecall"
	"github.com/hotaru-go/hotaru/internal/httpcall"
	"github.com/hotaru-go/hotaru/internal/pasted"
	"github.com/hotaru-go/hotaru/store"
)

// Options name the collection and the account. The zero value is the collection "hotaru" of the
// default database in the function's own project, as the function's service account.
type Options struct {
	// Project is the project's ID: GOOGLE_CLOUD_PROJECT unless set, else what the metadata server
	// says.
	Project string
	// Database is "(default)" unless set.
	Database string
	// Collection is "hotaru" unless set: letters, digits, dashes and underscores.
	Collection string
	// Token returns an access token. Unless set, the metadata server gives one.
	Token func(context.Context) (string, error)
	// Endpoint is https://firestore.googleapis.com unless set. If FIRESTORE_EMULATOR_HOST is set,
	// it is that host's, and no token is asked for.
	Endpoint string
	// HTTP makes the requests; unless set, a client that hotaru's packages share does.
	HTTP *http.Client
	// Now is the clock that times to live are counted by: time.Now unless set. Tests move it.
	Now func() time.Time
}

// Store is a [store.Store] in a collection.
type Store struct {
	options Options
	google  googlecall.Client

	mu      sync.Mutex
	project string
}

var _ store.Store = (*Store)(nil)

// ErrName means that a database or a collection has a name that Firestore does not take.
var ErrName = errors.New("firestore: a database or collection is named by letters, digits, dashes and underscores")

var validName = regexp.MustCompile(`^[A-Za-z0-9_-]+$`)

// New makes a store. It does no I/O. The error is [ErrName].
func New(o Options) (*Store, error) {
	o.Project, o.Database, o.Collection = pasted.Text(o.Project), pasted.Text(o.Database), pasted.Text(o.Collection)
	if o.Database == "" {
		o.Database = "(default)"
	}
	if o.Collection == "" {
		o.Collection = "hotaru"
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Database != "(default)" && !validName.MatchString(o.Database) || !validName.MatchString(o.Collection) {
		return nil, ErrName
	}
	if emulator := pasted.Or("", "FIRESTORE_EMULATOR_HOST"); emulator != "" && o.Endpoint == "" {
		o.Endpoint = "http://" + emulator
		o.Token = func(context.Context) (string, error) { return "owner", nil }
	}
	if o.Endpoint == "" {
		o.Endpoint = "https://firestore.googleapis.com"
	}
	return &Store{options: o, project: o.Project, google: googlecall.Client{Base: o.Endpoint, Token: o.Token, HTTP: o.HTTP}}, nil
}

// root returns the name of the database's root, under which all documents are.
func (s *Store) root(ctx context.Context) (string, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.project == "" {
		project, err := googlecall.Project(ctx)
		if err != nil {
			return "", fmt.Errorf("firestore: finding the project: %w", err)
		}
		s.project = project
	}
	return "projects/" + url.PathEscape(s.project) + "/databases/" + s.options.Database + "/documents", nil
}

// below returns the path of a key's document below the root. A document's ID must not hold a slash,
// and must not be a dot or look like __this__. So the key is encoded, after a letter.
func (s *Store) below(key string) string {
	return "/" + s.options.Collection + "/k" + base64.RawURLEncoding.EncodeToString([]byte(key))
}

// call calls a method of the API. unsure reports that the API may have acted on an earlier try.
func (s *Store) call(ctx context.Context, c googlecall.Call) (unsure bool, err error) {
	if ctx.Err() != nil {
		return false, context.Cause(ctx)
	}
	c.Name = "firestore: " + c.Name
	unsure, err = s.google.Do(ctx, &c)
	if errors.Is(err, httpcall.ErrUncertain) {
		err = fmt.Errorf("%w; %w", err, store.ErrUncertain)
	}
	return unsure, err
}

// hasStatus reports whether an error is a refusal with one of these statuses.
func hasStatus(err error, statuses ...string) bool {
	var refused *googlecall.Error
	if !errors.As(err, &refused) {
		return false
	}
	for _, status := range statuses {
		if refused.Code == status {
			return true
		}
	}
	return false
}
