package rest

import (
	"context"
	"encoding/json"
	"fmt"
)

// doInto makes the call and decodes its answer. It does not return the decoder's error, because
// that may quote the answer.
func doInto[T any](ctx context.Context, c *Client, call *apiCall, decode func(answer []byte) (T, error)) (T, error) {
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

// decodeJSON decodes by reflection. It accepts unknown and repeated keys, and broken UTF-8.
func decodeJSON[T any](answer []byte) (*T, error) {
	value := new(T)
	if err := json.Unmarshal(answer, value); err != nil {
		return nil, err
	}
	return value, nil
}

// unreadable returns the error for an answer that does not come from Discord's API, for example
// from a proxy. The error does not quote the answer.
func (call *apiCall) unreadable(why string) error {
	return fmt.Errorf("rest: %s %s: the answer cannot be used: %s", call.method, call.route, why)
}
