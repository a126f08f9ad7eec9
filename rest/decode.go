package rest

import (
	"context"
	"encoding/json"
	"fmt"
)

// doInto makes the call and decodes its answer. What the decoder says of an answer that it cannot read is not passed on.
func doInto[T any](ctx context.Context, c *Client, call *call, decode func(answer []byte) (T, error)) (T, error) {
	var none T
	answer, err := c.do(ctx, call)
	if err != nil {
		return none, err
	}
	value, err := decode(answer)
	if err != nil {
		return none, call.unreadable("it is not the JSON expected")
	}
	return value, nil
}

// decodeJSON decodes by reflection. Keys that are unknown or repeated, and broken UTF-8, are no reason to fail.
func decodeJSON[T any](answer []byte) (*T, error) {
	value := new(T)
	if err := json.Unmarshal(answer, value); err != nil {
		return nil, err
	}
	return value, nil
}

// unreadable is the error for an answer that is none of Discord's, as from something that stands between. What it
// holds is not repeated.
func (call *call) unreadable(why string) error {
	return fmt.Errorf("rest: %s %s: the answer cannot be used: %s", call.method, call.route, why)
}
