package main

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"net"
	"net/http"
	"slices"
	"strconv"
	"time"

	"github.com/hotaru-go/hotaru/core"
	"github.com/hotaru-go/hotaru/discord"
	"github.com/hotaru-go/hotaru/discordtest"
)

// discordSide signs interactions and enforces Discord's rules for their answers.
type discordSide struct {
	api *discordtest.API
	key discordtest.Key
}

// sent is an interaction to send to the server.
type sent struct {
	id      discord.Snowflake
	command string
	body    []byte
}

// interaction makes the interaction for a person who uses a command in a guild.
func (d *discordSide) interaction(command string) sent {
	id := d.api.NewID()
	return sent{id, command, fmt.Appendf(nil, `{"type":2,"id":"%d","application_id":"%d","token":"token-%d","version":1,`+
		`"guild_id":"1306194278551453001","channel_id":"1306194278551453002","channel":{"id":"1306194278551453002","type":0,"name":"meadow"},`+
		`"member":{"user":{"id":"1306194278551453003","username":"firefly","discriminator":"0"},"roles":[],"permissions":"2248473465835073","joined_at":"2024-01-01T00:00:00Z"},`+
		`"locale":"en-GB","guild_locale":"en-GB","context":0,"authorizing_integration_owners":{"0":"1306194278551453001"},"entitlements":[],`+
		`"data":{"id":"1306194278551453004","name":"%s","type":1}}`, id, d.api.Options().ApplicationID, id, command)}
}

// calls reports whether an interaction's listener, or the work after it, calls Discord.
func (i sent) calls() bool {
	return slices.Contains([]string{"work", "slow", "brief", "report"}, i.command)
}

// begin reports to the API an interaction whose listener will call it.
func (d *discordSide) begin(i sent) error {
	if !i.calls() {
		return nil
	}
	return d.api.Begin(i.body)
}

// ended reports the answer to the API and returns when the API has processed it. The error says why
// Discord would refuse the answer.
func (d *discordSide) ended(i sent, a answer) error {
	switch {
	case !i.calls() || a.status == http.StatusAccepted:
		return nil
	case a.status == http.StatusOK:
		return d.api.Answered(i.id, a.contentType, a.body)
	}
	d.api.Failed(i.id, nil)
	return nil
}

// written returns the bytes of an interaction's request.
func (d *discordSide) written(i sent) []byte {
	return request(d.key, i.body, "Content-Length: "+strconv.Itoa(len(i.body)))
}

// request returns the bytes of a signed request with more headers.
func request(key discordtest.Key, body []byte, more string) []byte {
	at := strconv.FormatInt(time.Now().Unix(), 10)
	return fmt.Appendf(nil, "POST /interactions HTTP/1.1\r\nHost: bot.example\r\nUser-Agent: Discord-Interactions/1.0 (+https://discord.com)\r\n"+
		"Content-Type: application/json\r\n%s: %s\r\n%s: %s\r\n%s\r\n\r\n%s",
		core.SignatureHeader, key.Sign(at, body), core.TimestampHeader, at, more, body)
}

// answer is the server's response.
type answer struct {
	status      int
	contentType string
	retryAfter  string
	body        []byte
}

// connection is a connection that stays open. Unlike net/http's client it never retries a request.
type connection struct {
	net.Conn
	r *bufio.Reader
}

func dial(address string) (*connection, error) {
	c, err := net.DialTimeout("tcp", address, 10*time.Second)
	if err != nil {
		return nil, err
	}
	return &connection{c, bufio.NewReader(c)}, nil
}

const patience = 30 * time.Second

// exchange writes a request and reads its answer.
func (c *connection) exchange(written []byte) (a answer, err error) {
	if err := c.SetDeadline(time.Now().Add(patience)); err != nil {
		return a, err
	}
	if _, err := c.Write(written); err != nil {
		return a, err
	}
	return c.read()
}

func (c *connection) read() (a answer, err error) {
	response, err := http.ReadResponse(c.r, nil)
	if err != nil {
		return a, err
	}
	defer response.Body.Close()
	var body bytes.Buffer
	if _, err := io.Copy(&body, response.Body); err != nil {
		return a, err
	}
	return answer{response.StatusCode, response.Header.Get("Content-Type"), response.Header.Get("Retry-After"), body.Bytes()}, nil
}

// reset closes a connection with a TCP reset.
func (c *connection) reset() {
	if tcp, ok := c.Conn.(*net.TCPConn); ok {
		_ = tcp.SetLinger(0)
	}
	c.Close()
}
