package core

import (
	"encoding/hex"
	"encoding/json"
	"fmt"
	"log/slog"

	"github.com/hotaru-go/hotaru/rest"
)

// rest returns the options for package rest.
func (o *Options) rest() rest.Options {
	return rest.Options{
		BotToken: o.BotToken, BearerToken: o.BearerToken, ClientID: o.ClientID, ClientSecret: o.ClientSecret,
		BaseURL: o.APIURL, HTTP: o.HTTPClient,
	}
}

// String says whether there is a valid public key, and which API and kind of credential the options
// name. It shows no secret. It also does not show an invalid public key, because it may be a token
// that was pasted there by mistake.
func (o Options) String() string {
	key := "no public key"
	if parsed, err := ParsePublicKey(o.PublicKey); err == nil {
		key = "public key " + hex.EncodeToString(parsed)
	}
	return "core.Options with " + key + ", " + rest.New(o.rest()).String()
}

// Format prints String, whatever the verb.
func (o Options) Format(f fmt.State, _ rune) { _, _ = f.Write([]byte(o.String())) }

// LogValue is String.
func (o Options) LogValue() slog.Value { return slog.StringValue(o.String()) }

// MarshalJSON writes String.
func (o Options) MarshalJSON() ([]byte, error) { return json.Marshal(o.String()) }

// String returns the type's name and nothing from the server.
func (s *Server) String() string { return "core.Server" }

// Format prints String, whatever the verb.
func (s *Server) Format(f fmt.State, _ rune) { _, _ = f.Write([]byte(s.String())) }

// LogValue is String.
func (s *Server) LogValue() slog.Value { return slog.StringValue(s.String()) }

// MarshalJSON writes String.
func (s *Server) MarshalJSON() ([]byte, error) { return json.Marshal(s.String()) }
