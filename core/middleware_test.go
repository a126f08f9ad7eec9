package core

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"strings"
	"testing"
	"time"

	"github.com/hotaru-go/hotaru/discord"
)

func pass(text string) Handler {
	return func(context.Context, discord.Interaction) (discord.Answer, error) {
		return discord.Message{Content: text}, nil
	}
}

func inGuild(permissions discord.Permissions) *discord.CommandInteraction {
	i := slash("ping")
	i.GuildID = 1
	i.Member = &discord.Member{Permissions: permissions, User: &discord.User{ID: 7}}
	return i
}

func TestGuards(t *testing.T) {
	manage := discord.PermissionManageGuild | discord.PermissionKickMembers
	direct := slash("ping")
	direct.User = &discord.User{ID: 7}
	for _, c := range []struct {
		name  string
		guard Middleware
		i     discord.Interaction
		want  string
	}{
		{"a guild", GuildOnly("no"), inGuild(0), "yes"},
		{"no guild", GuildOnly("no"), direct, "no"},
		{"all permissions", RequirePermissions(manage, "no"), inGuild(manage | 1), "yes"},
		{"one of two permissions", RequirePermissions(manage, "no"), inGuild(discord.PermissionManageGuild), "no"},
		{"none", RequirePermissions(manage, "no"), inGuild(0), "no"},
		{"an administrator", RequirePermissions(manage, "no"), inGuild(discord.PermissionAdministrator), "yes"},
		{"no member", RequirePermissions(manage, "no"), direct, "no"},
		{"no permission required", RequirePermissions(0, "no"), inGuild(0), "yes"},
	} {
		answer, err := c.guard(pass("yes"))(t.Context(), c.i)
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		m := answer.(discord.Message)
		if m.Content != c.want {
			t.Errorf("%s: %q, want %q", c.name, m.Content, c.want)
		}
		if c.want == "no" && m.Flags != discord.Ephemeral {
			t.Errorf("%s: everyone sees the refusal", c.name)
		}
	}
	if answer, err := GuildOnly("no")(pass("yes"))(t.Context(), typing("x", "ping")); err != nil || len(answer.(discord.Choices)) != 0 {
		t.Errorf("a refused autocomplete gives %v, %v", answer, err)
	}
}

func TestCoolDown(t *testing.T) {
	c := coolDown{d: time.Minute, until: map[discord.Snowflake]time.Time{}}
	now := time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC)
	for n, step := range []struct {
		user  discord.Snowflake
		after time.Duration
		pass  bool
	}{
		{1, 0, true}, {1, 0, false}, {2, 0, true}, {1, 59 * time.Second, false}, {1, time.Minute, true}, {1, 61 * time.Second, false},
		{1, 2 * time.Minute, true}, {2, 2 * time.Minute, true},
	} {
		if got := c.pass(step.user, now.Add(step.after)); got != step.pass {
			t.Errorf("step %d: %v, want %v", n, got, step.pass)
		}
	}
	c.pass(3, now.Add(time.Hour))
	if len(c.until) != 1 {
		t.Errorf("%d users are kept after their time", len(c.until))
	}
	handler := CoolDown(time.Minute, "slow down")(pass("yes"))
	for n, want := range []string{"yes", "slow down"} {
		answer, err := handler(t.Context(), inGuild(0))
		if err != nil || answer.(discord.Message).Content != want {
			t.Errorf("call %d: %v, %v, want %q", n, answer, err, want)
		}
	}
}

func TestApologise(t *testing.T) {
	var logged bytes.Buffer
	s := quietServer()
	s.options.Logger = slog.New(slog.NewJSONHandler(&logged, nil))
	for name, failing := range map[string]Handler{
		"an error": func(context.Context, discord.Interaction) (discord.Answer, error) { return nil, errors.New("broken") },
		"a panic":  func(context.Context, discord.Interaction) (discord.Answer, error) { panic("secret") },
		"nothing":  func(context.Context, discord.Interaction) (discord.Answer, error) { return nil, nil },
	} {
		logged.Reset()
		i := inGuild(0)
		x := &exchange{Context: t.Context(), server: s, interaction: i}
		answer, err := Apologise("Sorry.")(failing)(x, i)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		m := answer.(discord.Message)
		_, id, _ := strings.Cut(strings.TrimSuffix(m.Content, ")"), "(")
		if m.Flags != discord.Ephemeral || len(id) != 8 || !strings.Contains(logged.String(), id) {
			t.Errorf("%s: %q is shown, and logged is %s", name, m.Content, logged.String())
		}
		if strings.Contains(logged.String(), "secret") {
			t.Errorf("%s: the log holds what was panicked with: %s", name, logged.String())
		}
	}
	none := func(context.Context, discord.Interaction) (discord.Answer, error) { return nil, ErrNoListener }
	if _, err := Apologise("Sorry.")(none)(t.Context(), slash("x")); !errors.Is(err, ErrNoListener) {
		t.Errorf("no listener gives %v", err)
	}
}

func TestLog(t *testing.T) {
	var logged bytes.Buffer
	logger := slog.New(slog.NewJSONHandler(&logged, nil))
	i := slash("config", "set")
	i.ID, i.Type, i.Token = 42, discord.InteractionCommand, "a secret token"
	if _, err := Log(logger)(pass("what a person wrote"))(t.Context(), i); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{`"interaction_id":"42"`, `"type":2`, `"route":"config set"`, `"took"`, `"callback":4`} {
		if !strings.Contains(logged.String(), want) {
			t.Errorf("the line does not hold %s: %s", want, logged.String())
		}
	}
	for _, never := range []string{"secret", "wrote"} {
		if strings.Contains(logged.String(), never) {
			t.Errorf("the line holds %q: %s", never, logged.String())
		}
	}
}
