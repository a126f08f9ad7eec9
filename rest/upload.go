package rest

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"sync/atomic"

	"github.com/hotaru-go/hotaru/discord"
)

// ErrFileSpent means that a call could not be retried, because one of its files had already been
// read and its Content is not an io.Seeker.
var ErrFileSpent = errors.New("a file was read already, and its Content is not an io.Seeker")

// upload is a payload with files. The files are read while it is sent.
type upload struct {
	// original closes the files. payload has the same files, and cannot close them.
	original discord.Payload
	payload  discord.Payload
	files    []*uploadFile
	// sending receives the error of reading the files when a try has stopped reading them. It is
	// nil before the first try.
	sending chan error
}

// uploadFile hides Close from the payload, because a closed file cannot be sent again. It also
// records whether the file was read.
type uploadFile struct {
	index   int
	content io.Reader
	start   int64
	touched atomic.Bool
}

func (f *uploadFile) Read(b []byte) (int, error) {
	f.touched.Store(true)
	return f.content.Read(b)
}

func newUpload(p discord.Payload) *upload {
	u := &upload{original: p, payload: p}
	u.payload.Files = slices.Clone(p.Files)
	for i, f := range p.Files {
		if f.Content == nil {
			continue
		}
		file := &uploadFile{index: i, content: f.Content, start: -1}
		if seeker, ok := f.Content.(io.Seeker); ok {
			if at, err := seeker.Seek(0, io.SeekCurrent); err == nil {
				file.start = at
			}
		}
		u.files = append(u.files, file)
		u.payload.Files[i].Content = file
	}
	return u
}

// length returns the length of the body, or -1 if the length of a file is not known.
func (u *upload) length() int64 {
	if n, known := u.original.Size(); known {
		return n
	}
	return -1
}

// costly reports whether the files cannot be read twice, or are large.
func (u *upload) costly() bool {
	if length := u.length(); length < 0 || length > costlyUpload {
		return true
	}
	return slices.ContainsFunc(u.files, func(f *uploadFile) bool { return f.start < 0 })
}

// open starts a try. A goroutine reads the files. It ends when the reader is closed or read to its
// end. The reader ends with the context even if a file blocks, because net/http waits for the
// reader.
func (u *upload) open(ctx context.Context) io.ReadCloser {
	reader, writer := io.Pipe()
	context.AfterFunc(ctx, func() { _ = writer.CloseWithError(context.Cause(ctx)) })
	ended := make(chan error, 1)
	u.sending = ended
	payload := u.payload
	go func() {
		// The readers are the caller's code. A panic in this goroutine would end the process.
		err := write(&payload, writer)
		_ = writer.CloseWithError(err)
		ended <- err
	}()
	return reader
}

// stop waits until the try has stopped reading, and returns the error of reading a file. The reader
// must be closed. If a Read blocks, it waits only until the context ends.
func (u *upload) stop(ctx context.Context) error {
	select {
	case err := <-u.sending:
		u.sending <- err
		if errors.Is(err, io.ErrClosedPipe) {
			return nil
		}
		return err
	case <-ctx.Done():
		return nil
	}
}

// rewind seeks each file that was read back to its start.
func (u *upload) rewind() error {
	for _, f := range u.files {
		if !f.touched.Load() {
			continue
		}
		if f.start < 0 {
			return fmt.Errorf("files[%d]: %w", f.index, ErrFileSpent)
		}
		if _, err := f.content.(io.Seeker).Seek(f.start, io.SeekStart); err != nil {
			return fmt.Errorf("files[%d]: rewinding: %w", f.index, err)
		}
		f.touched.Store(false)
	}
	return nil
}

// close closes the files as soon as nothing reads them.
func (u *upload) close() {
	if u.sending == nil {
		_ = u.original.Close()
		return
	}
	select {
	case <-u.sending:
		_ = u.original.Close()
	default:
		go func() {
			<-u.sending
			_ = u.original.Close()
		}()
	}
}

// write writes the payload. It turns a panic into an error that shows only the type of the value,
// because the value may contain text from a user.
func write(payload *discord.Payload, to io.Writer) (err error) {
	defer func() {
		if value := recover(); value != nil {
			err = fmt.Errorf("reading a file: panic with a %T", value)
		}
	}()
	_, err = payload.WriteTo(to)
	return err
}
