package rest

import (
	"context"
	"net/http"

	"github.com/hotaru-go/hotaru/discord"
)

const emojiRoute = "/applications/{application.id}/emojis"

// ListEmojis returns the app's own emojis: at most 2000. If application is zero, the client asks
// Discord for it.
//
// See https://docs.discord.com/developers/resources/emoji#list-application-emojis.
func (a API) ListEmojis(ctx context.Context, application discord.Snowflake) ([]discord.Emoji, error) {
	app, err := a.appID(ctx, application)
	if err != nil {
		return nil, err
	}
	all, err := get[struct {
		Items []discord.Emoji `json:"items"`
	}](ctx, a, Path(emojiRoute, app))
	if err != nil {
		return nil, err
	}
	return all.Items, nil
}

// GetEmoji returns one of the app's own emojis. If application is zero, the client asks Discord for
// it. Further codes: [ErrUnknownEmoji].
//
// See https://docs.discord.com/developers/resources/emoji#get-application-emoji.
func (a API) GetEmoji(ctx context.Context, application, emoji discord.Snowflake) (*discord.Emoji, error) {
	app, err := a.appID(ctx, application)
	if err != nil {
		return nil, err
	}
	return get[discord.Emoji](ctx, a, Path(emojiRoute+"/{emoji.id}", app, emoji))
}

// CreateEmoji adds an emoji to the app. name is 2 to 32 letters, digits and underscores. image is a
// picture made by [Image], of at most 256 KiB. If application is zero, the client asks Discord for
// it. Further codes: [ErrTooManyEmojis].
//
// See https://docs.discord.com/developers/resources/emoji#create-application-emoji.
func (a API) CreateEmoji(ctx context.Context, application discord.Snowflake, name, image string) (*discord.Emoji, error) {
	app, err := a.appID(ctx, application)
	if err != nil {
		return nil, err
	}
	body := struct {
		Name  string `json:"name"`
		Image string `json:"image"`
	}{name, image}
	return send[discord.Emoji](ctx, a, http.MethodPost, Path(emojiRoute, app), body)
}

// RenameEmoji renames one of the app's own emojis. If application is zero, the client asks Discord
// for it. Further codes: [ErrUnknownEmoji].
//
// See https://docs.discord.com/developers/resources/emoji#modify-application-emoji.
func (a API) RenameEmoji(ctx context.Context, application, emoji discord.Snowflake, name string) (*discord.Emoji, error) {
	app, err := a.appID(ctx, application)
	if err != nil {
		return nil, err
	}
	body := struct {
		Name string `json:"name"`
	}{name}
	return send[discord.Emoji](ctx, a, http.MethodPatch, Path(emojiRoute+"/{emoji.id}", app, emoji), body)
}

// DeleteEmoji deletes one of the app's own emojis. If application is zero, the client asks Discord
// for it. Further codes: [ErrUnknownEmoji].
//
// See https://docs.discord.com/developers/resources/emoji#delete-application-emoji.
func (a API) DeleteEmoji(ctx context.Context, application, emoji discord.Snowflake) error {
	app, err := a.appID(ctx, application)
	if err != nil {
		return err
	}
	return a.delete(ctx, Path(emojiRoute+"/{emoji.id}", app, emoji))
}
