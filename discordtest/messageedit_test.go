package discordtest_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/hotaru-go/hotaru/discord"
	"github.com/hotaru-go/hotaru/discordtest"
	"github.com/hotaru-go/hotaru/rest"
)

// TestEditOfAnothersMessage checks that an app can change only the flags of another user's message,
// and only with MANAGE_MESSAGES.
func TestEditOfAnothersMessage(t *testing.T) {
	t.Parallel()
	d, api := crowded(t, 0)
	suppress := discord.Update{Flags: new(discord.SuppressEmbeds)}
	said := d.Person().Say("https://example.com")
	edit := func(u discord.Update, want error) {
		t.Helper()
		m, err := api.EditMessage(t.Context(), said.ChannelID, said.ID, u)
		if !errors.Is(err, want) || err == nil && (!m.Flags.Has(discord.SuppressEmbeds) || m.Content != said.Content) {
			t.Errorf("%+v, %v, want %v", m, err, want)
		}
	}
	edit(suppress, rest.ErrMissingPermissions)
	d.See(func(w *discordtest.World) { w.Grant(discord.PermissionManageMessages) })
	edit(suppress, nil)
	edit(discord.Update{Content: new("x"), Flags: suppress.Flags}, rest.ErrNotTheAuthor)
	edit(discord.Update{Content: new("x")}, rest.ErrNotTheAuthor)
	edit(discord.Update{Flags: suppress.Flags, Files: []discord.File{{Name: "a.txt", Content: strings.NewReader("x")}}}, rest.ErrNotTheAuthor)
}
