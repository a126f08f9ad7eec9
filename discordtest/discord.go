package discordtest

import (
	"context"
	"errors"
	"sync"
	"time"

	"github.com/hotaru-go/hotaru/core"
)

// Discord is Discord as one interactions app sees it. It sends signed interactions to the app's
// endpoint when a [Person] acts, and serves the API that the app calls. [App] connects it to a
// test. It is safe for concurrent use. After a person has acted, read World only in See.
type Discord struct {
	API   *API
	World World

	mu       sync.Mutex
	endpoint Endpoint
	requests map[*Exchange]context.CancelCauseFunc
	running  sync.WaitGroup
	problems []error
	// server is the app's server, if it is known.
	server *core.Server
	log    errorLog
}

// NewDiscord makes a Discord and starts its API. Call Close at the end.
func NewDiscord(o APIOptions) *Discord {
	d := &Discord{API: NewAPI(o), World: NewWorld(), requests: map[*Exchange]context.CancelCauseFunc{}}
	d.API.inhabit(&d.World)
	d.API.unknown = d.problem
	d.API.Start()
	return d
}

// Connect sets the application's endpoint. It can be called again at any time.
func (d *Discord) Connect(e Endpoint) {
	d.mu.Lock()
	old := d.endpoint
	d.endpoint = e
	d.mu.Unlock()
	if old.close != nil {
		old.close()
	}
}

// Serve connects a server directly and registers the commands of its routes. The error is that of
// [Discord.Register]. The server is connected even if there is an error.
func (d *Discord) Serve(server *core.Server) error {
	d.Connect(Server(server))
	return d.Register(server)
}

// Register registers the commands of a server's routes as global commands. [Discord.Advance] moves
// the clock of the server that was registered last. The error is that of [API.SetCommands].
func (d *Discord) Register(server *core.Server) error {
	d.mu.Lock()
	d.server = server
	d.mu.Unlock()
	return d.API.SetCommands(0, server.Declared())
}

// endWait is how long Close waits for running work.
const endWait = 10 * time.Second

var errEnded = errors.New("discordtest: the test is over")

// Close waits up to 10 seconds for work after answers, then cancels it, and stops the API. The
// error reports canceled work, problems after the app's answers, and faults that never applied; see
// [API.Fail].
func (d *Discord) Close() error {
	idle := make(chan struct{})
	go func() {
		defer close(idle)
		d.running.Wait()
	}()
	timer := time.NewTimer(endWait)
	defer timer.Stop()
	select {
	case <-idle:
	case <-timer.C:
		d.problem(errors.New("discordtest: work after an answer still runs, and is cut"))
		d.mu.Lock()
		for _, cancel := range d.requests {
			cancel(errEnded)
		}
		d.mu.Unlock()
		select {
		case <-idle:
		case <-time.After(time.Second):
			d.problem(errors.New("discordtest: and it does not mind its context"))
		}
	}
	d.Connect(Endpoint{})
	d.API.Close()
	d.mu.Lock()
	defer d.mu.Unlock()
	return errors.Join(append(d.problems, d.API.unused()...)...)
}

// problem records something that the app did wrong after its answers.
func (d *Discord) problem(err error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.problems = append(d.problems, err)
}

// Problems returns what the app did wrong after its answers so far, such as a second answer, or a
// response other than 202 without a body after a callback.
func (d *Discord) Problems() []error {
	d.mu.Lock()
	defer d.mu.Unlock()
	return append([]error(nil), d.problems...)
}
