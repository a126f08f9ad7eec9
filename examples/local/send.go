package main

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"time"

	"github.com/hotaru-go/hotaru/discordtest"
)

// Discord sends a PING when the address is saved in the Developer Portal, and an interaction when a
// person uses a command. Both are reduced to the fields that this bot reads.
//
// See https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-object.
const (
	pingBody  = `{"type":1,"id":"1323984456678901299","application_id":"1306194278551453727","token":"none","version":1}`
	slashBody = `{"type":2,"id":"1323984456678901201","application_id":"1306194278551453727","token":"none","version":1,` +
		`"channel_id":"1187204534420766740","user":{"id":"218436509120135168","username":"you"},"locale":"en-GB",` +
		`"data":{"id":"1310000000000000001","name":"firefly","type":1,"options":[{"name":"show","type":1,` +
		`"options":[{"name":"species","type":3,"value":"genji"}]}]}}`
)

// send acts as Discord, and prints the requests and the answers.
func send(ctx context.Context, out io.Writer, url string, key discordtest.Key) error {
	for _, request := range []struct{ title, body string }{
		{"PING, with which Discord tries the address", pingBody},
		{"/firefly show species: genji", slashBody},
	} {
		fmt.Fprintf(out, "%s\n  POST %s\n  %s\n", request.title, url, request.body)
		status, answer, err := post(ctx, url, key, request.body)
		if err != nil {
			return err
		}
		fmt.Fprintf(out, "  %s\n  %s\n\n", status, answer)
		if status != "200 OK" {
			return fmt.Errorf("%s is not 200 OK: is -seed the one that the server printed when it was started last?", status)
		}
	}
	return nil
}

func post(ctx context.Context, url string, key discordtest.Key, body string) (status, answer string, err error) {
	// Discord waits no longer.
	ctx, cancel := context.WithTimeout(ctx, 3*time.Second)
	defer cancel()
	response, err := http.DefaultClient.Do(key.Request(ctx, url, []byte(body)))
	if err != nil {
		return "", "", err
	}
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	return response.Status, string(text), err
}
