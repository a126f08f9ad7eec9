package discord

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"sync/atomic"
	"unicode/utf8"
)

// CloseFiles closes the files of an answer that will not be sent, if they are io.Closers.
// [EncodeAnswer], [EncodeMessage] and [EncodeUpdate] do that when they fail.
func CloseFiles(answer Answer) error {
	if answer = answerValue(answer); answer == nil {
		return nil
	}
	return closeFiles(answer.files())
}

func closeFiles(files []File) error {
	var failed []error
	for i := range files {
		if closer, ok := files[i].Content.(io.Closer); ok {
			failed = append(failed, closeFile(closer))
		}
	}
	return errors.Join(failed...)
}

// closeFile closes a file. It recovers a panic of the caller's Close method, so the other files are
// closed too.
func closeFile(file io.Closer) (err error) {
	defer func() {
		if value := recover(); value != nil {
			err = fmt.Errorf("discord: closing a file: panic with a %T", value)
		}
	}()
	return file.Close()
}

// closedOnce closes a file once, however often Close is called.
type closedOnce struct {
	io.Reader
	closer io.Closer
	closed atomic.Bool
}

func (c *closedOnce) Close() error {
	if c.closed.Swap(true) {
		return nil
	}
	return c.closer.Close()
}

var errNotSeekable = errors.New("the file cannot seek")

// Seek seeks if the file can.
func (c *closedOnce) Seek(offset int64, whence int) (int64, error) {
	if seeker, ok := c.Reader.(io.Seeker); ok {
		return seeker.Seek(offset, whence)
	}
	return 0, errNotSeekable
}

// size returns the number of bytes to read, if it is known.
func (f *File) size() (int64, bool) {
	content := f.Content
	if once, ok := content.(*closedOnce); ok {
		content = once.Reader
	}
	switch content := content.(type) {
	case nil:
		return 0, true
	case interface{ Len() int }:
		return int64(content.Len()), true
	case io.Seeker:
		now, err := content.Seek(0, io.SeekCurrent)
		if err != nil {
			return 0, false
		}
		end, err := content.Seek(0, io.SeekEnd)
		if err != nil {
			return 0, false
		}
		_, err = content.Seek(now, io.SeekStart)
		return end - now, err == nil && end >= now
	}
	return 0, false
}

// first returns the first bytes of the file, if it can go back to the start afterwards.
func (f *File) first(n int) []byte {
	switch content := f.Content.(type) {
	case interface{ Bytes() []byte }:
		first := content.Bytes()
		return first[:min(n, len(first))]
	case io.ReadSeeker:
		now, err := content.Seek(0, io.SeekCurrent)
		if err != nil {
			return nil
		}
		first := make([]byte, n)
		read, _ := io.ReadFull(content, first)
		if _, err := content.Seek(now, io.SeekStart); err != nil {
			return nil
		}
		return first[:read]
	}
	return nil
}

func (f *File) mediaType() string {
	// A media type with control characters would break out of the part's header.
	if f.ContentType != "" && !hasControl(f.ContentType) {
		return f.ContentType
	}
	if found := mediaTypeOfName(f.Name); found != "" {
		return found
	}
	return mediaTypeOfBytes(f.first(sniffed))
}

// writeQuoted writes a name into a quoted string. It percent-encodes control characters, as
// browsers do.
func writeQuoted(b *strings.Builder, name string) {
	for _, r := range name {
		switch {
		case r == '"' || r == '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case isControl(r):
			writePercent(b, byte(r))
		default:
			// Bytes that are not UTF-8 become U+FFFD, as they do in the JSON.
			b.WriteRune(r)
		}
	}
}

// writeExtended writes a name and percent-encodes everything that RFC 8187 does not allow
// unencoded.
func writeExtended(b *strings.Builder, name string) {
	for _, r := range name {
		if r < utf8.RuneSelf && strings.IndexByte(unreserved, byte(r)) >= 0 {
			b.WriteByte(byte(r))
			continue
		}
		for _, c := range utf8.AppendRune(nil, r) {
			writePercent(b, c)
		}
	}
}

const unreserved = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~"

func writePercent(b *strings.Builder, c byte) {
	const digits = "0123456789ABCDEF"
	b.WriteByte('%')
	b.WriteByte(digits[c>>4])
	b.WriteByte(digits[c&15])
}

func hasControl(text string) bool { return strings.ContainsFunc(text, isControl) }

func isControl(r rune) bool { return r < 0x20 || r == 0x7f }
