package gcf

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/hotaru-go/hotaru/core"
)

// Function is a function to be registered. Its zero value lacks only the name.
type Function struct {
	// Name is the entry point: 1 to 128 Latin letters, digits, underscores and single dots inside.
	Name string
	// Server answers the function's requests; nil is [core.Default].
	Server *core.Server
	// Inline answers inside the request also where there is work after the answer, and does the work when the request
	// has ended; at SIGTERM what is left of it has 8 seconds. It is for instance-based billing (--no-cpu-throttling),
	// which leaves the instance its processor between requests: with request-based billing, the default, such work
	// stands still until the next request comes, or for ever.
	//
	// See https://cloud.google.com/run/docs/configuring/billing-settings.
	Inline bool
	// Timeout is the function's time-out as it is deployed, counted from the request's arrival: the context of work
	// after the answer ends with it, unless the work is done Inline. Zero is what CLOUD_RUN_TIMEOUT_SECONDS says, which
	// Google's side sets; where that is not set either, work is bounded only by the 15 minutes of its interaction's token.
	//
	// See https://cloud.google.com/run/docs/configuring/request-timeout.
	Timeout time.Duration
}

// HTTP registers server as the function called name, with everything else as the zero [Function] has it. A nil server
// is [core.Default]. Call it from an init function of the package that is deployed, once for each name.
//
// Its errors are those of [Function.Register].
func HTTP(name string, server *core.Server) error {
	return Function{Name: name, Server: server}.Register()
}

// warmLimit leaves a first request the better part of Discord's 3 seconds.
const warmLimit = time.Second

// Register hands the function to functions-framework-go, which serves it at "/" when FUNCTION_TARGET is its name, and
// at "/" and the name when FUNCTION_TARGET is not set. What the framework would end the process for is an error here:
//
//   - [ErrName], for a name that is empty or that gcloud does not take;
//   - [ErrRegistered], for a name that is taken;
//   - what [core.Server.Check] says of a server that could never answer, such as [core.ErrNoKey];
//   - [core.ErrCredentials], where Discord refuses to give out the server's key.
//
// A key that is still to be fetched Register waits for up to a second: the instance has its processor in full until it
// listens. That it cannot be had now is no error but a line of the log; the first request tries again.
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
	// Any other failure to fetch the key is logged by the server, and may have passed by the first request.
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
