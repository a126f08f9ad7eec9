package core

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"sync"
	"testing"

	"github.com/hotaru-go/hotaru/discord"
)

// oneOfEachKind returns a route of each kind.
func oneOfEachKind() []Route {
	return []Route{
		Command("b", "B", commandSaying("b")).Options(stringOption("key")).Autocomplete("key", choosing("key")),
		Group("g", "G", Command("s", "S", commandSaying("s"))),
		Component("x", componentSaying("x")),
		Component("x:{n}", componentSaying("x n")),
		Modal("x", modalSaying("x")),
		Fallback(answersNothing),
	}
}

func TestHandleAddsAndLeavesOthersAlone(t *testing.T) {
	s := &Server{}
	if err := s.Handle(Command("a", "A", commandSaying("a"))); err != nil {
		t.Fatal(err)
	}
	for name, wrong := range map[string]Route{
		"a command routed twice": Command("a", "A", commandSaying("a")),
		"a command and a group":  Group("a", "A", Command("b", "B", commandSaying("b"))),
		"a malformed pattern":    Component("x:{", componentSaying("")),
	} {
		if err := s.Handle(append(oneOfEachKind(), wrong)...); err == nil {
			t.Errorf("%s was accepted", name)
		}
		if n := len(s.Declared()); n != 1 {
			t.Errorf("%s: a Handle that failed changed the server: %d commands", name, n)
		}
		for _, i := range []discord.Interaction{slash("b"), typing("key", "b"), slash("g", "s"), press("x"), press("x:1"), submit("x"), slash("none")} {
			if answer, err := s.call(t.Context(), i); !errors.Is(err, ErrNoListener) {
				t.Errorf("%s: a Handle that failed left %T %q: %v, %v", name, i, RouteOf(i), answer, err)
			}
		}
	}
	if err := s.Handle(oneOfEachKind()...); err != nil {
		t.Errorf("the routes of a Handle that failed cannot be added later: %v", err)
	}
	if n := len(s.Declared()); n != 3 {
		t.Errorf("%d commands, want 3", n)
	}
	answer, err := s.call(t.Context(), slash("a"))
	if got := said(t, answer, err); got != "a" {
		t.Errorf("the first route answers %q", got)
	}
	other := &Server{}
	if err := other.Commands.Set(commandSaying("")); err != nil {
		t.Fatal(err)
	}
	if err := other.Handle(Command("a", "A", commandSaying(""))); !errors.Is(err, ErrListenerSet) {
		t.Errorf("routes over a listener: %v, want ErrListenerSet", err)
	}
}

func TestAnswersOfMiddlewareMustFit(t *testing.T) {
	s := quietServer()
	modal := func(Handler) Handler {
		return func(context.Context, discord.Interaction) (discord.Answer, error) { return discord.Modal{}, nil }
	}
	if err := s.Handle(Use(modal, Modal("a", modalSaying("")))); err != nil {
		t.Fatal(err)
	}
	listener, _ := s.Modals.Get()
	if _, err := listener(t.Context(), submit("a")); !errors.Is(err, discord.ErrAnswerKind) {
		t.Errorf("a modal to a submitted modal, from the slot: %v, want ErrAnswerKind", err)
	}
	x := &exchange{Context: t.Context(), server: s, interaction: submit("a")}
	answer, err := s.call(x, submit("a"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.deliver(x, answer, CallbackAuto); !errors.Is(err, discord.ErrAnswerKind) {
		t.Errorf("a modal to a submitted modal, from the server: %v, want ErrAnswerKind", err)
	}
}

func TestSlotsAndRoutes(t *testing.T) {
	s := &Server{}
	if err := s.Handle(Command("a", "A", commandSaying("route"))); err != nil {
		t.Fatal(err)
	}
	if err := s.Commands.Set(commandSaying("slot")); !errors.Is(err, ErrListenerSet) {
		t.Errorf("Set over the routes: %v, want ErrListenerSet", err)
	}
	saying := func(want string) {
		t.Helper()
		answer, err := s.call(t.Context(), slash("a"))
		if got := said(t, answer, err); got != want {
			t.Errorf("the server answers %q, want %q", got, want)
		}
	}
	saying("route")
	routed, ok := s.Commands.Get()
	if !ok {
		t.Fatal("the slot is empty after Handle")
	}
	s.Commands.Replace(commandSaying("slot"))
	saying("slot")
	s.Commands.Replace(routed)
	saying("route")
	s.Commands.Remove()
	saying("error: " + ErrNoListener.Error())
	if err := s.Handle(Command("b", "B", commandSaying("b"))); err != nil {
		t.Fatal(err)
	}
	saying("route")
}

func TestHandleWhileAnswering(t *testing.T) {
	s := &Server{}
	if err := s.Handle(manyRoutes(0)...); err != nil {
		t.Fatal(err)
	}
	var callers sync.WaitGroup
	for range 2 {
		callers.Go(func() {
			for n := range 200 {
				for _, i := range []discord.Interaction{slash("command0"), typing("key", "command0"), press("static0"), press(fmt.Sprintf("v:%d:x", n)), submit("none")} {
					if _, err := s.call(t.Context(), i); err != nil && !errors.Is(err, ErrNoListener) {
						t.Error(err)
					}
				}
				if _, err := s.call(t.Context(), slash("command0")); err != nil {
					t.Error(err)
				}
			}
		})
	}
	for n := 1; n < 100; n++ {
		if err := s.Handle(manyRoutes(n)...); err != nil {
			t.Error(err)
		}
		if n%10 == 0 && s.Handle(manyRoutes(n)...) == nil {
			t.Error("routes were accepted twice")
		}
	}
	callers.Wait()
}

// manyRoutes returns five routes of a large bot, the nth of each kind.
func manyRoutes(n int) []Route {
	return []Route{
		Command(fmt.Sprint("command", n), "A command", commandSaying("")).Options(stringOption("key")).Autocomplete("key", choosing("")),
		UserCommand(fmt.Sprint("User ", n), commandSaying("")),
		Component(fmt.Sprint("static", n), componentSaying("")),
		Component(fmt.Sprintf("v:%d:{a}", n), componentSaying("")),
		Modal(fmt.Sprintf("{a}:%d", n), modalSaying("")),
	}
}

// orders are the ways in which a bot can pass its routes to the server.
var orders = map[string]func(s *Server, routes []Route) error{
	"all at once": func(s *Server, routes []Route) error { return s.Handle(routes...) },
	"one at a time": func(s *Server, routes []Route) error {
		for _, route := range routes {
			if err := s.Handle(route); err != nil {
				return err
			}
		}
		return nil
	},
	"last first": func(s *Server, routes []Route) error {
		for n := range routes {
			if err := s.Handle(routes[len(routes)-1-n]); err != nil {
				return err
			}
		}
		return nil
	},
	"with a request and Declared after each": func(s *Server, routes []Route) error {
		for _, route := range routes {
			if err := s.Handle(route); err != nil {
				return err
			}
			if answer, err := s.call(context.Background(), press("none")); err == nil {
				return fmt.Errorf("an answer without a route: %v", answer)
			}
			s.Declared()
		}
		return nil
	},
}

// TestHandleGrowsWithTheRoutes counts allocated bytes, so it does not depend on the machine's
// speed. Ten times as many routes may take ten times as many bytes. Rebuilding the router for each
// call would take a hundred times as many.
func TestHandleGrowsWithTheRoutes(t *testing.T) {
	for name, add := range orders {
		few, many := bytesToAdd(t, 40, add), bytesToAdd(t, 400, add)
		if many > 15*few {
			t.Errorf("routes added %s: %d bytes for 200 and %d for 2000", name, few, many)
		}
	}
}

func bytesToAdd(t *testing.T, times int, add func(*Server, []Route) error) uint64 {
	var routes []Route
	for n := range times {
		routes = append(routes, manyRoutes(n)...)
	}
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	if err := add(&Server{}, routes); err != nil {
		t.Fatal(err)
	}
	runtime.ReadMemStats(&after)
	return after.TotalAlloc - before.TotalAlloc
}

// BenchmarkHandle adds 10,000 routes to a new server.
func BenchmarkHandle(b *testing.B) {
	routes := tenThousandRoutes()
	for name, add := range orders {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if err := add(&Server{}, routes); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkMakeRoutes makes the routes that BenchmarkHandle adds.
func BenchmarkMakeRoutes(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		tenThousandRoutes()
	}
}

func tenThousandRoutes() []Route {
	routes := make([]Route, 0, 10000)
	for n := range 2000 {
		routes = append(routes, manyRoutes(n)...)
	}
	return routes
}
