package rest

import (
	"context"
	"net/http"
	"net/url"
	"strconv"

	"github.com/hotaru-go/hotaru/discord"
)

// API has a method for each call of Discord's API that bots like hotaru's make. Make one of any
// client:
//
//	api := rest.API{Client: client}
//	message, err := api.SendMessage(ctx, channelID, discord.Message{Content: "hello"})
//
// In a listener of package core, core.REST(ctx) returns it. A program links only the methods that
// it calls, which is why they are not the client's own.
//
// Every method is a call of [Client.Do]: it keeps Discord's rate limits, retries what it may, and
// sends the context's reason ([WithReason]). It needs a bot token unless it says otherwise. Its
// error is an [*Error] if Discord refuses the call, in which errors.Is finds Discord's [Code]:
// [ErrMissingAccess] if the bot cannot see the channel or is not in the guild,
// [ErrMissingPermissions] if it lacks a permission, and [ErrInvalidFormBody], with the fields, for
// a value that breaks a rule. [ErrRateLimited] and [ErrUncertain] can come from any call. The
// methods' comments name the permissions that they need, and further codes.
//
// In a request, a field that is zero is left out. In an edit, nil leaves what is there. To clear
// it, set a pointer to an empty text, or to a zero ID or time, or an empty list:
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

// Page says which part of a list is wanted. The zero value is the first part, of the size that
// Discord chooses.
type Page struct {
	// Before and After are IDs: the part before or after it is wanted. Only one of them may be set.
	Before, After discord.Snowflake
	// Limit is the largest number of objects; the method names the most that Discord allows.
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
