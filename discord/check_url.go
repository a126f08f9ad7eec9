package discord

import "strings"

// The schemes that Discord accepts in the address of a link, of a link button, and of a picture or
// a file.
//
// See https://docs.discord.com/developers/resources/message#embed-object.
var (
	linkSchemes   = []string{"http", "https"}
	buttonSchemes = []string{"http", "https", "discord"}
	mediaSchemes  = []string{"http", "https", "attachment"}
)

// url checks an address that may be left out: its length, its scheme, and that it is a URI.
func (c *checker) url(name, address string, most int, schemes []string) {
	before := len(c.violations)
	if c.text(name, address, 0, most); address == "" || len(c.violations) > before {
		return
	}
	scheme, rest, absolute := strings.Cut(address, "://")
	if !absolute || !isOneOf(scheme, schemes) {
		c.refuse(name, "is no absolute URL: it must begin with %s", "\""+strings.Join(schemes, "://\" or \"")+"://\"")
		return
	}
	if rest == "" || rest[0] == '/' || isBlank(rest) && !strings.EqualFold(scheme, "attachment") {
		c.refuse(name, "is no URL: after %q a host or a file's name is needed, without white space", strings.ToLower(scheme)+"://")
	}
}

// isOneOf reports whether a scheme is in a list. It ignores case, as URLs do.
func isOneOf(scheme string, schemes []string) bool {
	for _, s := range schemes {
		if strings.EqualFold(s, scheme) {
			return true
		}
	}
	return false
}

// isBlank reports whether the text has a space or an ASCII control character. A URI cannot hold
// them. Discord accepts them only in the name of an upload.
func isBlank(text string) bool {
	return strings.ContainsFunc(text, func(r rune) bool { return r <= ' ' || r == 0x7F })
}

// mediaURL checks the address of a component's picture, video or file. If it refers to an upload,
// and all files of the message are known, one of them must have that name.
func (c *checker) mediaURL(address string) {
	if address == "" {
		c.text("url", address, 1, maxURL)
		return
	}
	before := len(c.violations)
	if c.url("url", address, maxURL, mediaSchemes); len(c.violations) > before || !c.closed {
		return
	}
	if name, upload := strings.CutPrefix(address, attachmentScheme); upload && !c.uploaded(name) {
		c.refuse("url", "refers to a file that is not among the Files of this message")
	}
}

// uploaded reports whether a file of that name is uploaded with the message. Discord also accepts
// the name that it derives from the given name, so uploaded returns false only if the name is
// certainly missing.
func (c *checker) uploaded(name string) bool {
	for i := range c.uploads {
		if own := c.uploads[i].Name; own == name || strings.ContainsFunc(own, isRenamed) {
			return true
		}
	}
	return strings.ContainsRune(name, '%')
}

// isRenamed reports whether Discord may replace or drop the character in the name of a file.
func isRenamed(r rune) bool {
	return r != '.' && r != '-' && r != '_' && (r < '0' || r > '9') && (r|0x20 < 'a' || r|0x20 > 'z')
}
