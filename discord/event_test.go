package discord

import (
	"reflect"
	"strings"
	"testing"
	"time"
)

func TestDecodeEvent(t *testing.T) {
	bodies := samples(t)
	for name, want := range map[string]EventData{
		"event_ping":                       nil,
		"event_application_authorized":     &ApplicationAuthorized{},
		"event_application_deauthorized":   &ApplicationDeauthorized{},
		"event_entitlement_create":         &EntitlementCreate{},
		"event_entitlement_update":         &EntitlementUpdate{},
		"event_entitlement_delete":         &EntitlementDelete{},
		"event_quest_user_enrollment":      UnknownEvent{},
		"event_lobby_message_create":       &LobbyMessageCreate{},
		"event_lobby_message_update":       &LobbyMessageUpdate{},
		"event_lobby_message_delete":       &LobbyMessageDelete{},
		"event_game_direct_message_create": &GameDirectMessageCreate{},
		"event_game_direct_message_update": &GameDirectMessageUpdate{},
		"event_game_direct_message_delete": &GameDirectMessageDelete{},
	} {
		e, err := DecodeEvent(bodies[name])
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if reflect.TypeOf(e.Data) != reflect.TypeOf(want) {
			t.Errorf("%s: its data is %T, want %T", name, e.Data, want)
		}
		if &e.Raw[0] != &bodies[name][0] {
			t.Errorf("%s: Raw is not the body", name)
		}
		if ping := e.Type == WebhookPing; ping != (want == nil) || ping != e.Timestamp.IsZero() {
			t.Errorf("%s: type %d at %v", name, e.Type, e.Timestamp)
		}
	}
}

func TestDecodeEventEdges(t *testing.T) {
	for body, want := range map[string]bool{
		`{"version":1,"application_id":"1","type":0}`: true,
		`{"type":1}`:                                               true,
		`{"type":1,"event":null}`:                                  true,
		`{"type":7,"event":{"type":"X"}}`:                          true,
		`{"type":1,"event":{"type":"X","data":null}}`:              true,
		`{"type":1,"event":{"type":"X","data":"anything"}}`:        true,
		`{"type":1,"type":1,"event":{"type":"X","timestamp":"?"}}`: true,
		`{}`:            false,
		`{"type":null}`: false,
		`{"type":"1"}`:  false,
		`[]`:            false,
		``:              false,
		`{"type":1,"event":{"type":"ENTITLEMENT_CREATE","data":{"id":"secret"}}}`: false,
		`{"type":1,"event":{"type":"ENTITLEMENT_CREATE","data":["secret"]}}`:      false,
		`{"type":1,"event":"secret"}`:                                             false,
	} {
		e, err := DecodeEvent([]byte(body))
		if (err == nil) != want {
			t.Errorf("%s: %+v, %v", body, e, err)
		}
		if err != nil && strings.Contains(err.Error(), "secret") {
			t.Errorf("%s: the error quotes the body: %v", body, err)
		}
	}
}

func TestEntitlementActive(t *testing.T) {
	now := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	before, after := Time{now.Add(-time.Hour)}, Time{now.Add(time.Hour)}
	for _, test := range []struct {
		e    Entitlement
		want bool
	}{
		{Entitlement{}, true},
		{Entitlement{Deleted: true}, false},
		{Entitlement{StartsAt: before, EndsAt: after}, true},
		{Entitlement{StartsAt: after}, false},
		{Entitlement{EndsAt: before}, false},
		{Entitlement{EndsAt: Time{now}}, false},
		{Entitlement{StartsAt: Time{now}}, true},
	} {
		if got := test.e.Active(now); got != test.want {
			t.Errorf("%+v: %v", test.e, got)
		}
	}
}
