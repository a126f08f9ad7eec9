package discordtest

import (
	"context"
	"net/http"
)

// Waiting returns the endpoint with a wait before each request. Use it for a bot that is being
// restarted. The time that ready takes counts towards the 3 seconds that Discord waits, and its
// context ends with them. If ready returns an error, the request fails with it.
func (e Endpoint) Waiting(ready func(context.Context) error) Endpoint {
	send := e.send
	e.send = func(r *http.Request) (*http.Response, error) {
		if err := ready(r.Context()); err != nil {
			return nil, err
		}
		return send(r)
	}
	return e
}
