package discordtest

import (
	"context"
	"errors"
	"sync"
	"time"

	"github.com/hotaru-go/hotaru/core"
)

// Discord is all of Discord that an interactions app sees, for one application: it sends signed interactions to the
// app's endpoint as a [Person] acts, and stands behind the API that the app calls. It is what [App] is made of, without
// a test around it. It is safe for concurrent use, but once somebody acts, World is read only by See.
type Discord struct {
	API   *API
	World World

	mu       sync.Mutex
	endpoint Endpoint
	requests map[*Exchange]context.CancelCauseFunc
	running  sync.WaitGroup
	problems []error
	log      errorLog
}

// NewDiscord makes a Discord whose API is served, as [API.Start] does, until Close.
func NewDiscord(o APIOptions) *Discord {
	d := &Discord{API: NewAPI(o), World: NewWorld(), requests: map[*Exchange]context.CancelCauseFunc{}}
	d.API.inhabit(&d.World)
	d.API.unknown = d.problem
	d.API.Start()
	return d
}

// Connect says where the application's endpoint is. It can be changed at any time.
func (d *Discord) Connect(e Endpoint) {
	d.mu.Lock()
	old := d.endpoint
	d.endpoint = e
	d.mu.Unlock()
	if old.close != nil {
		old.close()
	}
}

// Serve connects a server directly, and registers the commands that its routes declare. The error is that of
// [Discord.Register]; the server is connected all the same.
func (d *Discord) Serve(server *core.Server) error {
	d.Connect(Server(server))
	return d.Register(server)
}

// Register registers, as global commands, what a server's routes declare. The error is that of [API.SetCommands].
func (d *Discord) Register(server *core.Server) error {
	return d.API.SetCommands(0, server.Declared())
}

// endWait is how long Close waits for what still runs.
const endWait = 10 * time.Second

var errEnded = errors.New("discordtest: the test is over")

// Close waits for what still runs after an answer, up to 10 seconds, then cuts it, and stops the API. The error tells
// what was cut, and what the app did wrong after its answers.
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
	return errors.Join(d.problems...)
}

// problem notes what the app did wrong when nobody waits for it any more.
func (d *Discord) problem(err error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.problems = append(d.problems, err)
}

// Problems returns what the app did wrong after its answers so far: a second answer, or a request answered otherwise
// than with 202 and no body after the callback.
func (d *Discord) Problems() []error {
	d.mu.Lock()
	defer d.mu.Unlock()
	return append([]error(nil), d.problems...)
}
