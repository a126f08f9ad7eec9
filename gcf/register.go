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
	// ErrName says that a function's name is not one that gcloud takes as an entry point: 1 to 128 letters of the Latin
	// alphabet, digits, underscores and single dots, with no dot at either end.
	ErrName = errors.New("gcf: a function's name is 1 to 128 Latin letters, digits, underscores and single dots inside; give the name that --entry-point has")
	// ErrRegistered says that a function of that name is registered already, by this package or by functions.HTTP.
	ErrRegistered = errors.New("gcf: a function of this name is registered already; give each function a name of its own")
)

// entryPoint is what gcloud functions deploy accepts. The framework itself takes any name, and panics at start over
// one that is no path, or serves it nowhere.
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

// declaring keeps two registrations from writing to the framework's registry, which has no lock, at once.
var declaring sync.Mutex

// declare hands a function to the framework. functions.HTTP returns no error: where its registry refuses, it ends the
// process by log.Fatalf. The registry cannot be asked beforehand, and a name may have gone into it without this
// package; so the refusal is caught as it is about to be printed, before the process ends.
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

// refusal is what the framework was about to die with.
type refusal struct{}

// refusals passes on what is printed through package log, up to the framework's refusal.
type refusals struct{ io.Writer }

func (r *refusals) Write(line []byte) (int, error) {
	if bytes.Contains(line, []byte("failure to register function: ")) {
		panic(refusal{})
	}
	return r.Writer.Write(line)
}
