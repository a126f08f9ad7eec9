// Package contestants has net/http handlers that do the same work with hotaru and with other
// Discord libraries for Go. Programs use them to compare the libraries. Each handler receives a
// signed request, verifies it, decodes it to typed values, and finds the listener by the command's
// name or the component's custom ID. It answers {"type":4,"data":{"content":…}} with a value of the
// request, which it reads with the library's own method.
package contestants

import (
	"crypto/ed25519"
	"net/http"

	"github.com/hotaru-go/hotaru/voi"
)

// Contestant is one library, used in one way.
type Contestant struct {
	// Key is a short name for flags. Name is the name in tables.
	Key, Name string
	// Floor means that the contestant answers a constant and decodes nothing.
	Floor bool
	// Peer means that the contestant is another library, not hotaru.
	Peer bool
	// Voi means that the contestant verifies with curve25519-voi, as its floor does.
	Voi bool
	// New makes the handler. Hooks sets the library's hooks, which apply to the whole process.
	New   func() http.Handler
	Hooks func()
	// Handler is set by Begin.
	Handler http.Handler
}

// Begin makes the handler, unless it exists already, and sets the library's hooks. Call it before
// each of a contestant's turns.
func (c *Contestant) Begin() {
	if c.Hooks != nil {
		c.Hooks()
	}
	if c.Handler == nil {
		c.Handler = c.New()
	}
}

// The answers show that the right values arrived: the command's option, the component's custom ID.
const (
	command = "search"
	card    = "card"
)

// All returns the contestants, which all verify with one key. They are the floors, hotaru and the
// other libraries. Each library is used as its first page shows, and in the fastest way that its
// documentation describes.
func All(key ed25519.PublicKey) []Contestant {
	all := []Contestant{
		{Key: "floor", Name: "floor: verification, a constant answer", Floor: true, New: func() http.Handler { return floor(standard(key)) }},
		{Key: "floor-voi", Name: "floor with curve25519-voi", Floor: true, Voi: true, New: func() http.Handler { return floor(expanded(key)) }},
		{Key: "hotaru", Name: "hotaru", New: func() http.Handler { return hotaru(key, nil) }},
		{Key: "hotaru-voi", Name: "hotaru with curve25519-voi", Voi: true, New: func() http.Handler { return hotaru(key, voi.Verifier) }},
		{Key: "discordgo", Name: "discordgo", Peer: true, Hooks: discordgoDefaults, New: func() http.Handler { return discordgoHandler(key) }},
		{Key: "discordgo-best", Name: "discordgo with goccy/go-json", Peer: true, Hooks: discordgoHooks, New: func() http.Handler { return discordgoHandler(key) }},
		{Key: "disgo", Name: "disgo", Peer: true, Hooks: disgoDefaults, New: func() http.Handler { return disgoHandler(key, standard(key)) }},
		{Key: "disgo-best", Name: "disgo with goccy/go-json", Peer: true, Hooks: disgoHooks, New: func() http.Handler { return disgoHandler(key, standard(key)) }},
		{Key: "disgo-voi", Name: "disgo with goccy/go-json and curve25519-voi", Peer: true, Voi: true, Hooks: disgoHooks, New: func() http.Handler { return disgoHandler(key, expanded(key)) }},
		{Key: "arikawa", Name: "arikawa", Peer: true, Hooks: arikawaDefaults, New: func() http.Handler { return arikawaHandler(key) }},
		{Key: "arikawa-best", Name: "arikawa with goccy/go-json", Peer: true, Hooks: arikawaHooks, New: func() http.Handler { return arikawaHandler(key) }},
	}
	for _, one := range more {
		name, handler := one(key)
		all = append(all, Contestant{Key: name, Name: name, Peer: true, Handler: handler})
	}
	return all
}
