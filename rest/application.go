package rest

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/hotaru-go/hotaru/discord"
)

// Application returns the app's own record. With a bot token it comes from GET /applications/@me,
// otherwise from GET /oauth2/@me; client credentials are first exchanged for a token. Without a
// credential the error is [ErrNoCredentials]. A refusal is an [*Error], with status 401 if the
// credential is wrong.
//
// See https://docs.discord.com/developers/resources/application#get-current-application and
// https://docs.discord.com/developers/topics/oauth2#get-current-authorization-information.
func (c *Client) Application(ctx context.Context) (*discord.Application, error) {
	authorization, err := c.authorize(ctx, "identify")
	if err != nil {
		return nil, err
	}
	if c.bot() != "" {
		call := newCall(http.MethodGet, "/applications/@me")
		call.authorization = authorization
		return doInto(ctx, c, call, discord.DecodeApplication)
	}
	call := newCall(http.MethodGet, "/oauth2/@me")
	call.authorization = authorization
	return doInto(ctx, c, call, decodeAuthorization)
}

// decodeAuthorization returns the application in the answer of GET /oauth2/@me, or an empty one if
// there is none.
func decodeAuthorization(answer []byte) (*discord.Application, error) {
	info, err := decodeJSON[struct {
		Application *json.RawMessage `json:"application"`
	}](answer)
	if err != nil || info.Application == nil {
		return new(discord.Application), err
	}
	return discord.DecodeApplication(*info.Application)
}

// PublicKey returns the app's public key as Discord sends it. The caller must check that it is 64
// hex digits. The errors are those of [Client.Application], and [ErrNoPublicKey] if the record has
// no key.
func (c *Client) PublicKey(ctx context.Context) (string, error) {
	app, err := c.Application(ctx)
	if err != nil {
		return "", err
	}
	if app.VerifyKey == "" {
		return "", ErrNoPublicKey
	}
	return app.VerifyKey, nil
}

// grant is a token that Discord gave for client credentials.
type grant struct {
	authorization secret
	until         time.Time
}

// authorize returns the Authorization header. scope is the OAuth2 scope that a grant must have.
// Other credentials have their own scopes.
func (c *Client) authorize(ctx context.Context, scope string) (secret, error) {
	switch {
	case c.bot() != "":
		return hide("Bot " + c.bot()), nil
	case c.bearer() != "":
		return hide("Bearer " + c.bearer()), nil
	case c.clientID == "" || c.clientSecret() == "":
		return nil, ErrNoCredentials
	}
	c.mu.Lock()
	known := c.grants[scope]
	c.mu.Unlock()
	if wallTime().Before(known.until) {
		return known.authorization, nil
	}
	fresh, err := c.exchange(ctx, scope)
	if err != nil {
		return nil, err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.grants == nil {
		c.grants = map[string]grant{}
	}
	c.grants[scope] = fresh
	return fresh.authorization, nil
}

// exchange gets a token for the client credentials. A retry gets another token, which does no harm.
//
// See https://docs.discord.com/developers/topics/oauth2#client-credentials-grant.
func (c *Client) exchange(ctx context.Context, scope string) (grant, error) {
	call := newCall(http.MethodPost, "/oauth2/token")
	pair := url.QueryEscape(c.clientID) + ":" + url.QueryEscape(c.clientSecret())
	call.authorization = hide("Basic " + base64.StdEncoding.EncodeToString([]byte(pair)))
	call.token = c.clientSecret
	call.body = callBody{
		contentType: "application/x-www-form-urlencoded",
		text:        []byte(url.Values{"grant_type": {"client_credentials"}, "scope": {scope}}.Encode()),
	}
	token, err := doInto(ctx, c, call, decodeJSON[struct {
		AccessToken string  `json:"access_token"`
		ExpiresIn   float64 `json:"expires_in"`
	}])
	if err != nil {
		return grant{}, err
	}
	if strings.TrimSpace(token.AccessToken) == "" {
		return grant{}, call.unreadable("it holds no access_token")
	}
	// The token is not used in its last minute, so it does not expire before it arrives.
	return grant{hide("Bearer " + token.AccessToken), wallTime().Add(seconds(token.ExpiresIn) - time.Minute)}, nil
}
