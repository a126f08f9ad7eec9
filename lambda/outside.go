package lambda

import (
	"bytes"
	"context"
)

// invoke hands a batch of records, such as SQS sends, to the server's Outside, and answers what
// that answers.
func (f *function) invoke(ctx context.Context, take func(context.Context, []byte) ([]byte, error), batch []byte) (*Response, error) {
	answer, err := take(f.server.Context(ctx), batch)
	if err != nil {
		return nil, err
	}
	return &Response{ctx: ctx, content: bytes.NewReader(answer)}, nil
}
