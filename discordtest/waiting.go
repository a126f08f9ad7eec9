package discordtest

import (
	"context"
	"net/http"
)

// Waiting returns the endpoint with a wait before each request: for a bot that is being started
// again. What ready waits for is a part of the 3 seconds that Discord waits; the context ends with
// them. An error of ready is the request's.
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
