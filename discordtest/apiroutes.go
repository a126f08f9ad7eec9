package discordtest

import (
	"net/http"
	"net/url"
	"strings"
)

// The routes, as [Fault], [API.Limit] and [Call] name them: the method, and the path with names in braces where it has
// values.
const (
	RouteApplication    = "GET /applications/@me"
	RouteAuthorization  = "GET /oauth2/@me"
	RouteToken          = "POST /oauth2/token"
	RouteCallback       = "POST /interactions/{interaction}/{token}/callback"
	RouteGetOriginal    = "GET /webhooks/{application}/{token}/messages/@original"
	RouteEditOriginal   = "PATCH /webhooks/{application}/{token}/messages/@original"
	RouteDeleteOriginal = "DELETE /webhooks/{application}/{token}/messages/@original"
	RouteFollowUp       = "POST /webhooks/{application}/{token}"
	RouteGetFollowUp    = "GET /webhooks/{application}/{token}/messages/{message}"
	RouteEditFollowUp   = "PATCH /webhooks/{application}/{token}/messages/{message}"
	RouteDeleteFollowUp = "DELETE /webhooks/{application}/{token}/messages/{message}"

	RouteCommands      = "GET /applications/{application}/commands"
	RoutePutCommands   = "PUT /applications/{application}/commands"
	RouteCreateCommand = "POST /applications/{application}/commands"
	RouteGetCommand    = "GET /applications/{application}/commands/{command}"
	RouteEditCommand   = "PATCH /applications/{application}/commands/{command}"
	RouteDeleteCommand = "DELETE /applications/{application}/commands/{command}"

	RouteGuildCommands      = "GET /applications/{application}/guilds/{guild}/commands"
	RoutePutGuildCommands   = "PUT /applications/{application}/guilds/{guild}/commands"
	RouteCreateGuildCommand = "POST /applications/{application}/guilds/{guild}/commands"
	RouteGetGuildCommand    = "GET /applications/{application}/guilds/{guild}/commands/{command}"
	RouteEditGuildCommand   = "PATCH /applications/{application}/guilds/{guild}/commands/{command}"
	RouteDeleteGuildCommand = "DELETE /applications/{application}/guilds/{guild}/commands/{command}"
)

// reply is what a call is answered with; a nil body is 204.
type reply struct {
	status int
	body   []byte
}

var noContent = reply{status: http.StatusNoContent}

func ok(body []byte) reply { return reply{http.StatusOK, body} }

// endpoint answers a call whose body has been read.
type endpoint func(r *http.Request, call *Call) (reply, *Refusal)

func (a *API) newRoutes() *http.ServeMux {
	mux := http.NewServeMux()
	for route, serve := range map[string]endpoint{
		RouteApplication:   a.getApplication,
		RouteAuthorization: a.getAuthorization,
		RouteToken:         a.postToken,

		RouteCallback:       a.postCallback,
		RouteGetOriginal:    a.getMessage,
		RouteEditOriginal:   a.patchMessage,
		RouteDeleteOriginal: a.deleteMessage,
		RouteFollowUp:       a.postFollowUp,
		RouteGetFollowUp:    a.getMessage,
		RouteEditFollowUp:   a.patchMessage,
		RouteDeleteFollowUp: a.deleteMessage,

		RouteCommands:           a.getCommands,
		RoutePutCommands:        a.putCommands,
		RouteCreateCommand:      a.postCommand,
		RouteGetCommand:         a.getCommand,
		RouteEditCommand:        a.patchCommand,
		RouteDeleteCommand:      a.deleteCommand,
		RouteGuildCommands:      a.getCommands,
		RoutePutGuildCommands:   a.putCommands,
		RouteCreateGuildCommand: a.postCommand,
		RouteGetGuildCommand:    a.getCommand,
		RouteEditGuildCommand:   a.patchCommand,
		RouteDeleteGuildCommand: a.deleteCommand,
	} {
		mux.HandleFunc(route, func(w http.ResponseWriter, r *http.Request) { a.serve(w, r, route, serve) })
	}
	mux.HandleFunc("GET /attachments/{channel}/{attachment}/{name}", a.getFile)
	mux.HandleFunc("/", a.serveNothing)
	return mux
}

// ServeHTTP answers a call. The path may begin with /api, and with the version after it, as Discord's does.
func (a *API) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	path := strings.TrimPrefix(r.URL.EscapedPath(), "/api")
	if version, rest, found := strings.Cut(strings.TrimPrefix(path, "/"), "/"); found && isVersion(version) {
		path = "/" + rest
	}
	short := r.Clone(r.Context())
	short.URL.RawPath = path
	if decoded, err := url.PathUnescape(path); err == nil {
		short.URL.Path = decoded
	}
	a.routes.ServeHTTP(w, short)
}

func isVersion(step string) bool {
	digits, ok := strings.CutPrefix(step, "v")
	return ok && digits != "" && strings.Trim(digits, "0123456789") == ""
}

// serveNothing answers what no route answers: with 405 where another method has one.
func (a *API) serveNothing(w http.ResponseWriter, r *http.Request) {
	a.serve(w, r, "", func(r *http.Request, _ *Call) (reply, *Refusal) {
		for _, method := range []string{"GET", "POST", "PUT", "PATCH", "DELETE"} {
			other := r.Clone(r.Context())
			other.Method = method
			if _, pattern := a.routes.Handler(other); pattern != "/" && pattern != "" {
				return reply{}, refusedMethod
			}
		}
		return reply{}, refusedRoute
	})
}
