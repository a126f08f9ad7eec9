package discordtest_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/hotaru-go/hotaru/discord"
	"github.com/hotaru-go/hotaru/discordtest"
)

// The IDs of discordtest.NewWorld.
const (
	inGuild   = "/guilds/1187204533208612864"
	inGeneral = "/channels/1187204534420766740"
	inNews    = "/channels/1187204534420766741"
	inVoice   = "/channels/1187204534420766742"
	category  = "1187204534420766738"
	ami       = "218436509120135168"
	reed      = "401920377712607233"
	oak       = "155149108183695360"
	passerBy  = "912345678901234567"
	moderator = "1187210042112327771"
	everyone  = "1187204533208612864"
)

// step is one call of a bot. {name} in a path is what an earlier step saved: its answer's ID.
type step struct {
	call, body string
	status     int
	// code is Discord's code of a refusal. It is zero if the call succeeds.
	code float64
	save string
}

// play makes the calls, and returns the answer to the last one.
func play(t *testing.T, d *discordtest.Discord, steps ...step) any {
	t.Helper()
	o := d.API.Options()
	c := caller{t, d.API, "Bot " + o.BotToken}
	saved := strings.NewReplacer()
	var names []string
	var last any
	for _, s := range steps {
		method, path, _ := strings.Cut(saved.Replace(s.call), " ")
		status, answer := c.call(method, path, saved.Replace(s.body))
		got := 0.0
		if status >= 300 {
			got, _ = at(t, answer, "code").(float64)
		}
		if status != s.status || got != s.code {
			t.Errorf("%s %s: %d, code %v, want %d, code %v: %v", s.call, s.body, status, got, s.status, s.code, answer)
		}
		if s.save != "" && status < 300 {
			names = append(names, "{"+s.save+"}", fmt.Sprint(at(t, answer, "id")))
			saved = strings.NewReplacer(names...)
		}
		last = answer
	}
	return last
}

func newDiscord(t *testing.T, grant discord.Permissions) *discordtest.Discord {
	t.Helper()
	d := discordtest.NewDiscord(discordtest.APIOptions{})
	t.Cleanup(func() {
		if err := d.Close(); err != nil {
			t.Error(err)
		}
	})
	if grant != 0 {
		d.World.Grant(grant)
	}
	return d
}

func TestCallsOnTheWorld(t *testing.T) {
	dm := []step{
		{"POST /users/@me/channels", `{"recipient_id":"` + ami + `"}`, 200, 0, "dm"},
		{"POST /channels/{dm}/messages", `{"content":"hello"}`, 200, 0, "m"},
		{"PATCH /channels/{dm}/messages/{m}", `{"content":"hi"}`, 200, 0, ""},
		{"POST /users/@me/channels", `{"recipient_id":"` + passerBy + `"}`, 200, 0, "stranger"},
		{"POST /channels/{stranger}/messages", `{"content":"hello"}`, 403, 50278, ""},
		{"POST /users/@me/channels", `{"recipient_id":"5"}`, 400, 50033, ""},
		{"POST /users/@me/channels", `{"recipient_id":"` + reed + `"}`, 200, 0, "closed"},
		{"POST /channels/{closed}/messages", `{"content":"hello"}`, 403, 50007, ""},
	}
	for name, test := range map[string]struct {
		grant discord.Permissions
		steps []step
	}{
		"messages": {0, []step{
			{"POST " + inGeneral + "/messages", `{"content":"one"}`, 200, 0, "one"},
			{"POST " + inGeneral + "/messages", `{"content":"re","message_reference":{"message_id":"{one}"}}`, 200, 0, "two"},
			{"POST " + inGeneral + "/messages", `{"content":"re","message_reference":{"message_id":"7"}}`, 400, 50035, ""},
			{"POST " + inGeneral + "/messages", `{}`, 400, 50006, ""},
			{"POST " + inGeneral + "/messages", `{"content":"once","nonce":"n1","enforce_nonce":true}`, 200, 0, "once"},
			{"POST " + inGeneral + "/messages", `{"content":"twice","nonce":"n1","enforce_nonce":true}`, 200, 0, "again"},
			{"PATCH " + inGeneral + "/messages/{again}", `{"content":"the same as {once}"}`, 200, 0, ""},
			{"POST " + inGeneral + "/messages", `{"content":"x","nonce":"12345678901234567890123456"}`, 400, 50035, ""},
			{"GET " + inGeneral + "/messages/{one}", "", 200, 0, ""},
			{"PATCH " + inGeneral + "/messages/{one}", `{"content":"won"}`, 200, 0, ""},
			{"POST " + inGeneral + "/messages/bulk-delete", `{"messages":["{one}","{two}"]}`, 403, 50013, ""},
			{"DELETE " + inGeneral + "/messages/{one}", "", 204, 0, ""},
			{"GET " + inGeneral + "/messages/{one}", "", 404, 10008, ""},
			{"GET " + inGeneral + "/messages?limit=101", "", 400, 50035, ""},
			{"POST /channels/5/messages", `{"content":"one"}`, 404, 10003, ""},
			{"POST /channels/" + category + "/messages", `{"content":"one"}`, 400, 50024, ""},
			{"POST " + inGeneral + "/messages/{two}/crosspost", "", 400, 50024, ""},
			{"POST " + inNews + "/messages", `{"content":"news"}`, 200, 0, "news"},
			{"POST " + inNews + "/messages/{news}/crosspost", "", 200, 0, ""},
			{"POST " + inNews + "/messages/{news}/crosspost", "", 400, 40033, ""},
		}},
		"bulk": {discord.PermissionManageMessages, []step{
			{"POST " + inGeneral + "/messages", `{"content":"one"}`, 200, 0, "one"},
			{"POST " + inGeneral + "/messages", `{"content":"two"}`, 200, 0, "two"},
			{"POST " + inGeneral + "/messages/bulk-delete", `{"messages":["{one}"]}`, 400, 50016, ""},
			{"POST " + inGeneral + "/messages/bulk-delete", `{"messages":["{one}","1187204534420766740"]}`, 400, 50034, ""},
			{"POST " + inGeneral + "/messages/bulk-delete", `{"messages":["{one}","{two}"]}`, 204, 0, ""},
			{"GET " + inGeneral + "/messages/{two}", "", 404, 10008, ""},
		}},
		"reactions": {0, []step{
			{"POST " + inGeneral + "/messages", `{"content":"one"}`, 200, 0, "m"},
			{"PUT " + inGeneral + "/messages/{m}/reactions/%F0%9F%94%A5/@me", "", 204, 0, ""},
			{"PUT " + inGeneral + "/messages/{m}/reactions/fire/@me", "", 400, 10014, ""},
			{"PUT " + inGeneral + "/messages/{m}/reactions/lamp:41771983429993937/@me", "", 204, 0, ""},
			{"DELETE " + inGeneral + "/messages/{m}/reactions/%F0%9F%94%A5/@me", "", 204, 0, ""},
			{"DELETE " + inGeneral + "/messages/{m}/reactions", "", 403, 50013, ""},
			{"GET " + inGeneral + "/messages/{m}/reactions/lamp:41771983429993937", "", 200, 0, ""},
		}},
		"pins": {discord.PermissionPinMessages, []step{
			{"POST " + inGeneral + "/messages", `{"content":"one"}`, 200, 0, "m"},
			{"PUT " + inGeneral + "/messages/pins/{m}", "", 204, 0, ""},
			{"GET " + inGeneral + "/messages/pins", "", 200, 0, ""},
			{"DELETE " + inGeneral + "/messages/pins/{m}", "", 204, 0, ""},
			{"PUT " + inGeneral + "/pins/5", "", 404, 10008, ""},
		}},
		"threads": {discord.PermissionManageThreads | discord.PermissionCreatePrivateThreads, []step{
			{"POST " + inGeneral + "/messages", `{"content":"one"}`, 200, 0, "m"},
			{"POST " + inGeneral + "/messages/{m}/threads", `{"name":"talk"}`, 201, 0, "t"},
			{"POST " + inGeneral + "/messages/{m}/threads", `{"name":"again"}`, 400, 160004, ""},
			{"POST " + inGeneral + "/threads", `{"name":"private","auto_archive_duration":61}`, 400, 50035, ""},
			{"POST " + inGeneral + "/threads", `{"name":"private","type":12}`, 201, 0, "p"},
			{"POST " + inVoice + "/threads", `{"name":"x","type":11}`, 400, 50024, ""},
			{"PUT /channels/{p}/thread-members/" + ami, "", 204, 0, ""},
			{"GET /channels/{p}/thread-members/" + reed, "", 404, 10007, ""},
			{"POST /channels/{p}/messages", `{"content":"in it"}`, 200, 0, ""},
			{"PATCH /channels/{p}", `{"archived":true,"locked":true}`, 200, 0, ""},
			{"PUT /channels/{p}/thread-members/" + reed, "", 400, 50083, ""},
			{"PATCH /channels/{p}", `{"name":"other"}`, 400, 50083, ""},
			{"GET " + inGuild + "/threads/active", "", 200, 0, ""},
			{"GET " + inGeneral + "/threads/archived/private", "", 200, 0, ""},
			{"DELETE /channels/{t}", "", 200, 0, ""},
			{"GET /channels/{t}", "", 404, 10003, ""},
		}},
		"channels": {discord.PermissionManageChannels | discord.PermissionManageRoles, []step{
			{"POST " + inGuild + "/channels", `{"name":"My Tickets","type":0,"parent_id":"` + category + `"}`, 201, 0, "c"},
			{"POST " + inGuild + "/channels", `{"name":"","type":0}`, 400, 50035, ""},
			{"POST " + inGuild + "/channels", `{"name":"x","type":11}`, 400, 50035, ""},
			{"POST " + inGuild + "/channels", `{"name":"x","parent_id":"{c}"}`, 400, 50035, ""},
			{"PATCH /channels/{c}", `{"topic":null,"rate_limit_per_user":10}`, 200, 0, ""},
			{"PUT /channels/{c}/permissions/" + everyone, `{"type":0,"deny":"1024"}`, 204, 0, ""},
			{"POST /channels/{c}/messages", `{"content":"x"}`, 403, 50001, ""},
			{"PUT " + inGeneral + "/permissions/" + everyone, `{"type":0,"deny":"8"}`, 403, 50013, ""},
			{"PUT " + inGeneral + "/permissions/5", `{"type":0}`, 404, 10009, ""},
			{"DELETE " + inGeneral + "/permissions/5", "", 404, 10009, ""},
		}},
		"forum": {discord.PermissionManageChannels, []step{
			{"POST " + inGuild + "/channels", `{"name":"help","type":15,"available_tags":[{"name":"bug"}],"flags":16}`, 201, 0, "f"},
			{"POST /channels/{f}/threads", `{"name":"it broke","message":{"content":"how"}}`, 400, 50035, ""},
			{"PATCH /channels/{f}", `{"flags":0}`, 200, 0, ""},
			{"POST /channels/{f}/threads", `{"name":"it broke"}`, 400, 50035, ""},
			{"POST /channels/{f}/threads", `{"name":"it broke","message":{}}`, 400, 50006, ""},
			{"POST /channels/{f}/threads", `{"name":"it broke","message":{"content":"how"}}`, 201, 0, "p"},
			{"GET /channels/{p}/messages/{p}", "", 200, 0, ""},
			{"POST /channels/{f}/messages", `{"content":"x"}`, 400, 50024, ""},
		}},
		"members": {discord.PermissionManageRoles | discord.PermissionModerateMembers | discord.PermissionManageNicknames | discord.PermissionKickMembers, []step{
			{"GET " + inGuild + "/members/" + ami, "", 200, 0, ""},
			{"GET " + inGuild + "/members/" + passerBy, "", 404, 10007, ""},
			{"GET " + inGuild + "/members/5", "", 404, 10013, ""},
			{"GET " + inGuild + "/members?limit=1000", "", 200, 0, ""},
			{"PUT " + inGuild + "/members/" + ami + "/roles/" + moderator, "", 204, 0, ""},
			{"PUT " + inGuild + "/members/" + ami + "/roles/5", "", 404, 10011, ""},
			{"PATCH " + inGuild + "/members/" + ami, `{"nick":"Glow","communication_disabled_until":"2099-01-01T00:00:00Z"}`, 400, 50035, ""},
			{"PATCH " + inGuild + "/members/" + ami, `{"nick":"Glow","roles":[]}`, 200, 0, ""},
			{"PATCH " + inGuild + "/members/" + oak, `{"nick":"x"}`, 403, 50013, ""},
			{"PATCH " + inGuild + "/members/" + ami, `{"mute":true}`, 403, 50013, ""},
			{"PATCH " + inGuild + "/members/@me", `{"nick":"Lamp"}`, 200, 0, ""},
			{"DELETE " + inGuild + "/members/" + oak, "", 403, 50013, ""},
			{"DELETE " + inGuild + "/members/" + reed, "", 204, 0, ""},
			{"GET " + inGuild + "/members/" + reed, "", 404, 10007, ""},
		}},
		"a bot without rights": {0, []step{
			{"PUT " + inGuild + "/members/" + ami + "/roles/" + moderator, "", 403, 50013, ""},
			{"PUT " + inGuild + "/bans/" + ami, `{}`, 403, 50013, ""},
			{"POST " + inGuild + "/roles", `{"name":"x"}`, 403, 50013, ""},
			{"POST " + inGuild + "/channels", `{"name":"x"}`, 403, 50013, ""},
			{"POST " + inGeneral + "/webhooks", `{"name":"x"}`, 403, 50013, ""},
			{"GET /guilds/5/roles", "", 404, 10004, ""},
		}},
		"bans": {discord.PermissionBanMembers, []step{
			{"GET " + inGuild + "/bans/" + ami, "", 404, 10026, ""},
			{"PUT " + inGuild + "/bans/" + ami, `{"delete_message_seconds":604801}`, 400, 50035, ""},
			{"PUT " + inGuild + "/bans/" + ami, `{"delete_message_seconds":60}`, 204, 0, ""},
			{"PUT " + inGuild + "/bans/" + passerBy, "", 204, 0, ""},
			{"PUT " + inGuild + "/bans/" + oak, "", 403, 50013, ""},
			{"GET " + inGuild + "/bans", "", 200, 0, ""},
			{"DELETE " + inGuild + "/bans/" + ami, "", 204, 0, ""},
			{"DELETE " + inGuild + "/bans/" + ami, "", 404, 10026, ""},
		}},
		"bulk bans": {discord.PermissionBanMembers | discord.PermissionManageGuild, []step{
			{"POST " + inGuild + "/bulk-ban", `{}`, 400, 50035, ""},
			{"POST " + inGuild + "/bulk-ban", `{"user_ids":["` + ami + `","` + oak + `","5"],"delete_message_seconds":60}`, 200, 0, ""},
			{"GET " + inGuild + "/members/" + ami, "", 404, 10007, ""},
			{"GET " + inGuild + "/bans/" + ami, "", 200, 0, ""},
			{"POST " + inGuild + "/bulk-ban", `{"user_ids":["` + ami + `","` + oak + `"]}`, 400, 500000, ""},
		}},
		"the guild": {discord.PermissionManageGuild | discord.PermissionManageChannels, []step{
			{"PATCH " + inGuild, `{"name":"Meadow at night","afk_timeout":61}`, 400, 50035, ""},
			{"PATCH " + inGuild, `{"name":"Meadow at night","preferred_locale":"de","description":null,"icon":"x"}`, 400, 50035, ""},
			{"PATCH " + inGuild, `{"name":"Meadow at night","verification_level":2}`, 200, 0, ""},
			{"GET " + inGuild + "?with_counts=true", "", 200, 0, ""},
			{"PATCH " + inGuild + "/channels", `[{"id":"1187204534420766740","position":3},{"id":"5","position":1}]`, 404, 10003, ""},
			{"PATCH " + inGuild + "/channels", `[{"id":"1187204534420766740","position":3,"parent_id":"1187204534420766741"}]`, 400, 50035, ""},
			{"PATCH " + inGuild + "/channels", `[{"id":"1187204534420766740","position":3,"parent_id":"` + category + `","lock_permissions":true}]`, 204, 0, ""},
			{"GET " + inGuild + "/members/search?query=REED&limit=5", "", 200, 0, ""},
			{"GET " + inGuild + "/members/search", "", 400, 50035, ""},
			{"DELETE /users/@me/guilds/5", "", 404, 10004, ""},
			{"DELETE /users/@me/guilds/" + everyone, "", 204, 0, ""},
			{"GET " + inGuild, "", 404, 10004, ""},
			{"POST " + inGeneral + "/messages", `{"content":"x"}`, 403, 50001, ""},
		}},
		"roles": {discord.PermissionManageRoles, []step{
			{"POST " + inGuild + "/roles", `{"name":"Helper","permissions":"1024","color":255}`, 200, 0, "r"},
			{"POST " + inGuild + "/roles", `{"permissions":"8"}`, 403, 50013, ""},
			{"PATCH " + inGuild + "/roles/{r}", `{"name":"Other","color":16777216}`, 400, 50035, ""},
			{"PATCH " + inGuild + "/roles/{r}", `{"name":"Other"}`, 200, 0, ""},
			{"GET " + inGuild + "/roles/{r}", "", 200, 0, ""},
			{"PATCH " + inGuild + "/roles", `[{"id":"{r}","position":2}]`, 200, 0, ""},
			{"PATCH " + inGuild + "/roles", `[{"id":"{r}","position":99}]`, 403, 50013, ""},
			{"DELETE " + inGuild + "/roles/" + everyone, "", 400, 50028, ""},
			{"DELETE " + inGuild + "/roles/{r}", "", 204, 0, ""},
			{"GET " + inGuild + "/roles/{r}", "", 404, 10011, ""},
		}},
		"webhooks": {discord.PermissionManageWebhooks, []step{
			{"POST " + inGeneral + "/webhooks", `{"name":"Clyde"}`, 400, 50035, ""},
			{"POST " + inGeneral + "/webhooks", `{"name":"Night watch"}`, 200, 0, "w"},
			{"GET " + inGeneral + "/webhooks", "", 200, 0, ""},
			{"PATCH /webhooks/{w}", `{"name":"Day watch"}`, 200, 0, ""},
			{"POST /webhooks/{w}/wrong", `{"content":"x"}`, 401, 50027, ""},
			{"DELETE /webhooks/{w}", "", 204, 0, ""},
			{"GET /webhooks/{w}", "", 404, 10015, ""},
		}},
		"direct messages": {0, dm},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := newDiscord(t, test.grant)
			d.World.ClosedDMs = []discord.Snowflake{401920377712607233}
			play(t, d, test.steps...)
		})
	}
}

// These calls concern only the application.
func TestCallsOnTheApplication(t *testing.T) {
	d := newDiscord(t, 0)
	app := fmt.Sprintf("/applications/%d", d.API.Options().ApplicationID)
	picture := "data:image/png;base64,iVBORw0KGgo="
	play(t, d,
		step{"POST " + app + "/emojis", `{"name":"l","image":"` + picture + `"}`, 400, 50035, ""},
		step{"POST " + app + "/emojis", `{"name":"lamp","image":"x"}`, 400, 50035, ""},
		step{"POST " + app + "/emojis", `{"name":"lamp","image":"` + picture + `"}`, 201, 0, "e"},
		step{"PATCH " + app + "/emojis/{e}", `{"name":"lantern"}`, 200, 0, ""},
		step{"GET " + app + "/emojis", "", 200, 0, ""},
		step{"DELETE " + app + "/emojis/{e}", "", 204, 0, ""},
		step{"GET " + app + "/emojis/{e}", "", 404, 10014, ""},
		step{"GET " + app + "/skus", "", 200, 0, ""},
		step{"POST " + app + "/entitlements", `{"sku_id":"5","owner_id":"` + ami + `","owner_type":2}`, 404, 10027, ""},
		step{"POST " + app + "/entitlements", `{"sku_id":"1306194279000000100","owner_id":"` + ami + `","owner_type":3}`, 400, 50035, ""},
		step{"POST " + app + "/entitlements", `{"sku_id":"1306194279000000100","owner_id":"` + ami + `","owner_type":2}`, 200, 0, "b"},
		step{"POST " + app + "/entitlements/{b}/consume", "", 204, 0, ""},
		step{"DELETE " + app + "/entitlements/{b}", "", 204, 0, ""},
		step{"GET " + app + "/entitlements/5", "", 404, 10029, ""},
		step{"PATCH /applications/@me", `{"interactions_endpoint_url":"http://example.com"}`, 400, 50035, ""},
		step{"PATCH /applications/@me", `{"interactions_endpoint_url":"https://example.com/i","name":"no"}`, 200, 0, ""},
		step{"GET " + app + inGuild + "/commands/permissions", "", 200, 0, ""},
		step{"PUT " + app + inGuild + "/commands/5/permissions", `{"permissions":[]}`, 401, 0, ""},
	)
	other := newDiscord(t, discord.PermissionManageGuild)
	guild := play(t, other, step{"PATCH " + inGuild, `{"name":"Meadow at night","verification_level":2}`, 200, 0, ""})
	if at(t, guild, "name") != "Meadow at night" || at(t, guild, "verification_level") != 2.0 {
		t.Errorf("the guild is %v", guild)
	}
	found, _ := play(t, other, step{"GET " + inGuild + "/members/search?query=REED&limit=5", "", 200, 0, ""}).([]any)
	if len(found) != 2 {
		t.Errorf("found %v", found)
	}
	record := play(t, d, step{"GET /applications/@me", "", 200, 0, ""})
	if at(t, record, "interactions_endpoint_url") != "https://example.com/i" || at(t, record, "name") == "no" {
		t.Errorf("the record is %v", record)
	}
}

// Discord's later answers contain the changes that the app made to its user and its record. A
// picture is there as its hash.
func TestOwnUser(t *testing.T) {
	d := newDiscord(t, 0)
	const icon, avatar = "data:image/png;base64,iVBORw0KGgo=", "data:image/gif;base64,R0lGODlh"
	events := d.API.Events(t.Context())
	play(t, d,
		step{"PATCH /users/@me", `{"username":"x"}`, 400, 50035, ""},
		step{"PATCH /users/@me", `{"username":"my discord"}`, 400, 50035, ""},
		step{"PATCH /users/@me", `{"username":"everyone"}`, 400, 50035, ""},
		step{"PATCH /users/@me", `{"avatar":"https://example.com/a.png"}`, 400, 50035, ""},
		step{"PATCH /applications/@me", `{"icon":"x"}`, 400, 50035, ""},
	)
	record := play(t, d, step{"PATCH /applications/@me", `{"icon":"` + icon + `"}`, 200, 0, ""})
	if hash, _ := at(t, record, "icon").(string); len(hash) != 32 || d.API.Picture() != icon {
		t.Errorf("the icon is %q, the picture %.40q", hash, d.API.Picture())
	}
	play(t, d, step{"PATCH /users/@me", `{"username":"glow","avatar":"` + avatar + `"}`, 200, 0, ""})
	said := play(t, d, step{"POST " + inGeneral + "/messages", `{"content":"hello"}`, 200, 0, ""})
	author, _ := at(t, said, "author").(map[string]any)
	if hash, _ := author["avatar"].(string); author["username"] != "glow" || !strings.HasPrefix(hash, "a_") || d.API.Picture() != avatar {
		t.Errorf("the author is %v, the picture %.40q", author, d.API.Picture())
	}
	play(t, d, step{"PATCH /users/@me", `{"avatar":null}`, 200, 0, ""})
	own := play(t, d, step{"GET /users/@me", "", 200, 0, ""})
	if at(t, own, "avatar") != nil || at(t, own, "username") != "glow" || d.API.Picture() != icon {
		t.Errorf("the user is %v, the picture %.40q", own, d.API.Picture())
	}
	changes := 0
	for e := range events {
		if e.Type == discordtest.EventWorld {
			changes++
		}
		if changes == 3 {
			return
		}
	}
}
