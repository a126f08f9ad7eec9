package rest

import (
	"bytes"
	"context"
	"io"

	"github.com/hotaru-go/hotaru/discord"
)

// callBody is the body of a request: nothing, text, or text and files.
type callBody struct {
	contentType string
	text        []byte
	upload      *upload
	// stream is the body of another client's request. It is nil if there is none.
	stream *stream
	// keepFiles leaves the files open and rewound if the call fails, so the caller can send them
	// another way.
	keepFiles bool
}

// payload sets the body to a payload that package discord has encoded.
func (c *apiCall) payload(p discord.Payload) *apiCall {
	c.body = callBody{contentType: p.ContentType(), text: p.JSON}
	if len(p.Files) > 0 {
		c.body.upload = newUpload(p)
	}
	return c
}

// open opens the body for one try. Its length is -1 if it is not known. again, if it is not nil,
// lets net/http send the body once more on another connection.
func (b *callBody) open(ctx context.Context) (reader io.ReadCloser, length int64, again func() (io.ReadCloser, error)) {
	switch {
	case b.upload != nil:
		// The length comes first, because finding it seeks in the files.
		length = b.upload.length()
		return b.upload.open(ctx), length, nil
	case b.stream != nil:
		return b.stream.open(), b.stream.length, nil
	case b.contentType == "":
		return nil, 0, nil
	}
	again = func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(b.text)), nil }
	reader, _ = again()
	return reader, int64(len(b.text)), again
}

// finish ends the use of the files. The error is ErrFileSpent if they should be kept and cannot be
// used again.
func (b *callBody) finish(failed bool) error {
	if b.stream != nil {
		b.stream.close()
	}
	if b.upload == nil {
		return nil
	}
	var spent error
	if failed && b.keepFiles {
		if spent = b.upload.rewind(); spent == nil {
			return nil
		}
	}
	b.upload.close()
	return spent
}

// rewind prepares the body for another try.
func (b *callBody) rewind() error {
	if b.stream != nil {
		return b.stream.rewind()
	}
	if b.upload == nil {
		return nil
	}
	return b.upload.rewind()
}

// costly reports whether the body cannot be sent twice, or is large.
func (b *callBody) costly() bool { return b.upload != nil && b.upload.costly() }
