package gcf

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/hotaru-go/hotaru/core"
)

// Function is a function to register. Its zero value lacks only the name.
type Function struct {
	// Name is the entry point: 1 to 128 Latin letters, digits, underscores and single dots inside.
	Name string
	// Server answers the function's requests; nil is [core.Default].
	Server *core.Server
	// Inline answers in the response also when there is work after the answer, and does the work
	// when the request has ended. At SIGTERM the work that is left has 8 seconds. Inline is for
	// instance-based billing (--no-cpu-throttling), which leaves the instance its processor between
	// requests. With request-based billing, the default, such work stands still until the next
	// request comes.
	//
	// See https://cloud.google.com/run/docs/configuring/billing-settings.
	Inline bool
	// Timeout is the function's time-out as deployed, counted from the request's arrival. The
	// context of work after the answer ends with it, unless Inline is set. Zero takes
	// CLOUD_RUN_TIMEOUT_SECONDS, which Google's side sets. Without either, work is bounded only by
	// the 15 minutes of its interaction's token.
	//
	// See https://cloud.google.com/run/docs/configuring/request-timeout.
	Timeout time.Duration
}

// HTTP registers server as the function called name, with the other fields of [Function] zero. A
// nil server is [core.Default]. Call it from an init function of the package that is deployed, once
// for each name. [Init] also handles the errors.
//
// Its errors are those of [Function.Register].
func HTTP(name string, server *core.Server) error {
	return Function{Name: name, Server: server}.Register()
}

// warmLimit leaves a first request most of Discord's 3 seconds.
const warmLimit = time.Second

// Register hands the function to functions-framework-go, which serves it at "/" when
// FUNCTION_TARGET is its name, and at "/" and the name when FUNCTION_TARGET is not set. The
// framework ends the process over a bad name; here it is an error. The errors are:
//
//   - [ErrName], for a name that is empty or that gcloud does not take;
//   - [ErrRegistered], for a name that is taken;
//   - what [core.Server.Check] says of a server that could never answer, such as [core.ErrNoKey];
//   - [core.ErrCredentials], where Discord refuses to give out the server's key.
//
// If the key must be fetched, Register waits for it up to a second: the instance has its whole
// processor until it listens. A key that cannot be fetched now is a line in the log and no error;
// the first request tries again.
func (f Function) Register() error {
	if err := checkName(f.Name); err != nil {
		return err
	}
	server := f.Server
	if server == nil {
		server = core.Default
	}
	if err := server.Check(); err != nil {
		return fmt.Errorf("gcf: registering %s: %w", f.Name, err)
	}
	ctx, cancel := context.WithTimeout(context.Background(), warmLimit)
	defer cancel()
	// Any other failure to fetch the key is logged by the server, and may have passed by the first
	// request.
	if err := server.Warm(ctx); errors.Is(err, core.ErrCredentials) {
		return fmt.Errorf("gcf: registering %s: %w", f.Name, err)
	}
	s := f.served(server)
	if err := declare(f.Name, s.serve); err != nil {
		return err
	}
	if f.Inline {
		s.drain()
	}
	return nil
}
