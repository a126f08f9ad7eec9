package rest

import (
	"context"
	"net/http"
	"net/url"
	"strconv"

	"github.com/hotaru-go/hotaru/discord"
)

// API has a method for each call of Discord's API that hotaru's bots commonly make. Make an API
// from any client:
//
//	api := rest.API{Client: client}
//	message, err := api.SendMessage(ctx, channelID, discord.Message{Content: "hello"})
//
// In a listener of package core, core.REST(ctx) returns it. The methods are not methods of Client,
// so a program links only those that it calls.
//
// Every method behaves as [Client.Do]: it keeps Discord's rate limits, retries where that is safe,
// and sends the context's reason ([WithReason]). It needs a bot token unless its comment says
// otherwise. If Discord refuses the call, the error is an [*Error], in which errors.Is finds
// Discord's [Code]: [ErrMissingAccess] if the bot cannot see the channel or is not in the guild,
// [ErrMissingPermissions] if it lacks a permission, and [ErrInvalidFormBody], with the fields, for
// a value that breaks a rule. [ErrRateLimited] and [ErrUncertain] can come from any call. The
// methods' comments name the permissions that they need, and further codes.
//
// In a request, a zero field is left out. In an edit, a nil field is not changed. To clear a field,
// set a pointer to an empty text, a pointer to a zero ID or time, or an empty list:
//
//	rest.ChannelEdit{Topic: new(""), ParentID: new(discord.Snowflake(0)), Overwrites: []discord.PermissionOverwrite{}}
type API struct{ *Client }

// get makes a call that returns one object.
func get[T any](ctx context.Context, a API, path string) (*T, error) {
	return send[T](ctx, a, http.MethodGet, path, nil)
}

// listAt makes a call that returns a list of objects.
func listAt[T any](ctx context.Context, a API, path string) ([]T, error) {
	all, err := get[[]T](ctx, a, path)
	if err != nil {
		return nil, err
	}
	return *all, nil
}

// send makes a call with a body that returns one object.
func send[T any](ctx context.Context, a API, method, path string, body any) (*T, error) {
	into := new(T)
	if err := a.Do(ctx, method, path, body, into); err != nil {
		return nil, err
	}
	return into, nil
}

// delete makes a call that deletes something.
func (a API) delete(ctx context.Context, path string) error {
	return a.Do(ctx, http.MethodDelete, path, nil, nil)
}

// put makes a call that sets something.
func (a API) put(ctx context.Context, path string, body any) error {
	return a.Do(ctx, http.MethodPut, path, body, nil)
}

// Page selects a part of a list. The zero value selects the first part, of the size that Discord
// chooses.
type Page struct {
	// Before and After select the objects before or after an ID. Only one of them may be set.
	Before, After discord.Snowflake
	// Limit is the largest number of objects. The method's comment says how many Discord allows.
	Limit int
}

// query returns the page as query parameters.
func (p Page) query() url.Values {
	query := url.Values{}
	addID(query, "before", p.Before)
	addID(query, "after", p.After)
	addInt(query, "limit", p.Limit)
	return query
}

func addID(query url.Values, name string, id discord.Snowflake) {
	if id != 0 {
		query.Set(name, id.String())
	}
}

func addInt(query url.Values, name string, n int) {
	if n != 0 {
		query.Set(name, strconv.Itoa(n))
	}
}

func addBool(query url.Values, name string, set bool) {
	if set {
		query.Set(name, "true")
	}
}

// appID returns the ID, or asks Discord for it if it is zero.
func (a API) appID(ctx context.Context, id discord.Snowflake) (discord.Snowflake, error) {
	scope, err := a.resolve(ctx, CommandScope{ApplicationID: id})
	return scope.ApplicationID, err
}
