package rest

import (
	"errors"
	"fmt"
	"strings"
	"unicode"

	"github.com/hotaru-go/hotaru/internal/pasted"
)

// ErrOptions means that a value in [Options] cannot be right. The error names the field and the
// fix, but never the value.
var ErrOptions = errors.New("rest: invalid Options")

// pasted returns the options without the extra characters that pasting adds to values.
func (o Options) pasted() Options {
	o.BotToken = trimScheme(o.BotToken, "Bot")
	o.BearerToken = trimScheme(o.BearerToken, "Bearer")
	o.ClientID = pasted.Text(o.ClientID)
	o.ClientSecret = pasted.Text(o.ClientSecret)
	o.BaseURL = pasted.Text(o.BaseURL)
	return o
}

// trimScheme removes the scheme from a token that was pasted with the word before it in the
// Authorization header.
func trimScheme(token, scheme string) string {
	token = pasted.Text(token)
	if rest, ok := strings.CutPrefix(token, scheme); ok && rest != strings.TrimLeftFunc(rest, unicode.IsSpace) {
		return pasted.Text(rest)
	}
	return token
}

// Check reports values that cannot be right: a credential that contains white space or other
// characters that no credential has, a client ID that is not a number, or a BaseURL that is not an
// absolute http or https URL. The error is [ErrOptions]. The first call of a client reports it too.
func (o Options) Check() error {
	o = o.pasted()
	for _, one := range []struct{ name, value string }{
		{"BotToken", o.BotToken}, {"BearerToken", o.BearerToken}, {"ClientSecret", o.ClientSecret},
	} {
		if strings.ContainsFunc(one.value, func(r rune) bool { return r <= ' ' || r > '~' }) {
			return fmt.Errorf("%w: %s has white space, a line end or another character inside that Discord does not use: copy it again from the Developer Portal", ErrOptions, one.name)
		}
	}
	if strings.Trim(o.ClientID, "0123456789") != "" {
		return fmt.Errorf("%w: ClientID is not a number: copy the Application ID from the Developer Portal", ErrOptions)
	}
	_, err := parseBase(o.BaseURL)
	return err
}
