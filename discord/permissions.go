package discord

import (
	"bytes"
	"errors"
	"math/bits"
	"strconv"
	"strings"

	"github.com/hotaru-go/hotaru/internal/wire"
)

// Permissions is a set of permissions, one per bit. Zero means no permissions. Bits without a
// constant are kept.
//
// Discord writes a set as the decimal form of its bits in a string. Decoding accepts a string, a
// number or null. It keeps the lowest 64 bits, in case Discord ever uses more.
//
// See https://docs.discord.com/developers/topics/permissions.
type Permissions uint64

// The permissions.
//
// See https://docs.discord.com/developers/topics/permissions#permissions-bitwise-permission-flags.
const (
	PermissionCreateInstantInvite              Permissions = 1 << 0
	PermissionKickMembers                      Permissions = 1 << 1
	PermissionBanMembers                       Permissions = 1 << 2
	PermissionAdministrator                    Permissions = 1 << 3
	PermissionManageChannels                   Permissions = 1 << 4
	PermissionManageGuild                      Permissions = 1 << 5
	PermissionAddReactions                     Permissions = 1 << 6
	PermissionViewAuditLog                     Permissions = 1 << 7
	PermissionPrioritySpeaker                  Permissions = 1 << 8
	PermissionStream                           Permissions = 1 << 9
	PermissionViewChannel                      Permissions = 1 << 10
	PermissionSendMessages                     Permissions = 1 << 11
	PermissionSendTTSMessages                  Permissions = 1 << 12
	PermissionManageMessages                   Permissions = 1 << 13
	PermissionEmbedLinks                       Permissions = 1 << 14
	PermissionAttachFiles                      Permissions = 1 << 15
	PermissionReadMessageHistory               Permissions = 1 << 16
	PermissionMentionEveryone                  Permissions = 1 << 17
	PermissionUseExternalEmojis                Permissions = 1 << 18
	PermissionViewGuildInsights                Permissions = 1 << 19
	PermissionConnect                          Permissions = 1 << 20
	PermissionSpeak                            Permissions = 1 << 21
	PermissionMuteMembers                      Permissions = 1 << 22
	PermissionDeafenMembers                    Permissions = 1 << 23
	PermissionMoveMembers                      Permissions = 1 << 24
	PermissionUseVAD                           Permissions = 1 << 25
	PermissionChangeNickname                   Permissions = 1 << 26
	PermissionManageNicknames                  Permissions = 1 << 27
	PermissionManageRoles                      Permissions = 1 << 28
	PermissionManageWebhooks                   Permissions = 1 << 29
	PermissionManageGuildExpressions           Permissions = 1 << 30
	PermissionUseApplicationCommands           Permissions = 1 << 31
	PermissionRequestToSpeak                   Permissions = 1 << 32
	PermissionManageEvents                     Permissions = 1 << 33
	PermissionManageThreads                    Permissions = 1 << 34
	PermissionCreatePublicThreads              Permissions = 1 << 35
	PermissionCreatePrivateThreads             Permissions = 1 << 36
	PermissionUseExternalStickers              Permissions = 1 << 37
	PermissionSendMessagesInThreads            Permissions = 1 << 38
	PermissionUseEmbeddedActivities            Permissions = 1 << 39
	PermissionModerateMembers                  Permissions = 1 << 40
	PermissionViewCreatorMonetizationAnalytics Permissions = 1 << 41
	PermissionUseSoundboard                    Permissions = 1 << 42
	PermissionCreateGuildExpressions           Permissions = 1 << 43
	PermissionCreateEvents                     Permissions = 1 << 44
	PermissionUseExternalSounds                Permissions = 1 << 45
	PermissionSendVoiceMessages                Permissions = 1 << 46
	PermissionSetVoiceChannelStatus            Permissions = 1 << 48
	PermissionSendPolls                        Permissions = 1 << 49
	PermissionUseExternalApps                  Permissions = 1 << 50
	PermissionPinMessages                      Permissions = 1 << 51
	PermissionBypassSlowmode                   Permissions = 1 << 52
)

// permissionNames are Discord's names, by bit. A bit without a name is empty.
var permissionNames = [64]string{
	"CREATE_INSTANT_INVITE", "KICK_MEMBERS", "BAN_MEMBERS", "ADMINISTRATOR",
	"MANAGE_CHANNELS", "MANAGE_GUILD", "ADD_REACTIONS", "VIEW_AUDIT_LOG",
	"PRIORITY_SPEAKER", "STREAM", "VIEW_CHANNEL", "SEND_MESSAGES",
	"SEND_TTS_MESSAGES", "MANAGE_MESSAGES", "EMBED_LINKS", "ATTACH_FILES",
	"READ_MESSAGE_HISTORY", "MENTION_EVERYONE", "USE_EXTERNAL_EMOJIS", "VIEW_GUILD_INSIGHTS",
	"CONNECT", "SPEAK", "MUTE_MEMBERS", "DEAFEN_MEMBERS",
	"MOVE_MEMBERS", "USE_VAD", "CHANGE_NICKNAME", "MANAGE_NICKNAMES",
	"MANAGE_ROLES", "MANAGE_WEBHOOKS", "MANAGE_GUILD_EXPRESSIONS", "USE_APPLICATION_COMMANDS",
	"REQUEST_TO_SPEAK", "MANAGE_EVENTS", "MANAGE_THREADS", "CREATE_PUBLIC_THREADS",
	"CREATE_PRIVATE_THREADS", "USE_EXTERNAL_STICKERS", "SEND_MESSAGES_IN_THREADS", "USE_EMBEDDED_ACTIVITIES",
	"MODERATE_MEMBERS", "VIEW_CREATOR_MONETIZATION_ANALYTICS", "USE_SOUNDBOARD", "CREATE_GUILD_EXPRESSIONS",
	"CREATE_EVENTS", "USE_EXTERNAL_SOUNDS", "SEND_VOICE_MESSAGES", "",
	"SET_VOICE_CHANNEL_STATUS", "SEND_POLLS", "USE_EXTERNAL_APPS", "PIN_MESSAGES",
	"BYPASS_SLOWMODE",
}

// Has reports whether all of the wanted bits are set. Unlike [Permissions.Allows], it does not
// treat administrators as having all permissions.
func (p Permissions) Has(want Permissions) bool { return p&want == want }

// Allows reports whether the set allows all of the wanted permissions: it has all of their bits, or
// [PermissionAdministrator].
func (p Permissions) Allows(want Permissions) bool { return p.Missing(want) == 0 }

// Missing returns the wanted permissions that the set does not allow. It returns zero for an
// administrator.
func (p Permissions) Missing(want Permissions) Permissions {
	if p.Has(PermissionAdministrator) {
		return 0
	}
	return want &^ p
}

// Names returns Discord's names of the set's permissions, from the lowest bit; a bit without a name
// is "1<<47".
func (p Permissions) Names() []string {
	if p == 0 {
		return nil
	}
	names := make([]string, 0, bits.OnesCount64(uint64(p)))
	for rest := uint64(p); rest != 0; rest &= rest - 1 {
		bit := bits.TrailingZeros64(rest)
		name := permissionNames[bit]
		if name == "" {
			name = "1<<" + strconv.Itoa(bit)
		}
		names = append(names, name)
	}
	return names
}

// String returns the names, joined by "|", or "0" for the empty set.
func (p Permissions) String() string {
	if p == 0 {
		return "0"
	}
	return strings.Join(p.Names(), "|")
}

// errPermissions means that a text is not a set of permissions. It does not contain text from a
// user.
var errPermissions = errors.New("discord: permissions are a decimal number")

// MarshalText writes the decimal form.
func (p Permissions) MarshalText() ([]byte, error) {
	return strconv.AppendUint(nil, uint64(p), 10), nil
}

// UnmarshalText reads the decimal form. Empty text is the empty set.
func (p *Permissions) UnmarshalText(text []byte) error {
	set := uint64(0)
	for _, c := range text {
		if c < '0' || c > '9' {
			return errPermissions
		}
		// Overflow drops the bits above the 64th and does not change the others.
		set = set*10 + uint64(c-'0')
	}
	*p = Permissions(set)
	return nil
}

// UnmarshalJSON reads a string, a number or null, which is the empty set.
func (p *Permissions) UnmarshalJSON(value []byte) error {
	switch {
	case string(value) == "null":
		*p = 0
		return nil
	case bytes.HasPrefix(value, []byte{'"'}):
		value = wire.Unquote(value)
	}
	return p.UnmarshalText(value)
}

func readPermissions(r *reader, v *Permissions) {
	if set, ok := r.UintText(); ok {
		*v = Permissions(set)
		return
	}
	start := r.Offset()
	if value := r.Raw(); !r.Failed() && v.UnmarshalJSON(value) != nil {
		r.FailAt(start)
	}
}
