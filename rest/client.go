// Package rest makes the calls that an interactions app makes to Discord.
package rest

import (
	"context"
	"errors"
	"net/http"

	"github.com/hotaru-go/hotaru/discord"
)

// Options configure a Client. The zero value calls Discord without credentials, which is enough for everything that
// an interaction's token allows.
type Options struct {
	// BotToken, BearerToken, or ClientID and ClientSecret: at most one of the three.
	BotToken     string
	BearerToken  string
	ClientID     string
	ClientSecret string
	// BaseURL is https://discord.com/api/v10 unless set.
	BaseURL string
	// HTTP is a client of its own, which keeps connections across warm invocations, unless set.
	HTTP *http.Client
}

// Client calls Discord. It is safe for concurrent use; make one and keep it.
type Client struct {
	options Options
}

// New makes a client. It does no I/O.
func New(o Options) *Client { return &Client{options: o} }

// PublicKey returns the application's public key, 64 hex digits, by whichever credential the client has.
func (c *Client) PublicKey(ctx context.Context) (string, error) { return "", errors.ErrUnsupported }

// Interaction returns a handle on one interaction's answer and follow-ups.
func (c *Client) Interaction(applicationID, id discord.Snowflake, token string) *Interaction {
	return &Interaction{}
}

// Interaction is a handle on the answer to one interaction and on its follow-ups. Its token lives for 15 minutes.
type Interaction struct{}

// Answer sends the answer through the callback endpoint.
func (i *Interaction) Answer(ctx context.Context, answer discord.Payload) error {
	return errors.ErrUnsupported
}

// Original returns the answer as Discord shows it.
func (i *Interaction) Original(ctx context.Context) (*discord.ReceivedMessage, error) {
	return nil, errors.ErrUnsupported
}

// EditOriginal changes the answer. It also fills in a deferred one.
func (i *Interaction) EditOriginal(ctx context.Context, u discord.Update) (*discord.ReceivedMessage, error) {
	return nil, errors.ErrUnsupported
}

// DeleteOriginal deletes the answer.
func (i *Interaction) DeleteOriginal(ctx context.Context) error { return errors.ErrUnsupported }

// FollowUp sends one more message.
func (i *Interaction) FollowUp(ctx context.Context, m discord.Message) (*discord.ReceivedMessage, error) {
	return nil, errors.ErrUnsupported
}

// GetFollowUp returns a follow-up.
func (i *Interaction) GetFollowUp(ctx context.Context, id discord.Snowflake) (*discord.ReceivedMessage, error) {
	return nil, errors.ErrUnsupported
}

// EditFollowUp changes a follow-up.
func (i *Interaction) EditFollowUp(ctx context.Context, id discord.Snowflake, u discord.Update) (*discord.ReceivedMessage, error) {
	return nil, errors.ErrUnsupported
}

// DeleteFollowUp deletes a follow-up.
func (i *Interaction) DeleteFollowUp(ctx context.Context, id discord.Snowflake) error {
	return errors.ErrUnsupported
}

// Error is what Discord answered to a call that it refused.
type Error struct {
	Status     int
	Code       int
	Message    string
	RetryAfter float64
}

func (e *Error) Error() string { return e.Message }
