package discordtest

import (
	"crypto/rand"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"
)

// grant is an OAuth2 token that the API has issued.
type grant struct {
	scopes []string
	until  time.Time
}

// grantTime is how long a token from client credentials is valid: a week, as at Discord.
const grantTime = 7 * 24 * time.Hour

func randomText(n int) string {
	text := ""
	for len(text) < n {
		text += rand.Text()
	}
	return text[:n]
}

// application returns the application's own record.
//
// See https://docs.discord.com/developers/resources/application#application-object.
func (a *API) application() object {
	record := object{
		"id": a.options.ApplicationID.String(), "name": a.options.Name, "icon": nil, "description": "", "summary": "",
		"type": nil, "is_monetized": false, "is_verified": false, "is_discoverable": false, "hook": true, "bot_public": true,
		"bot_require_code_grant": false, "verify_key": a.options.Key.PublicKey(), "flags": 0, "tags": []any{},
		"redirect_uris": []any{}, "interactions_endpoint_url": nil, "role_connections_verification_url": nil,
		"integration_types_config": object{"0": object{}, "1": object{}}, "approximate_guild_count": max(len(a.options.Guilds), 1),
		"approximate_user_install_count": 1, "bot": a.botUser(),
	}
	maps.Copy(record, a.ownRecord)
	return record
}

// authorized reports whether a call has the bot's token, or a bearer token with the scope. An empty
// scope means any scope.
func (a *API) authorized(r *http.Request, scope string) bool {
	kind, token, _ := strings.Cut(r.Header.Get("Authorization"), " ")
	switch kind {
	case "Bot":
		return token == a.options.BotToken && token != ""
	case "Bearer":
		return a.bearer(token, scope)
	}
	return false
}

func (a *API) bearer(token, scope string) bool {
	if token == a.options.BearerToken && token != "" {
		return true
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	g, known := a.grants[token]
	return known && a.now().Before(g.until) && (scope == "" || slices.Contains(g.scopes, scope))
}

func (a *API) getApplication(r *http.Request, _ *Call) (apiReply, *Refusal) {
	if !strings.HasPrefix(r.Header.Get("Authorization"), "Bot ") || !a.authorized(r, "") {
		return apiReply{}, refusedUnauthorized
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	return okReply(encoded(a.application())), nil
}

func (a *API) getAuthorization(r *http.Request, _ *Call) (apiReply, *Refusal) {
	token, isBearer := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer ")
	if !isBearer || !a.bearer(token, "") {
		return apiReply{}, refusedUnauthorized
	}
	a.mu.Lock()
	g, granted := a.grants[token]
	record := a.application()
	a.mu.Unlock()
	if !granted {
		g = grant{[]string{"identify", scopeCommands}, a.now().Add(grantTime)}
	}
	for _, key := range []string{"bot", "flags", "redirect_uris", "interactions_endpoint_url", "role_connections_verification_url"} {
		delete(record, key)
	}
	return okReply(encoded(object{
		"application": record, "scopes": g.scopes, "expires": formatTime(g.until),
		"user": object{"id": "218436509120135168", "username": "ami.lampyris", "avatar": nil, "discriminator": "0",
			"global_name": "Ami", "public_flags": 0},
	})), nil
}

// scopeCommands is the scope with which a bearer token can register commands.
const scopeCommands = "applications.commands.update"

// postToken exchanges client credentials for a token.
//
// See https://docs.discord.com/developers/topics/oauth2#client-credentials-grant.
func (a *API) postToken(r *http.Request, call *Call) (apiReply, *Refusal) {
	form, err := url.ParseQuery(string(call.Body))
	if err != nil || !strings.HasPrefix(r.Header.Get("Content-Type"), "application/x-www-form-urlencoded") {
		return oauthError(http.StatusBadRequest, "invalid_request", "The body is application/x-www-form-urlencoded."), nil
	}
	id, secret, basic := r.BasicAuth()
	if basic {
		id, secret = unescape(id), unescape(secret)
	} else {
		id, secret = form.Get("client_id"), form.Get("client_secret")
	}
	if id != a.options.ApplicationID.String() || secret != a.options.ClientSecret {
		return oauthError(http.StatusUnauthorized, "invalid_client", ""), nil
	}
	if form.Get("grant_type") != "client_credentials" {
		return oauthError(http.StatusBadRequest, "unsupported_grant_type", ""), nil
	}
	scopes := strings.Fields(form.Get("scope"))
	if len(scopes) == 0 {
		return oauthError(http.StatusBadRequest, "invalid_scope", "The requested scope is invalid, unknown, or malformed."), nil
	}
	token := randomText(30)
	a.mu.Lock()
	defer a.mu.Unlock()
	a.grants[token] = grant{scopes, a.now().Add(grantTime)}
	return okReply(encoded(object{
		"access_token": token, "token_type": "Bearer", "expires_in": int(grantTime.Seconds()), "scope": strings.Join(scopes, " "),
	})), nil
}

// unescape undoes the form encoding that RFC 6749 requires. It accepts a text without that encoding
// too.
func unescape(text string) string {
	if plain, err := url.QueryUnescape(text); err == nil {
		return plain
	}
	return text
}

func oauthError(status int, code, description string) apiReply {
	body := object{"error": code}
	if description != "" {
		body["error_description"] = description
	}
	return apiReply{status, encoded(body)}
}
