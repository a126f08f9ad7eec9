package discordtest_test

import (
	"context"
	"reflect"
	"testing"
	"time"

	"github.com/hotaru-go/hotaru/discord"
	"github.com/hotaru-go/hotaru/discordtest"
	"github.com/hotaru-go/hotaru/rest"
)

// The API has a route for every typed call of package rest. The test finds the calls by reflection,
// so a new call needs a route too. Most of them are refused because their IDs are made up, but that
// does not matter here.
func TestEveryTypedCallHasARoute(t *testing.T) {
	api, own := reflect.TypeFor[rest.API](), reflect.TypeFor[*rest.Client]()
	for n := range api.NumMethod() {
		method := api.Method(n)
		if _, promoted := own.MethodByName(method.Name); promoted {
			continue
		}
		t.Run(method.Name, func(t *testing.T) {
			t.Parallel()
			double := discordtest.NewAPI(discordtest.APIOptions{})
			double.Start()
			defer double.Close()
			client := rest.New(double.RESTOptions())
			defer client.CloseIdleConnections()
			args := []reflect.Value{reflect.ValueOf(rest.API{Client: client})}
			for n := 1; n < method.Type.NumIn(); n++ {
				args = append(args, argument(t, method.Type.In(n)))
			}
			var results []reflect.Value
			if method.Type.IsVariadic() {
				results = method.Func.CallSlice(args)
			} else {
				results = method.Func.Call(args)
			}
			calls := double.Calls()
			if len(calls) == 0 {
				t.Fatalf("it made no call: %v", results[len(results)-1])
			}
			for _, call := range calls {
				if call.Route == "" {
					t.Errorf("the double has no route for %s %s", call.Method, call.Path)
				}
			}
		})
	}
}

// argument makes a value that the call itself accepts.
func argument(t *testing.T, of reflect.Type) reflect.Value {
	switch of {
	case reflect.TypeFor[context.Context]():
		return reflect.ValueOf(t.Context())
	case reflect.TypeFor[discord.Message]():
		return reflect.ValueOf(discord.Message{Content: "x"})
	case reflect.TypeFor[rest.MessageCreate]():
		return reflect.ValueOf(rest.MessageCreate{Message: discord.Message{Content: "x"}})
	case reflect.TypeFor[rest.ForumPost]():
		return reflect.ValueOf(rest.ForumPost{Name: "x", Message: discord.Message{Content: "x"}})
	case reflect.TypeFor[rest.WebhookMessage]():
		return reflect.ValueOf(rest.WebhookMessage{Message: discord.Message{Content: "x"}})
	case reflect.TypeFor[rest.WebhookRef]():
		return reflect.ValueOf(rest.Webhook(7, "a-token-of-a-webhook"))
	case reflect.TypeFor[discord.Update]():
		return reflect.ValueOf(discord.Update{Content: new("x")})
	case reflect.TypeFor[discord.Command]():
		return reflect.ValueOf(discord.Command{Name: "x", Description: "x"})
	case reflect.TypeFor[discord.Emoji]():
		return reflect.ValueOf(discord.Emoji{Name: "🔥"})
	case reflect.TypeFor[discord.Snowflake]():
		return reflect.ValueOf(discord.Snowflake(1187204533208612864))
	case reflect.TypeFor[discord.PermissionOverwrite]():
		return reflect.ValueOf(discord.PermissionOverwrite{ID: 1187204533208612864})
	case reflect.TypeFor[rest.CommandScope]():
		return reflect.ValueOf(rest.CommandScope{GuildID: 1187204533208612864})
	case reflect.TypeFor[time.Time]():
		return reflect.ValueOf(time.Date(2030, 1, 2, 3, 4, 5, 0, time.UTC))
	case reflect.TypeFor[string]():
		return reflect.ValueOf("lamp")
	}
	if of.Kind() == reflect.Slice {
		return reflect.Append(reflect.MakeSlice(of, 0, 1), argument(t, of.Elem()))
	}
	return reflect.Zero(of)
}
