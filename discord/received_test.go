package discord

import (
	"encoding/json"
	"testing"
	"time"
)

func TestTimeIsLenient(t *testing.T) {
	for text, want := range map[string]time.Time{
		`"2021-02-12T18:25:07.972000+00:00"`: time.Date(2021, 2, 12, 18, 25, 7, 972e6, time.UTC),
		`"2021-02-12T18:25:07.972000+02:00"`: time.Date(2021, 2, 12, 16, 25, 7, 972e6, time.UTC),
		`"2024-10-18T14:42:53.064834"`:       time.Date(2024, 10, 18, 14, 42, 53, 64834e3, time.UTC),
		`"2024-10-18T14:42:53Z"`:             time.Date(2024, 10, 18, 14, 42, 53, 0, time.UTC),
		`"2024\u002d10-18T14:42:53Z"`:        time.Date(2024, 10, 18, 14, 42, 53, 0, time.UTC),
		`"9999-12-31T23:59:59-23:59"`:        {},
		`"yesterday"`:                        {},
		`null`:                               {},
		`1700000000`:                         {},
		`{"a":1}`:                            {},
	} {
		var holder struct {
			T Time `json:"t,omitzero"`
		}
		for name, unmarshal := range unmarshalers {
			holder.T = Time{time.Unix(1, 0)}
			if err := unmarshal([]byte(`{"t":`+text+`}`), &holder); err != nil {
				t.Errorf("%s: %s: %v", name, text, err)
			}
			if !holder.T.Equal(want) || holder.T.Location() != time.UTC {
				t.Errorf("%s: %s is %v, want %v", name, text, holder.T, want)
			}
		}
	}
}

func TestPermissions(t *testing.T) {
	set := PermissionKickMembers | PermissionSendPolls | 1<<47
	if got, want := set.String(), "KICK_MEMBERS|1<<47|SEND_POLLS"; got != want {
		t.Errorf("String: %q, want %q", got, want)
	}
	if got := Permissions(0).String(); got != "0" {
		t.Errorf("String of nothing: %q", got)
	}
	if !set.Has(PermissionKickMembers) || set.Has(PermissionKickMembers|PermissionBanMembers) || !set.Has(0) {
		t.Error("Has")
	}
	if got := set.Missing(PermissionKickMembers | PermissionBanMembers); got != PermissionBanMembers {
		t.Errorf("Missing: %v", got)
	}
	if admin := PermissionAdministrator; admin.Has(PermissionBanMembers) || !admin.Allows(PermissionBanMembers) {
		t.Error("an administrator has one bit, and may do everything")
	}
	for bit, name := range permissionNames {
		if known := bit <= 52 && bit != 47; (name != "") != known {
			t.Errorf("bit %d is named %q", bit, name)
		}
	}
}

func TestPermissionsJSON(t *testing.T) {
	for text, want := range map[string]Permissions{
		`"8"`: 8, `8`: 8, `null`: 0, `""`: 0, `"18446744073709551615"`: 1<<64 - 1,
		`"36893488147419103239"`: 7, // bits above the 64th are dropped, the others kept
	} {
		for name, unmarshal := range unmarshalers {
			got := Permissions(99)
			if err := unmarshal([]byte(text), &got); err != nil || got != want {
				t.Errorf("%s: %s is %d (%v), want %d", name, text, got, err, want)
			}
		}
	}
	for _, text := range []string{`"-1"`, `1.5`, `"x"`, `true`, `[]`, `{}`} {
		for name, unmarshal := range unmarshalers {
			var got Permissions
			if unmarshal([]byte(text), &got) == nil {
				t.Errorf("%s: %s was accepted as %d", name, text, got)
			}
		}
	}
	for name, marshal := range marshalers {
		if got, err := marshal(PermissionSendPolls); err != nil || string(got) != `"562949953421312"` {
			t.Errorf("%s: %s, %v", name, got, err)
		}
	}
}

func TestTimeZeroIsWrittenAsNull(t *testing.T) {
	for name, marshal := range marshalers {
		got, err := marshal(map[string]Time{"never": {}, "then": {time.Date(2021, 2, 12, 18, 25, 7, 972e6, time.FixedZone("", 3600))}})
		if want := `{"never":null,"then":"2021-02-12T17:25:07.972Z"}`; err != nil || string(got) != want {
			t.Errorf("%s: %s, %v, want %s", name, got, err, want)
		}
	}
}

func TestReferencedMessageTellsDeletedFromUnknown(t *testing.T) {
	for text, want := range map[string]struct{ found, deleted bool }{
		`{}`:                          {},
		`{"referenced_message":null}`: {deleted: true},
		`{"referenced_message":{"id":"7","channel_id":"8"}}`: {found: true},
	} {
		for name, unmarshal := range unmarshalers {
			var m ReceivedMessage
			if err := unmarshal([]byte(text), &m); err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			r := m.ReferencedMessage
			if (r.Message != nil) != want.found || r.Deleted != want.deleted {
				t.Errorf("%s: %s gives %+v", name, text, r)
			}
		}
	}
}

func TestRoleTagsAreSetByNull(t *testing.T) {
	for name, unmarshal := range unmarshalers {
		var role Role
		if err := unmarshal([]byte(`{"id":"1","tags":{"bot_id":"5","premium_subscriber":null}}`), &role); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if !role.Tags.PremiumSubscriber || role.Tags.GuildConnections || role.Tags.AvailableForPurchase {
			t.Errorf("%s: %+v", name, role.Tags)
		}
	}
}

func TestIntegrationOwners(t *testing.T) {
	for text, want := range map[string]int{
		`{"0":"0","1":"42"}`: 2, `{}`: 0, `null`: 0, `{"0":12}`: 1, `{"first":"12","\u0031":"5"}`: 1,
	} {
		var owners IntegrationOwners
		if err := json.Unmarshal([]byte(text), &owners); err != nil || len(owners) != want {
			t.Errorf("%s gives %v, %v", text, owners, err)
		}
	}
	for _, text := range []string{`[]`, `"x"`, `{"0":{}}`, `{"0":"x"}`} {
		var owners IntegrationOwners
		if err := json.Unmarshal([]byte(text), &owners); err == nil {
			t.Errorf("%s was accepted as %v", text, owners)
		}
	}
}

func TestEscape(t *testing.T) {
	for text, want := range map[string]string{
		"plain, text 1.5 a-b #1!": "plain, text 1.5 a-b #1!",
		"*a* _b_ ~~c~~ ||d||":     `\*a\* \_b\_ \~\~c\~\~ \|\|d\|\|`,
		"# head\n- item\n  > q":   "\\# head\n\\- item\n  \\> q",
		"1. one\n12. twelve":      "1\\. one\n12\\. twelve",
		"<@1> @everyone `x`":      "\\<\\@1> \\@everyone \\`x\\`",
		`[a](b) \o/ :smile:`:      `\[a\]\(b\) \\o/ \:smile\:`,
		"":                        "",
		"žluťoučký 🪴":             "žluťoučký 🪴",
	} {
		if got := Escape(text); got != want {
			t.Errorf("Escape(%q) is %q, want %q", text, got, want)
		}
	}
}
