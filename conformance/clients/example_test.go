package clients

import (
	"fmt"
	"net/http"

	"github.com/bwmarrin/discordgo"
	disgo "github.com/disgoorg/disgo/rest"

	"github.com/hotaru-go/hotaru/rest"
)

// Disgo's rest package makes its calls through hotaru's client. Its own rate limiter is switched off.
func ExampleTransport_disgo() {
	server := newDiscord()
	client := rest.New(rest.Options{HTTP: server.Client()})

	api := disgo.New(disgo.NewClient("a-bot-token",
		disgo.WithHTTPClient(&http.Client{Transport: rest.Transport{Client: client}}),
		disgo.WithRateLimiter(disgo.NewNoopRateLimiter()),
	))
	channel, err := api.GetChannel(5)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(channel.ID())
	// Output: 5
}

// A session of discordgo makes its calls through hotaru's client. Its own retries are switched off.
func ExampleTransport_discordgo() {
	server := newDiscord()
	client := rest.New(rest.Options{HTTP: server.Client()})

	session, err := discordgo.New("Bot a-bot-token")
	if err != nil {
		fmt.Println(err)
		return
	}
	session.Client = &http.Client{Transport: rest.Transport{Client: client}}
	session.ShouldRetryOnRateLimit, session.MaxRestRetries = false, 0
	channel, err := session.Channel("5")
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(channel.ID)
	// Output: 5
}
