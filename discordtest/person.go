package discordtest

import (
	"encoding/base64"
	"fmt"
	"maps"
	"slices"

	"github.com/hotaru-go/hotaru/discord"
)

// Person is a person at a Discord client, in a channel, with a language and permissions. As, In and
// similar methods return a changed copy.
//
// Methods that act return two kinds of errors. If Discord's client does not allow the action,
// nothing is sent and the Reply is nil. Otherwise the error wraps that of [Discord.Send]. The Reply
// then has only Took and, if there was one, Exchange.
type Person struct {
	discord *Discord
	user    discord.User
	channel discord.Channel
	locale  discord.Locale
	// permissions replace the permissions of the roles if they are set.
	permissions    *discord.Permissions
	appPermissions *discord.Permissions
	entitlements   []discord.Entitlement
	installs       []discord.IntegrationType
	sizeLimit      int64
	// unchecked is true if the client also uses commands that it would not show.
	unchecked bool
	// stale is true if the client shows a message as it is given.
	stale bool
	// changes are applied to every payload before it is sent.
	changes []func(map[string]any)
}

// defaultSizeLimit is the largest file of an answer if nobody has paid for a higher limit: 10 MiB.
const defaultSizeLimit = 10 << 20

// Person returns the guild's first member, in its first channel, with an English client. The app
// is installed in the guild.
func (d *Discord) Person() *Person {
	return &Person{
		discord: d, user: *d.World.Members[0].User, channel: d.World.Channels[0], locale: discord.LocaleEnglishUS,
		installs: []discord.IntegrationType{discord.IntegrationGuild}, sizeLimit: defaultSizeLimit,
	}
}

func (p *Person) with(change func(*Person)) *Person {
	other := *p
	change(&other)
	return &other
}

// As returns the person with another user, who need not be a member of the guild.
func (p *Person) As(user discord.User) *Person { return p.with(func(o *Person) { o.user = user }) }

// In returns the person in another channel.
func (p *Person) In(channel discord.Channel) *Person {
	return p.with(func(o *Person) { o.channel = channel })
}

// InDM returns the person in their direct message with the app's bot.
func (p *Person) InDM() *Person {
	a := p.discord.API
	a.mu.Lock()
	defer a.mu.Unlock()
	return p.In(*a.openDM(&p.user))
}

// InGroupDM returns the person in a group direct message, with the app installed to their account.
func (p *Person) InGroupDM() *Person {
	return p.In(p.discord.World.GroupDM).Installed(discord.IntegrationUser)
}

// Speaking returns the person with a client in another language.
func (p *Person) Speaking(locale discord.Locale) *Person {
	return p.with(func(o *Person) { o.locale = locale })
}

// Allowed returns the person with these permissions, regardless of roles.
func (p *Person) Allowed(permissions discord.Permissions) *Person {
	return p.with(func(o *Person) { o.permissions = &permissions })
}

// AppAllowed returns the person in a channel in which the app has these permissions.
func (p *Person) AppAllowed(permissions discord.Permissions) *Person {
	return p.with(func(o *Person) { o.appPermissions = &permissions })
}

// Unchecked returns the person with a client that does not check the permissions, the contexts and
// the age restriction of commands. Administrators can change who can use a command, so a listener
// needs its own guard.
func (p *Person) Unchecked() *Person { return p.with(func(o *Person) { o.unchecked = true }) }

// Entitled returns the person with these entitlements.
func (p *Person) Entitled(entitlements ...discord.Entitlement) *Person {
	return p.with(func(o *Person) { o.entitlements = entitlements })
}

// Installed sets how the app is installed: in the guild, to the person's account, or both.
func (p *Person) Installed(types ...discord.IntegrationType) *Person {
	return p.with(func(o *Person) { o.installs = types })
}

// SizeLimit sets the size limit of a file in an answer, in bytes: 10 MiB unless set.
func (p *Person) SizeLimit(bytes int64) *Person {
	return p.with(func(o *Person) { o.sizeLimit = bytes })
}

// Changing returns the person with a function that changes each payload before it is sent. Use it
// for fields that no other method sets.
func (p *Person) Changing(change func(payload map[string]any)) *Person {
	return p.with(func(o *Person) { o.changes = append(slices.Clone(p.changes), change) })
}

// User returns the person's user.
func (p *Person) User() discord.User { return p.user }

// Channel returns the person's channel.
func (p *Person) Channel() discord.Channel { return p.channel }

func (p *Person) inGuild() bool { return p.channel.GuildID != 0 }

// may returns the person's permissions in the channel.
func (p *Person) may() (may discord.Permissions) {
	if p.permissions != nil {
		return *p.permissions
	}
	may = everyday
	p.discord.See(func(w *World) {
		if w.Member(p.user.ID) != nil && p.inGuild() {
			may = w.permissionsNow(p.here(w), p.user.ID, p.discord.API.now())
		}
	})
	return may
}

// appMay returns the app's permissions in the channel.
func (p *Person) appMay() (may discord.Permissions) {
	switch {
	case p.appPermissions != nil:
		return *p.appPermissions
	case p.inGuild():
		p.discord.See(func(w *World) { may = w.permissionsNow(p.here(w), w.Bot.User.ID, p.discord.API.now()) })
		return may
	case p.channel.Type == discord.ChannelDM:
		return discord.PermissionAttachFiles | discord.PermissionEmbedLinks | discord.PermissionMentionEveryone |
			discord.PermissionUseExternalEmojis
	}
	return discord.PermissionAttachFiles | discord.PermissionEmbedLinks | discord.PermissionMentionEveryone
}

// envelope returns a payload without its data.
//
// See https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-object.
func (p *Person) envelope(kind discord.InteractionType) object {
	d := p.discord
	o := object{
		"application_id": d.API.options.ApplicationID.String(), "type": int(kind), "version": 1, "locale": p.locale,
		"app_permissions": p.appMay(), "attachment_size_limit": p.sizeLimit, "channel_id": p.channel.ID.String(),
		"channel": channelObject(p.current(), p.may()), "authorizing_integration_owners": p.owners(),
		"entitlements": []discord.Entitlement{}, "entitlement_sku_ids": []string{},
	}
	if len(p.entitlements) > 0 {
		o["entitlements"] = p.entitlements
		skus := []string{}
		for _, e := range p.entitlements {
			skus = append(skus, e.SKUID.String())
		}
		o["entitlement_sku_ids"] = skus
	}
	if !p.inGuild() {
		o["user"], o["context"] = userObject(&p.user), int(discord.ContextBotDM)
		if p.channel.Type != discord.ChannelDM {
			o["context"] = int(discord.ContextPrivateChannel)
		} else {
			o["channel"].(object)["recipients"] = []any{userObject(&p.user)}
		}
		d.stamp(o)
		return o
	}
	o["context"], o["guild_id"] = int(discord.ContextGuild), p.channel.GuildID.String()
	o["guild"], o["guild_locale"] = guildObject(&d.World.Guild), d.World.Guild.Locale
	o["member"] = invoker(p.member(), p.may())
	d.stamp(o)
	return o
}

// member returns the person as a member. A user from outside the guild becomes a member without
// roles.
func (p *Person) member() *discord.Member {
	member := discord.Member{}
	p.discord.See(func(w *World) {
		if m := w.Member(p.user.ID); m != nil {
			member = *m
		} else {
			member.JoinedAt = w.Bot.JoinedAt
		}
	})
	member.User = &p.user
	return &member
}

func (p *Person) owners() object {
	owners := object{}
	for _, kind := range p.installs {
		switch {
		case kind == discord.IntegrationUser:
			owners["1"] = p.user.ID.String()
		case p.inGuild():
			owners["0"] = p.channel.GuildID.String()
		case p.channel.Type == discord.ChannelDM:
			owners["0"] = "0"
		}
	}
	return owners
}

// stamp gives a payload a new ID and a new token.
func (d *Discord) stamp(o object) {
	id := d.API.NewID()
	o["id"] = id.String()
	o["token"] = base64.RawStdEncoding.EncodeToString(fmt.Appendf(nil, "interaction:%d:%s", id, randomText(80)))
}

// finish puts the data into a payload, applies the person's changes, and returns the payload as
// JSON.
func (p *Person) finish(kind discord.InteractionType, data, more object) []byte {
	o := p.envelope(kind)
	o["data"] = data
	maps.Copy(o, more)
	if len(p.changes) == 0 {
		return encoded(o)
	}
	plain := map[string]any(o.copied())
	for _, change := range p.changes {
		change(plain)
	}
	return encoded(plain)
}
