package discord

import (
	"testing"
	"time"
)

func TestNames(t *testing.T) {
	user := User{ID: 7, Username: "ami"}
	named := user
	named.GlobalName = "Ami"
	for want, got := range map[string]string{
		"ami":                                user.DisplayName(),
		"Ami":                                named.DisplayName(),
		"A":                                  (&Member{Nick: "A", User: &named}).DisplayName(),
		"":                                   (&Member{}).DisplayName(),
		"<@7>":                               user.Mention(),
		"<@&8>":                              (&Role{ID: 8}).Mention(),
		"<#9>":                               (&Channel{ID: 9}).Mention(),
		"</search:10>":                       (&Command{Name: "search", ID: 10}).Mention(),
		"🔥":                                  Emoji{Name: "🔥"}.String(),
		"<:glow:11>":                         Emoji{Name: "glow", ID: 11}.String(),
		"<a:glow:11>":                        Emoji{Name: "glow", ID: 11, Animated: true}.String(),
		"<t:-1:F>":                           Timestamp(time.Unix(-1, 5), TimestampFullDateShortTime),
		"<id:guide>":                         NavigateGuide,
		"<id:linked-roles:12>":               NavigateLinkedRole(12),
		"https://discord.com/channels/1/2/3": (&ReceivedMessage{ID: 3, ChannelID: 2}).URL(1),
	} {
		if got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

func TestMember(t *testing.T) {
	now := time.Now()
	m := Member{Roles: []Snowflake{1, 2}, TimedOutUntil: Time{now.Add(time.Minute)}}
	if !m.HasRole(2) || m.HasRole(3) {
		t.Error("HasRole")
	}
	if !m.TimedOut(now) || m.TimedOut(now.Add(time.Hour)) || (&Member{}).TimedOut(now) {
		t.Error("TimedOut")
	}
}

func TestResolvedMember(t *testing.T) {
	if _, found := (*Resolved)(nil).Member(1); found {
		t.Error("nothing holds a member")
	}
	own := &User{ID: 1, Username: "own"}
	r := &Resolved{
		Users:   map[Snowflake]User{1: {ID: 1, Username: "other"}, 2: {ID: 2, Username: "two"}, 3: {ID: 3}},
		Members: map[Snowflake]Member{1: {User: own}, 2: {}, 4: {}},
	}
	for id, want := range map[Snowflake]string{1: "own", 2: "two", 3: "", 4: ""} {
		member, found := r.Member(id)
		if found != (id != 3) || member.DisplayName() != want {
			t.Errorf("%d: %v, %q", id, found, member.DisplayName())
		}
	}
	if r.Members[2].User != nil {
		t.Error("Member changed what it reads")
	}
}

func TestFlagsHave(t *testing.T) {
	if !(Ephemeral | Loading).Has(Loading) || Ephemeral.Has(Ephemeral|Loading) ||
		!UserVerifiedBot.Has(UserVerifiedBot) || MemberIsGuest.Has(MemberDidRejoin) || !RoleInPrompt.Has(RoleInPrompt) ||
		ChannelPinned.Has(ChannelSpoiler) || !AttachmentSpoiler.Has(AttachmentSpoiler) {
		t.Error("Has")
	}
	if !ChannelPrivateThread.IsThread() || ChannelGuildText.IsThread() {
		t.Error("IsThread")
	}
}
