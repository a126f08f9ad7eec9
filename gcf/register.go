package gcf

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"log"
	"net/http"
	"regexp"
	"sync"

	"github.com/GoogleCloudPlatform/functions-framework-go/functions"
)

var (
	// ErrName means that gcloud does not accept a function's name as an entry point. A name has 1
	// to 128 letters of the Latin alphabet, digits, underscores and single dots, with no dot at
	// either end.
	ErrName = errors.New("gcf: a function's name is 1 to 128 Latin letters, digits, underscores and single dots inside; use the name in --entry-point")
	// ErrRegistered means that a function of this name is registered already, by this package or by
	// functions.HTTP.
	ErrRegistered = errors.New("gcf: a function of this name is registered already; give each function a name of its own")
)

// entryPoint matches the names that gcloud functions deploy accepts. The framework accepts any
// name. If a name is not a path, the framework panics at start or does not serve the function.
//
// See https://cloud.google.com/sdk/gcloud/reference/functions/deploy#--entry-point.
var entryPoint = regexp.MustCompile(`^[A-Za-z0-9_]+(\.[A-Za-z0-9_]+)*$`)

const longestName = 128

func checkName(name string) error {
	if len(name) > longestName {
		return fmt.Errorf("%w; this one has %d characters", ErrName, len(name))
	}
	if !entryPoint.MatchString(name) {
		return fmt.Errorf("%w; this one is %q", ErrName, name)
	}
	return nil
}

// declaring keeps two registrations from writing to the framework's registry at once. The registry
// has no lock.
var declaring sync.Mutex

// declare registers a function with the framework. functions.HTTP returns no error: if its registry
// refuses a name, it ends the process with log.Fatalf. The registry cannot be queried beforehand,
// so declare catches the refusal when it is printed, before the process ends.
func declare(name string, serve http.HandlerFunc) (err error) {
	declaring.Lock()
	defer declaring.Unlock()
	before := log.Writer()
	caught := &refusals{before}
	log.SetOutput(caught)
	defer func() {
		if log.Writer() == caught {
			log.SetOutput(before)
		}
		switch value := recover().(type) {
		case nil:
		case refusal:
			err = fmt.Errorf("%w: %q", ErrRegistered, name)
		default:
			panic(value)
		}
	}()
	functions.HTTP(name, serve)
	return nil
}

// refusal is the panic that replaces the framework's exit.
type refusal struct{}

// refusals is an output of package log that panics when the framework prints a refusal.
type refusals struct{ io.Writer }

func (r *refusals) Write(line []byte) (int, error) {
	if bytes.Contains(line, []byte("failure to register function: ")) {
		panic(refusal{})
	}
	return r.Writer.Write(line)
}
