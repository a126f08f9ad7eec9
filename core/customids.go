package core

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/hotaru-go/hotaru/discord"
)

// customIDs finds the handler of a custom ID: first among the static ones, then among the patterns that begin with
// the same literal, then among those that begin with a part; in each list the most specific first.
type customIDs struct {
	static  map[string]*customIDRoute
	byFirst map[string][]*customIDRoute
	byPart  []*customIDRoute
	all     []*customIDRoute
}

type customIDRoute struct {
	*pattern
	handler Handler
}

// add returns an error where another route could match the same IDs and neither is the more specific.
func (c *customIDs) add(what string, p *pattern, handler Handler) error {
	for _, other := range c.all {
		if p.overlaps(other.pattern) {
			return fmt.Errorf("core: the %s routes %q and %q match the same custom IDs", what, other.text, p.text)
		}
	}
	route := &customIDRoute{p, handler}
	c.all = append(c.all, route)
	first := p.segments[0]
	switch {
	case p.static():
		if c.static == nil {
			c.static = map[string]*customIDRoute{}
		}
		c.static[p.text] = route
	case first.part == "":
		if c.byFirst == nil {
			c.byFirst = map[string][]*customIDRoute{}
		}
		c.byFirst[first.literal] = insert(c.byFirst[first.literal], route)
	default:
		c.byPart = insert(c.byPart, route)
	}
	return nil
}

func insert(routes []*customIDRoute, route *customIDRoute) []*customIDRoute {
	routes = append(routes, route)
	slices.SortStableFunc(routes, func(a, b *customIDRoute) int { return cmp.Compare(b.literals, a.literals) })
	return routes
}

func (c *customIDs) find(ctx context.Context, id string) Handler {
	if route := c.static[id]; route != nil {
		return route.handler
	}
	first, _, _ := strings.Cut(id, ":")
	route := firstMatch(c.byFirst[first], id)
	if route == nil {
		route = firstMatch(c.byPart, id)
	}
	if route == nil {
		return nil
	}
	if x := exchangeOf(ctx); x != nil {
		x.matched = route.pattern
	}
	return route.handler
}

func firstMatch(routes []*customIDRoute, id string) *customIDRoute {
	for _, route := range routes {
		if route.matches(id) {
			return route
		}
	}
	return nil
}

// Param returns a named part of the custom ID that led to this listener: of "page:3", routed by "page:{number}",
// Param(ctx, "number") is "3". ctx is the listener's, or one made from it; Param panics where the route's pattern has
// no such part, which is a mistake in the program.
func Param(ctx context.Context, part string) string {
	x := exchangeOf(ctx)
	if x == nil || x.matched == nil || !x.matched.has(part) {
		panic(misuse(fmt.Sprintf("core.Param: the route of this interaction has no part {%s}", part)))
	}
	return x.matched.value(customIDOf(x.interaction), part)
}

func customIDOf(i discord.Interaction) string {
	switch i := i.(type) {
	case *discord.ComponentInteraction:
		return i.Data.CustomID
	case *discord.ModalInteraction:
		return i.Data.CustomID
	}
	return ""
}
