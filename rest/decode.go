package rest

import (
	"context"
	"fmt"

	"github.com/go-json-experiment/json"
)

// doInto makes the call and decodes its answer.
func doInto[T any](ctx context.Context, c *Client, call *call) (*T, error) {
	answer, err := c.do(ctx, call)
	if err != nil {
		return nil, err
	}
	value := new(T)
	if err := json.Unmarshal(answer, value, lenient); err != nil {
		return nil, call.unreadable("it is not the JSON expected")
	}
	return value, nil
}

// unreadable is the error for an answer that is none of Discord's, as from something that stands between. What it
// holds is not repeated.
func (call *call) unreadable(why string) error {
	return fmt.Errorf("rest: %s %s: the answer cannot be used: %s", call.method, call.route, why)
}
