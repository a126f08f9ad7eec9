package discord

import (
	"bytes"
	"strings"
	"sync"
)

// mediaTypes are the file extensions that Discord shows or plays, and others that bots commonly
// send. Package mime is not used. It reads the system's tables at its first use, which took 1.8 ms
// of a cold start, and its results depend on the machine. The list is made at its first use.
var mediaTypes = sync.OnceValue(func() map[string]string {
	return map[string]string{
		"png": "image/png", "gif": "image/gif", "jpg": "image/jpeg", "jpeg": "image/jpeg", "jfif": "image/jpeg",
		"webp": "image/webp", "avif": "image/avif", "svg": "image/svg+xml", "bmp": "image/bmp", "ico": "image/x-icon",
		"mp4": "video/mp4", "mov": "video/quicktime", "qt": "video/quicktime", "webm": "video/webm",
		"mp3": "audio/mpeg", "m4a": "audio/mp4", "wav": "audio/wav", "ogg": "audio/ogg", "opus": "audio/ogg",
		"flac": "audio/flac",
		"txt":  "text/plain; charset=utf-8", "log": "text/plain; charset=utf-8", "md": "text/markdown; charset=utf-8",
		"csv": "text/csv; charset=utf-8", "html": "text/html; charset=utf-8", "css": "text/css; charset=utf-8",
		"js": "text/javascript; charset=utf-8", "xml": "text/xml; charset=utf-8", "ics": "text/calendar; charset=utf-8",
		"json": "application/json", "pdf": "application/pdf", "zip": "application/zip", "gz": "application/gzip",
		"tar": "application/x-tar", "wasm": "application/wasm",
		"docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
		"xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
		"pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
	}
})

// mediaTypeOfName returns the media type of a name's extension, or an empty string if it is not
// known.
func mediaTypeOfName(name string) string {
	dot := strings.LastIndexByte(name, '.')
	if dot < 0 {
		return ""
	}
	return mediaTypes()[strings.ToLower(name[dot+1:])]
}

// sniffed is how many bytes mediaTypeOfBytes looks at.
const sniffed = 12

// mediaTypeOfBytes returns the media type of a file by its first bytes. It knows the types that
// Discord shows or plays. http.DetectContentType knows more, but would link net/http.
func mediaTypeOfBytes(first []byte) string {
	has := func(at int, magic string) bool {
		return len(first) >= at && bytes.HasPrefix(first[at:], []byte(magic))
	}
	switch {
	case has(0, "\x89PNG\r\n\x1a\n"):
		return "image/png"
	case has(0, "GIF87a"), has(0, "GIF89a"):
		return "image/gif"
	case has(0, "\xff\xd8\xff"):
		return "image/jpeg"
	case has(0, "RIFF") && has(8, "WEBP"):
		return "image/webp"
	case has(0, "RIFF") && has(8, "WAVE"):
		return "audio/wav"
	case has(4, "ftypavif"):
		return "image/avif"
	case has(4, "ftypM4A"):
		return "audio/mp4"
	case has(4, "ftypqt"):
		return "video/quicktime"
	case has(4, "ftyp"):
		return "video/mp4"
	case has(0, "\x1aE\xdf\xa3"):
		return "video/webm"
	case has(0, "OggS"):
		return "audio/ogg"
	case has(0, "fLaC"):
		return "audio/flac"
	case has(0, "ID3"):
		return "audio/mpeg"
	case has(0, "%PDF-"):
		return "application/pdf"
	case has(0, "PK\x03\x04"):
		return "application/zip"
	case has(0, "\x1f\x8b"):
		return "application/gzip"
	}
	return "application/octet-stream"
}
