package core_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"strings"
	"testing"

	"github.com/hotaru-go/hotaru/core"
	"github.com/hotaru-go/hotaru/discord"
)

// TestSecretsAreNotPrinted writes options and servers in every way.
func TestSecretsAreNotPrinted(t *testing.T) {
	o := core.Options{
		BotToken: "s3cret-bot", BearerToken: "s3cret-bearer", ClientID: "123", ClientSecret: "s3cret-client",
		APIURL: "https://user:s3cret-url@localhost/", PublicKey: "",
	}
	server, err := core.NewServer(o)
	if err != nil {
		t.Fatal(err)
	}
	mistaken := core.Options{PublicKey: "s3cret-token in the wrong place"}
	for name, value := range map[string]any{
		"Options": o, "*Options": &o, "a mistaken PublicKey": mistaken, "*Server": server,
		"nested Options":  struct{ O core.Options }{o},
		"nested *Options": struct{ O *core.Options }{&o},
		"nested *Server":  struct{ S *core.Server }{server},
		"hidden *Server":  struct{ s *core.Server }{server},
		"a list":          []any{o, &o, server},
		"a map":           map[string]any{"o": o, "s": server},
		"deeper":          &struct{ In struct{ O core.Options } }{struct{ O core.Options }{o}},
	} {
		var b bytes.Buffer
		for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%d", "%x", "%T"} {
			fmt.Fprintf(&b, verb+"\n", value)
		}
		fmt.Fprintln(&b, value)
		for _, logger := range []*slog.Logger{slog.New(slog.NewTextHandler(&b, nil)), slog.New(slog.NewJSONHandler(&b, nil))} {
			logger.Info("m", "value", value, "list", []any{value}, slog.Group("g", "value", value))
		}
		text, err := json.Marshal(value)
		if err != nil {
			t.Errorf("%s: %v", name, err)
		}
		b.Write(text)
		if strings.Contains(b.String(), "s3cret") || strings.Contains(b.String(), fmt.Sprintf("%x", "s3cret")) {
			t.Errorf("%s shows a secret: %.400s", name, b.String())
		}
	}
	if text := fmt.Sprint(o); !strings.Contains(text, "bot token") || !strings.Contains(text, "localhost") {
		t.Errorf("Options tell nothing: %s", text)
	}
}

func TestSlotTakesNoNil(t *testing.T) {
	var slot core.Slot[core.CommandListener]
	if err := slot.Set(nil); err != core.ErrNilListener {
		t.Errorf("Set(nil): %v", err)
	}
	if err := slot.Set(core.CommandListener(nil)); err != core.ErrNilListener {
		t.Errorf("Set of a nil listener: %v", err)
	}
	if _, ok := slot.Get(); ok {
		t.Error("nil fills the slot")
	}
	if err := slot.Set(func(context.Context, *discord.CommandInteraction) (discord.CommandAnswer, error) { return nil, nil }); err != nil {
		t.Error(err)
	}
	slot.Replace(nil)
	if _, ok := slot.Get(); ok {
		t.Error("Replace(nil) does not empty the slot")
	}
}
