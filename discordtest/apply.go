package discordtest

import (
	"regexp"
	"slices"
	"strings"
	"time"

	"encoding/json"

	"github.com/hotaru-go/hotaru/discord"
)

// sentBody is a message's body as it was sent. A missing field is nil, and a null is "null".
type sentBody struct {
	Content         json.RawMessage          `json:"content"`
	Embeds          json.RawMessage          `json:"embeds"`
	Components      json.RawMessage          `json:"components"`
	Attachments     json.RawMessage          `json:"attachments"`
	AllowedMentions *discord.AllowedMentions `json:"allowed_mentions"`
	Flags           *discord.MessageFlags    `json:"flags"`
	Poll            json.RawMessage          `json:"poll"`
	TTS             *bool                    `json:"tts"`
}

// apply applies a body to a message. fresh is true for a message that nobody has seen: a new one or
// a deferred one.
func (a *API) apply(m *storedMessage, f *callForm, fresh bool) *Refusal {
	var body sentBody
	if refused := f.decode(&body); refused != nil {
		return refused
	}
	refusal := invalidForm()
	a.applyFlags(m, body.Flags)
	a.applyAttachments(m, f, body.Attachments, refusal)
	if body.Content != nil {
		content, _ := anyOf(body.Content).(string)
		m.object["content"] = content
		a.applyMentions(m, content, body.AllowedMentions)
	}
	if body.Embeds != nil {
		m.object["embeds"] = a.embeds(m, listOf(body.Embeds))
	}
	if body.Components != nil {
		list := listOf(body.Components)
		newPlacer(refusal, m.media).list("components", list)
		m.object["components"] = list
	}
	if begins(body.Poll, '{') {
		if !fresh {
			refusal.add("poll", "POLL_CANNOT_EDIT", "A poll can only come with a new message.")
		} else {
			m.object["poll"] = a.poll(body.Poll)
		}
	}
	if body.TTS != nil {
		m.object["tts"] = *body.TTS
	}
	m.listAttachments()
	refuseLegacy(m, refusal)
	if len(refusal.Fields) > 0 {
		return refusal
	}
	if m.isEmpty() {
		return refuse(400, codeEmptyMessage, "Cannot send an empty message", "")
	}
	return nil
}

func anyOf(text json.RawMessage) any {
	var v any
	_ = json.Unmarshal(text, &v)
	return v
}

func listOf(text json.RawMessage) []any {
	list, _ := anyOf(text).([]any)
	if list == nil {
		list = []any{}
	}
	return list
}

// These are the flags that an edit may change. An edit cannot remove ComponentsV2.
func (a *API) applyFlags(m *storedMessage, flags *discord.MessageFlags) {
	if flags == nil {
		return
	}
	kept := m.flags() &^ discord.SuppressEmbeds
	m.object["flags"] = int(kept | *flags&(discord.SuppressEmbeds|discord.ComponentsV2))
}

// refuseLegacy refuses the fields that a message of components V2 cannot have.
func refuseLegacy(m *storedMessage, refusal *Refusal) {
	if !m.flags().Has(discord.ComponentsV2) {
		return
	}
	embeds, _ := m.object["embeds"].([]any)
	for field, there := range map[string]bool{
		"content": m.object["content"] != "", "embeds": len(embeds) > 0, "poll": m.object["poll"] != nil,
	} {
		if there {
			refusal.add(field, "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2",
				"The '%s' field cannot be used when using MessageFlags.IS_COMPONENTS_V2", field)
		}
	}
}

func (m *storedMessage) isEmpty() bool {
	embeds, _ := m.object["embeds"].([]any)
	components, _ := m.object["components"].([]any)
	if len(components) > 0 || slices.ContainsFunc(embeds, func(e any) bool { return !isEmptyEmbed(e) }) {
		return false
	}
	content, _ := m.object["content"].(string)
	return strings.TrimSpace(content) == "" && len(m.files) == 0 && m.object["poll"] == nil
}

var mention = regexp.MustCompile(`<@(!|&)?([0-9]{1,20})>|@everyone|@here`)

// applyMentions sets who is notified: those whom the content mentions and allowed_mentions allows.
func (a *API) applyMentions(m *storedMessage, content string, allowed *discord.AllowedMentions) {
	users, roles, everyone := []any{}, []any{}, false
	may := func(kind discord.MentionType, id string, list []discord.Snowflake) bool {
		return allowed == nil || slices.Contains(allowed.Parse, kind) ||
			slices.ContainsFunc(list, func(s discord.Snowflake) bool { return s.String() == id })
	}
	var allowedUsers, allowedRoles []discord.Snowflake
	if allowed != nil {
		allowedUsers, allowedRoles = allowed.Users, allowed.Roles
	}
	for _, found := range mention.FindAllStringSubmatch(content, -1) {
		id, err := discord.ParseSnowflake(found[2])
		switch {
		case found[2] == "":
			everyone = everyone || may(discord.MentionEveryone, "", nil)
		case found[1] == "&":
			if may(discord.MentionRoles, found[2], allowedRoles) && !slices.Contains(roles, any(found[2])) {
				roles = append(roles, found[2])
			}
		case err == nil && may(discord.MentionUsers, found[2], allowedUsers):
			user := a.world.User(id)
			if user != nil && !slices.ContainsFunc(users, func(u any) bool { return u.(object)["id"] == found[2] }) {
				users = append(users, userObject(user))
			}
		}
	}
	m.object["mentions"], m.object["mention_roles"], m.object["mention_everyone"] = users, roles, everyone
}

// poll makes Discord's record of a poll that the app sent.
func (a *API) poll(text json.RawMessage) object {
	var sent struct {
		Question    json.RawMessage `json:"question"`
		Answers     []object        `json:"answers"`
		Duration    float64         `json:"duration"`
		Multiselect bool            `json:"allow_multiselect"`
	}
	_ = decodeJSON(text, &sent)
	if sent.Duration == 0 {
		sent.Duration = 24
	}
	answers := []any{}
	for n, answer := range sent.Answers {
		answers = append(answers, object{"answer_id": n + 1, "poll_media": answer["poll_media"]})
	}
	return object{
		"question": anyOf(sent.Question), "answers": answers, "allow_multiselect": sent.Multiselect, "layout_type": 1,
		"expiry":  formatTime(a.now().Add(time.Duration(sent.Duration * float64(time.Hour)))),
		"results": object{"is_finalized": false, "answer_counts": []any{}},
	}
}
