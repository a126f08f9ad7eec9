package core_test

import (
	"context"
	"testing"

	"github.com/hotaru-go/hotaru/core"
	"github.com/hotaru-go/hotaru/discord"
	"github.com/hotaru-go/hotaru/discordtest"
)

// An interaction of an unknown type reaches a raw listener. Without a raw listener it is refused.
func TestRawListener(t *testing.T) {
	key := discordtest.KeyFromSeed("raw")
	for body, id := range map[string]discord.Snowflake{
		`{"id":"7","type":6,"token":"t","data":{"sku_id":"5"}}`: 7,
		`{"id":["of another form"],"type":99,"token":"t"}`:      0,
	} {
		server, err := core.NewServer(core.Options{PublicKey: key.PublicKey()})
		if err != nil {
			t.Fatal(err)
		}
		post := func() core.Response {
			const at = "1700000000"
			return server.OnInteraction(t.Context(), []byte(body), key.Sign(at, []byte(body)), at)
		}
		if r := post(); r.Status != 501 {
			t.Errorf("without a listener: %d %s", r.Status, r.Body)
		}
		var answer discord.RawAnswer
		if err := server.Raw.Set(func(_ context.Context, i *discord.RawInteraction) (discord.RawAnswer, error) {
			if string(i.Raw()) != body || i.ID != id || i.Type == 0 {
				t.Errorf("heard %s as %+v", i.Raw(), i.Envelope)
			}
			return answer, nil
		}); err != nil {
			t.Fatal(err)
		}
		answer = discord.RawAnswer(`{"type":13,"data":{"eligible":true}}`)
		if r := post(); r.Status != 200 || string(r.Body) != string(answer) {
			t.Errorf("%d %s", r.Status, r.Body)
		}
		answer = nil
		if r := post(); r.Status != 500 {
			t.Errorf("no answer: %d %s", r.Status, r.Body)
		}
	}
}
