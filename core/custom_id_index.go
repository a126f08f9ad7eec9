package core

import (
	"iter"
	"maps"
	"math/bits"
	"slices"
	"strings"
)

// customIDs finds the route of a custom ID without trying the patterns one by one. Patterns with
// the same number of segments and with literals at the same places form an outline. An outline maps
// its literals to routes, so one lookup finds both "vote:{poll}" and "page:{number}". Finding a
// route takes one lookup for each outline with the ID's number of segments. There are few of these,
// however many patterns there are. It does not allocate.
type customIDs struct {
	// byLength holds the outlines of n segments at index n, ordered by the number of literals, most
	// first. If two patterns match the same ID, the more specific pattern has more literals, so the
	// first match is the most specific.
	byLength [][]*outline
}

type customIDRoute struct {
	*idPattern
	added
}

// outline holds the patterns that have their literals at the same places.
type outline struct {
	at     places
	routes map[string]customIDRoute
	// views index the routes by only some of their literals, to find overlaps with other outlines.
	views map[places]map[string]customIDRoute
}

// add inserts a route and returns nil. If another pattern can match the same ID and neither pattern
// is more specific, add returns the other pattern and does not change the index.
func (c *customIDs) add(route customIDRoute) (conflict *idPattern) {
	for rival := range c.rivals(route.idPattern) {
		if route.overlaps(rival.idPattern) {
			return rival.idPattern
		}
	}
	c.outlineOf(route.idPattern).add(route)
	return nil
}

// outlineOf returns the outline of a pattern. It adds the outline if it is new.
func (c *customIDs) outlineOf(p *idPattern) *outline {
	length, at := p.length(), p.literalPlaces()
	for len(c.byLength) <= length {
		c.byLength = append(c.byLength, nil)
	}
	outlines := c.byLength[length]
	if n := slices.IndexFunc(outlines, func(s *outline) bool { return s.at == at }); n >= 0 {
		return outlines[n]
	}
	s := &outline{at: at, routes: map[string]customIDRoute{}}
	after := slices.IndexFunc(outlines, func(other *outline) bool { return other.at.count() < at.count() })
	if after < 0 {
		after = len(outlines)
	}
	c.byLength[length] = slices.Insert(outlines, after, s)
	return s
}

func (s *outline) add(route customIDRoute) {
	put(s.routes, route, s.at)
	for at, view := range s.views {
		put(view, route, at)
	}
}

// removeBy removes the routes that a call of add added.
func (c *customIDs) removeBy(call int) {
	for _, outlines := range c.byLength {
		for _, s := range outlines {
			maps.DeleteFunc(s.routes, func(_ string, route customIDRoute) bool { return route.by == call })
			s.views = nil // to be built again, without the routes
		}
	}
}

func put(view map[string]customIDRoute, route customIDRoute, at places) {
	var room [maxKey]byte
	view[string(route.appendLiterals(room[:0], at))] = route
}

// find returns the most specific route that matches the ID.
func (c *customIDs) find(id string) (route customIDRoute, ok bool) {
	length := strings.Count(id, ":") + 1
	if length >= len(c.byLength) {
		return route, false
	}
	for _, s := range c.byLength[length] {
		var room [maxKey]byte
		key, ok := s.at.key(id, room[:0])
		if !ok {
			continue
		}
		if route, ok = s.routes[string(key)]; ok {
			return route, true
		}
	}
	return route, false
}

// maxKey is the size of the longest key: the literals of a pattern, each with a colon after it. A
// character has at most 4 bytes.
const maxKey = 4*maxCustomID + 1

// fewRoutes is how many routes of an outline are compared one by one before a view of them pays.
const fewRoutes = 8

// rivals returns the routes that a pattern has to be compared with: at most fewRoutes of each
// outline of its length. An outline with different places has no rivals if its places include all
// of the pattern's, or if the pattern's include all of the outline's. Then one of the two is always
// more specific.
func (c *customIDs) rivals(p *idPattern) iter.Seq[customIDRoute] {
	return func(yield func(customIDRoute) bool) {
		if p.length() >= len(c.byLength) {
			return
		}
		at := p.literalPlaces()
		for _, s := range c.byLength[p.length()] {
			both := at.and(s.at)
			switch {
			case at != s.at && (both == at || both == s.at):
			case at != s.at && len(s.routes) <= fewRoutes:
				for _, rival := range s.routes {
					if !yield(rival) {
						return
					}
				}
			default:
				var room [maxKey]byte
				rival, ok := s.view(both)[string(p.appendLiterals(room[:0], both))]
				if ok && !yield(rival) {
					return
				}
			}
		}
	}
}

// view returns the routes by the literals at some of their places. If several routes have the same
// literals there, it holds one of them.
func (s *outline) view(at places) map[string]customIDRoute {
	if at == s.at {
		return s.routes
	}
	view := s.views[at]
	if view == nil {
		view = make(map[string]customIDRoute, len(s.routes))
		for _, route := range s.routes {
			put(view, route, at)
		}
		if s.views == nil {
			s.views = map[places]map[string]customIDRoute{}
		}
		s.views[at] = view
	}
	return view
}

// places is a set of a pattern's segments, the first in the lowest bit. A custom ID of 100
// characters has at most 101.
type places [2]uint64

func (p places) has(n int) bool      { return p[n/64]&(1<<(n%64)) != 0 }
func (p *places) add(n int)          { p[n/64] |= 1 << (n % 64) }
func (p places) and(q places) places { return places{p[0] & q[0], p[1] & q[1]} }
func (p places) count() int          { return bits.OnesCount64(p[0]) + bits.OnesCount64(p[1]) }

// key appends the segments of an ID at these places, with a colon after each. It returns false if
// they are longer than the literals of any pattern. It never needs more than maxKey bytes.
func (p places) key(id string, key []byte) ([]byte, bool) {
	left := p.count()
	for n := 0; left > 0; n++ {
		segment, rest, _ := strings.Cut(id, ":")
		id = rest
		if !p.has(n) {
			continue
		}
		if len(key)+len(segment)+1 > maxKey {
			return nil, false
		}
		key = append(append(key, segment...), ':')
		left--
	}
	return key, true
}
