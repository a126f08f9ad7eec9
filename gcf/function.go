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
	// Inline sends the answer in the response even if there is work after the answer, and does the
	// work when the request has ended. After SIGTERM the remaining work has 8 seconds. Inline is
	// for instance-based billing (--no-cpu-throttling), where the instance keeps its processor
	// between requests. With request-based billing, the default, such work stops until the next
	// request arrives.
	//
	// See https://cloud.google.com/run/docs/configuring/billing-settings.
	Inline bool
	// Timeout is the function's time-out as deployed, counted from the request's arrival. The
	// context of work after the answer ends at this time-out, unless Inline is set. Zero means
	// CLOUD_RUN_TIMEOUT_SECONDS, which Google Cloud sets. If neither is set, only the 15 minutes of
	// the interaction's token limit the work.
	//
	// See https://cloud.google.com/run/docs/configuring/request-timeout.
	Timeout time.Duration
}

// HTTP registers server as the function called name. The other fields of [Function] are zero. A nil
// server is [core.Default]. Call it from an init function of the package that is deployed, once for
// each name. [Init] also handles the errors.
//
// Its errors are those of [Function.Register].
func HTTP(name string, server *core.Server) error {
	return Function{Name: name, Server: server}.Register()
}

// warmLimit bounds the wait for the key at start. It leaves most of Discord's 3 seconds to the
// first request.
const warmLimit = time.Second

// Register registers the function with functions-framework-go. The framework serves it at "/" if
// FUNCTION_TARGET is its name, and at "/" and the name if FUNCTION_TARGET is not set. For a bad
// name the framework ends the process; Register returns an error instead. The errors are:
//
//   - [ErrName], for a name that is empty or that gcloud does not accept;
//   - [ErrRegistered], for a name that is taken;
//   - the error of [core.Server.Check] for a server that could never answer, such as
//     [core.ErrNoKey];
//   - [core.ErrCredentials], if Discord refuses the credentials for the server's key.
//
// If the key must be fetched, Register waits for it up to a second, because the instance has its
// whole processor until it listens. If the key cannot be fetched now, Register logs that and
// returns no error; the first request tries again.
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
	// The server logs any other failure to fetch the key. The first request tries again.
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
