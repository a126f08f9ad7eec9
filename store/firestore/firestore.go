// Package firestore keeps state in a collection of Google Cloud Firestore. It uses the REST API.
//
// The database must be in Native mode. A policy on the field "e" makes Firestore remove documents
// within a day after their time is over. Until then this package treats them as absent. Set the
// policy with:
//
//	gcloud firestore fields ttls update e --collection-group=hotaru --enable-ttl
//
// The function's service account needs roles/datastore.user. The package uses no index. If there
// are many writes, exempt the fields "v", "n" and "w" from indexing.
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
	// Project is the project's ID. If it is empty, it is GOOGLE_CLOUD_PROJECT, or else the project
	// that the metadata server returns.
	Project string
	// Database is "(default)" unless set.
	Database string
	// Collection is "hotaru" unless set. It may have letters, digits, dashes and underscores.
	Collection string
	// Token returns an access token. Unless set, the metadata server gives one.
	Token func(context.Context) (string, error)
	// Endpoint is https://firestore.googleapis.com unless set. If FIRESTORE_EMULATOR_HOST is set,
	// it is the URL of that host, and no token is used.
	Endpoint string
	// HTTP makes the requests; unless set, a client that hotaru's packages share does.
	HTTP *http.Client
	// Now is the clock for times to live: time.Now unless set. Tests set it.
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

// ErrName means that a database or a collection has a name that Firestore does not accept.
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

// root returns the name of the database's root, which is the parent of all documents.
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

// below returns the path of a key's document below the root. A document's ID must not contain a
// slash, and must not be a dot or have the form __this__. So the ID is a letter and then the
// encoded key.
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
