package lambda

import (
	"bytes"
	"context"
)

// invoke passes a batch of records, for example from SQS, to the server's Outside, and returns its
// answer.
func (f *function) invoke(ctx context.Context, take func(context.Context, []byte) ([]byte, error), batch []byte) (*Response, error) {
	answer, err := take(f.server.Context(ctx), batch)
	if err != nil {
		return nil, err
	}
	return &Response{ctx: ctx, content: bytes.NewReader(answer)}, nil
}
