package discordtest_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/hotaru-go/hotaru/discord"
	"github.com/hotaru-go/hotaru/discordtest"
	"github.com/hotaru-go/hotaru/rest"
)

// crowded makes a world with many people, and a client of its API. The clock moves a second each
// time it is read.
func crowded(t *testing.T, grant discord.Permissions) (*discordtest.Discord, rest.API) {
	t.Helper()
	clock := newClock()
	d := discordtest.NewDiscord(discordtest.APIOptions{Now: func() time.Time { clock.pass(time.Second); return clock.now() }})
	d.API.Start()
	client := rest.New(d.API.RESTOptions())
	t.Cleanup(func() {
		client.CloseIdleConnections()
		if err := d.Close(); err != nil {
			t.Error(err)
		}
	})
	d.World.Grant(grant)
	for n := range 7 {
		user := discord.User{ID: discord.Snowflake(100 + n), Username: fmt.Sprint("glow", n)}
		d.World.Members = append(d.World.Members, discord.Member{User: &user})
	}
	return d, rest.API{Client: client}
}

// walk reads a list page by page and compares it with the wanted list. next returns the next page
// after the last object of a page.
func walk[T any](t *testing.T, name string, want []discord.Snowflake, page rest.Page, id func(T) discord.Snowflake, next func(rest.Page, T) rest.Page, call func(rest.Page) ([]T, error)) {
	t.Helper()
	var got []discord.Snowflake
	for range 20 {
		list, err := call(page)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if len(list) > page.Limit {
			t.Fatalf("%s: %d objects on a page of %d", name, len(list), page.Limit)
		}
		if len(list) == 0 {
			break
		}
		for _, one := range list {
			got = append(got, id(one))
		}
		page = next(page, list[len(list)-1])
	}
	if !slices.Equal(got, want) {
		t.Errorf("%s: the pages have %v, want %v", name, got, want)
	}
}

// after returns a function that continues after the last object of a page.
func after[T any](id func(T) discord.Snowflake) func(rest.Page, T) rest.Page {
	return func(p rest.Page, last T) rest.Page { p.After = id(last); return p }
}

func TestListsComeInPages(t *testing.T) {
	d, api := crowded(t, discord.PermissionBanMembers|discord.PermissionManageThreads|discord.PermissionCreatePrivateThreads|discord.PermissionPinMessages)
	ctx, guild, general := t.Context(), d.World.Guild.ID, d.World.Channels[0].ID
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	people := []discord.Snowflake{100, 101, 102, 103, 104, 105, 106}
	everybody := slices.Clone(people)
	for _, m := range append(d.World.Members[:4:4], d.World.Bot) {
		everybody = append(everybody, m.User.ID)
	}
	slices.Sort(everybody)
	member := func(m discord.Member) discord.Snowflake { return m.User.ID }
	walk(t, "members", everybody, rest.Page{Limit: 3}, member, after(member), func(p rest.Page) ([]discord.Member, error) {
		return api.ListMembers(ctx, guild, p)
	})

	sent, err := api.SendMessage(ctx, general, discord.Message{Content: "x"})
	must(err)
	for n := range people {
		must(d.Person().As(*d.World.Members[len(d.World.Members)-1-n].User).React(sent.ID, "🔥"))
	}
	user := func(u discord.User) discord.Snowflake { return u.ID }
	walk(t, "reactions", people, rest.Page{Limit: 2}, user, after(user), func(p rest.Page) ([]discord.User, error) {
		return api.ListReactions(ctx, general, sent.ID, discord.Emoji{Name: "🔥"}, p)
	})

	// The archive lists the most recently archived threads first, by time. The threads that the bot
	// has joined are listed by ID.
	var threads []discord.Snowflake
	for n := range 5 {
		thread, err := api.StartThread(ctx, general, rest.ThreadCreate{Name: fmt.Sprint("t", n), Type: discord.ChannelPrivateThread})
		must(err)
		for _, id := range people {
			must(api.AddThreadMember(ctx, thread.ID, id))
		}
		must(api.ArchiveThread(ctx, thread.ID))
		threads = append([]discord.Snowflake{thread.ID}, threads...)
	}
	place := func(m discord.ThreadMember) discord.Snowflake { return m.UserID }
	walk(t, "thread members", append(slices.Clone(people), d.World.Bot.User.ID), rest.Page{Limit: 3}, place, after(place), func(p rest.Page) ([]discord.ThreadMember, error) {
		return api.ListThreadMembers(ctx, threads[0], p)
	})
	var archived, joined []discord.Snowflake
	before, last, more := time.Time{}, discord.Snowflake(0), true
	for n := 0; more && n < 9; n++ {
		list, err := api.ListArchivedPrivateThreads(ctx, general, before, 2)
		must(err)
		for _, thread := range list.Threads {
			archived, before = append(archived, thread.ID), thread.Thread.ArchiveTimestamp.Time
		}
		more = list.HasMore
	}
	more = true
	for n := 0; more && n < 9; n++ {
		list, err := api.ListJoinedArchivedThreads(ctx, general, last, 2)
		must(err)
		for _, thread := range list.Threads {
			joined, last = append(joined, thread.ID), thread.ID
		}
		more = list.HasMore
	}
	if !slices.Equal(archived, threads) || !slices.Equal(joined, threads) {
		t.Errorf("archived %v, joined %v, want %v", archived, joined, threads)
	}

	var pins, pinned []discord.Snowflake
	for range 3 {
		m, err := api.SendMessage(ctx, general, discord.Message{Content: "x"})
		must(err)
		must(api.PinMessage(ctx, general, m.ID))
		pins = append([]discord.Snowflake{m.ID}, pins...)
	}
	before, more = time.Time{}, true
	for n := 0; more && n < 9; n++ {
		list, err := api.ListPins(ctx, general, before, 2)
		must(err)
		for _, pin := range list.Items {
			pinned, before = append(pinned, pin.Message.ID), pin.PinnedAt.Time
		}
		more = list.HasMore
	}
	if !slices.Equal(pinned, pins) {
		t.Errorf("pinned %v, want %v", pinned, pins)
	}

	for _, id := range people {
		must(api.BanMember(ctx, guild, id, 0))
	}
	ban := func(b discord.Ban) discord.Snowflake { return b.User.ID }
	walk(t, "bans", people, rest.Page{Limit: 3}, ban, after(ban), func(p rest.Page) ([]discord.Ban, error) { return api.ListBans(ctx, guild, p) })
	if list, err := api.ListBans(ctx, guild, rest.Page{Before: 105, Limit: 2}); err != nil || len(list) != 2 || list[0].User.ID != 103 {
		t.Errorf("bans before 105: %+v, %v", list, err)
	}
}

// Entitlements come in pages, too.
func TestPurchasesComeInPages(t *testing.T) {
	d, api := crowded(t, 0)
	user := d.World.Members[0].User.ID
	var want, renewed []discord.Snowflake
	for range 5 {
		want = append(want, d.API.AddEntitlement(discord.Entitlement{UserID: user, SKUID: 1306194279000000100}).ID)
		renewed = append(renewed, d.API.AddSubscription(discord.Subscription{UserID: user}).ID)
	}
	d.API.AddSubscription(discord.Subscription{UserID: 5})
	id := func(e discord.Entitlement) discord.Snowflake { return e.ID }
	walk(t, "entitlements", want, rest.Page{Limit: 2}, id, after(id), func(p rest.Page) ([]discord.Entitlement, error) {
		return api.ListEntitlements(t.Context(), rest.EntitlementFilter{Page: p})
	})
	of := func(s discord.Subscription) discord.Snowflake { return s.ID }
	walk(t, "subscriptions", renewed, rest.Page{Limit: 2}, of, after(of), func(p rest.Page) ([]discord.Subscription, error) {
		return api.ListSubscriptions(t.Context(), 1306194279000000100, user, p)
	})
	if s, err := api.GetSubscription(t.Context(), 1306194279000000100, renewed[1]); err != nil || s.UserID != user {
		t.Errorf("%+v, %v", s, err)
	}
}
