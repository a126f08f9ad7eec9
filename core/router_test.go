package core

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/hotaru-go/hotaru/discord"
)

func commandSaying(text string) CommandListener {
	return func(context.Context, *discord.CommandInteraction) (discord.CommandAnswer, error) {
		return discord.Message{Content: text}, nil
	}
}

func componentSaying(text string) ComponentListener {
	return func(context.Context, *discord.ComponentInteraction) (discord.ComponentAnswer, error) {
		return discord.Message{Content: text}, nil
	}
}

func modalSaying(text string) ModalListener {
	return func(context.Context, *discord.ModalInteraction) (discord.ModalAnswer, error) {
		return discord.Message{Content: text}, nil
	}
}

func choosing(text string) AutocompleteListener {
	return func(context.Context, *discord.AutocompleteInteraction) (discord.AutocompleteAnswer, error) {
		return discord.Choices{{Name: text, Value: discord.String(text)}}, nil
	}
}

func slash(names ...string) *discord.CommandInteraction {
	return &discord.CommandInteraction{Data: commandData(names, "")}
}

func typing(option string, names ...string) *discord.AutocompleteInteraction {
	return &discord.AutocompleteInteraction{Data: commandData(names, option)}
}

// commandData nests the names after the first as a group and a subcommand.
func commandData(names []string, focused string) discord.CommandData {
	var options []discord.Option
	if focused != "" {
		options = []discord.Option{{Name: focused, Type: discord.OptionString, Focused: true}}
	}
	for n := len(names) - 1; n > 0; n-- {
		kind := discord.OptionSubcommand
		if n < len(names)-1 {
			kind = discord.OptionSubcommandGroup
		}
		options = []discord.Option{{Name: names[n], Type: kind, Options: options}}
	}
	return discord.CommandData{Name: names[0], Type: discord.CommandChatInput, Options: options}
}

func menu(kind discord.CommandType, name string) *discord.CommandInteraction {
	return &discord.CommandInteraction{Data: discord.CommandData{Name: name, Type: kind}}
}

func press(id string) *discord.ComponentInteraction {
	return &discord.ComponentInteraction{Data: discord.ComponentData{CustomID: id}}
}

func submit(id string) *discord.ModalInteraction {
	return &discord.ModalInteraction{Data: discord.ModalData{CustomID: id}}
}

// said returns what a test's listener answered.
func said(t *testing.T, answer discord.Answer, err error) string {
	t.Helper()
	if err != nil {
		return "error: " + err.Error()
	}
	switch answer := answer.(type) {
	case discord.Message:
		return answer.Content
	case discord.Choices:
		return "choice " + answer[0].Name
	}
	return fmt.Sprintf("%T", answer)
}

func stringOption(name string) discord.CommandOption {
	return discord.CommandOption{Type: discord.OptionString, Name: name, Description: name}
}

func TestRouterFindsTheRoute(t *testing.T) {
	shout := func(next Handler) Handler {
		return func(ctx context.Context, i discord.Interaction) (discord.Answer, error) {
			answer, err := next(ctx, i)
			if m, ok := answer.(discord.Message); ok {
				m.Content += "!"
				answer = m
			}
			return answer, err
		}
	}
	router, err := NewRouter(
		Command("ping", "Answers", commandSaying("pong")),
		Group("config", "Settings",
			Command("set", "Sets", commandSaying("set")).Options(stringOption("key")).Autocomplete("key", choosing("key of set")),
			Use(shout, Command("get", "Gets", commandSaying("get"))),
			Group("role", "Roles", Command("add", "Adds", commandSaying("role add"))),
		),
		UserCommand("ping", commandSaying("user ping")),
		MessageCommand("Quote this", commandSaying("quote")),
		EntryPoint("launch", "Opens", commandSaying("launch")),
		Command("search", "Searches", commandSaying("search")).Options(stringOption("card")).Autocomplete("card", choosing("card")),
		Use(shout,
			Component("confirm", componentSaying("confirm")),
			Component("vote:{poll}", componentSaying("vote")),
		),
		Component("vote:all", componentSaying("vote all")),
		Component("vote:{poll}:{choice}", componentSaying("vote choice")),
		Component("vote:{poll}:none", componentSaying("vote none")),
		Component("{any}:{thing}:{at}:{all}", componentSaying("any")),
		Modal("confirm", modalSaying("modal")),
		Modal("edit:{id}", modalSaying("edit")),
	)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		i    discord.Interaction
		want string
	}{
		{slash("ping"), "pong"},
		{slash("config", "set"), "set"},
		{slash("config", "get"), "get!"},
		{slash("config", "role", "add"), "role add"},
		{menu(0, "ping"), "pong"},
		{menu(discord.CommandUser, "ping"), "user ping"},
		{menu(discord.CommandMessage, "Quote this"), "quote"},
		{menu(discord.CommandEntryPoint, "launch"), "launch"},
		{typing("key", "config", "set"), "choice key of set"},
		{typing("card", "search"), "choice card"},
		{press("confirm"), "confirm!"},
		{press("vote:7"), "vote!"},
		{press("vote:all"), "vote all"},
		{press("vote:7:a"), "vote choice"},
		{press("vote:7:none"), "vote none"},
		{press("a:b:c:d"), "any"},
		{submit("confirm"), "modal"},
		{submit("edit:9"), "edit"},
		{slash("config"), "error: " + ErrNoListener.Error()},
		{slash("config", "unset"), "error: " + ErrNoListener.Error()},
		{slash("role", "add"), "error: " + ErrNoListener.Error()},
		{slash("nothing"), "error: " + ErrNoListener.Error()},
		{menu(discord.CommandUser, "Quote this"), "error: " + ErrNoListener.Error()},
		{typing("value", "config", "set"), "error: " + ErrNoListener.Error()},
		{press("vote"), "error: " + ErrNoListener.Error()},
		{press(""), "error: " + ErrNoListener.Error()},
		{submit("vote:7"), "error: " + ErrNoListener.Error()},
	} {
		answer, err := router.Handle(t.Context(), c.i)
		if got := said(t, answer, err); got != c.want {
			t.Errorf("%s: %q, want %q", RouteOf(c.i), got, c.want)
		}
	}
}

func TestRouterFallsBack(t *testing.T) {
	router, err := NewRouter(Fallback(func(_ context.Context, i discord.Interaction) (discord.Answer, error) {
		return discord.Message{Content: "nothing at " + RouteOf(i)}, nil
	}))
	if err != nil {
		t.Fatal(err)
	}
	answer, err := router.Handle(t.Context(), press("gone:1"))
	if got := said(t, answer, err); got != "nothing at gone" {
		t.Error(got)
	}
}

func TestNewRouterRefuses(t *testing.T) {
	ping := Command("ping", "Answers", commandSaying("pong"))
	for name, c := range map[string]struct {
		routes []Route
		// names are what the error must name.
		names []string
	}{
		"the same command twice":           {[]Route{ping, ping}, []string{`"ping"`, "twice"}},
		"the same subcommand twice":        {[]Route{Group("a", "A", ping, ping)}, []string{`"a ping"`, "twice"}},
		"a command and a group":            {[]Route{Command("a", "A", commandSaying("")), Group("a", "A", ping)}, []string{`"a"`, "twice"}},
		"the same component":               {[]Route{Component("a:{x}", componentSaying("")), Component("a:{y}", componentSaying(""))}, []string{`"a:{x}"`, `"a:{y}"`}},
		"components that cross":            {[]Route{Component("a:{x}", componentSaying("")), Component("{y}:b", componentSaying(""))}, []string{`"a:{x}"`, `"{y}:b"`}},
		"the same modal":                   {[]Route{Modal("a", modalSaying("")), Modal("a", modalSaying(""))}, []string{`"a"`, "modal"}},
		"a malformed pattern":              {[]Route{Component("a:{", componentSaying(""))}, []string{`"a:{"`}},
		"no listener":                      {[]Route{Command("a", "A", nil)}, []string{`"a"`, "no listener"}},
		"no component listener":            {[]Route{Component("a", nil)}, []string{`"a"`, "no listener"}},
		"no modal listener":                {[]Route{Modal("a", nil)}, []string{`"a"`, "no listener"}},
		"no listener with options":         {[]Route{CommandWith[struct{}]("a", "A", nil)}, []string{`"a"`, "no listener"}},
		"no component listener with state": {[]Route{NewCustomID[struct{}]("a").Component(nil)}, []string{`"a"`, "no listener"}},
		"no modal listener with state":     {[]Route{NewCustomID[struct{}]("a").Modal(nil)}, []string{`"a"`, "no listener"}},
		"no middleware":                    {[]Route{Use(nil, ping)}, []string{"Use", "middleware"}},
		"options of a group":               {[]Route{Group("a", "A", ping).Options(stringOption("x"))}, []string{`"a"`, "Options"}},
		"options that a group declares":    {[]Route{Group("a", "A", ping).Declare(func(c *discord.Command) { c.Options = []discord.CommandOption{stringOption("x")} })}, []string{`"a"`, "routes"}},
		"options of a group in a group": {[]Route{Group("a", "A", Group("b", "B", ping).Declare(func(c *discord.Command) { c.Options = []discord.CommandOption{stringOption("x")} }))},
			[]string{`"a b"`, "routes"}},
		"autocomplete of a group":       {[]Route{Group("a", "A", ping).Autocomplete("x", choosing(""))}, []string{`"a"`, "Autocomplete"}},
		"a declaration of a component":  {[]Route{Component("a", componentSaying("")).Declare(func(*discord.Command) {})}, []string{`"a"`, "Declare"}},
		"a declaration of a modal":      {[]Route{Modal("a", modalSaying("")).Declare(func(*discord.Command) {})}, []string{`"a"`, "Declare"}},
		"a declaration of a fallback":   {[]Route{Fallback(answersNothing).Declare(func(*discord.Command) {})}, []string{"fallback", "Declare"}},
		"a declaration of several":      {[]Route{Use(func(h Handler) Handler { return h }, ping).Declare(func(*discord.Command) {})}, []string{"Use", "Declare"}},
		"a name that Declare changes":   {[]Route{ping.Declare(func(c *discord.Command) { c.Name = "pong" })}, []string{`"ping"`, "Declare"}},
		"a type that Declare changes":   {[]Route{Group("a", "A", ping).Declare(func(c *discord.Command) { c.Type = discord.CommandUser })}, []string{`"a"`, "Declare"}},
		"an invalid name":               {[]Route{Command("Ping Pong", "A", commandSaying(""))}, []string{`"Ping Pong"`}},
		"no description":                {[]Route{Command("a", "", commandSaying(""))}, []string{`"a"`, "description"}},
		"autocomplete without option":   {[]Route{ping.Autocomplete("x", choosing(""))}, []string{`"ping"`, `"x"`}},
		"autocomplete twice":            {[]Route{ping.Options(stringOption("x")).Autocomplete("x", choosing("")).Autocomplete("x", choosing(""))}, []string{`"ping"`, `"x"`}},
		"autocomplete without listener": {[]Route{ping.Options(discord.CommandOption{Type: discord.OptionString, Name: "x", Description: "X", Autocomplete: true})}, []string{`"ping"`, `"x"`}},
		"a group too deep":              {[]Route{Group("a", "A", Group("b", "B", Group("c", "C", ping)))}, []string{`"a b"`, `"c"`}},
		"a component in a group":        {[]Route{Group("a", "A", Component("x", componentSaying("")))}, []string{`"a"`, `"x"`}},
		"a user command in a group":     {[]Route{Group("a", "A", UserCommand("x", commandSaying("")))}, []string{`"a"`, `"x"`}},
		"two fallbacks":                 {[]Route{Fallback(answersNothing), Fallback(answersNothing)}, []string{"fallback"}},
		"subcommands that are no routes": {[]Route{Command("a", "A", commandSaying("")).Declare(func(c *discord.Command) {
			c.Options = []discord.CommandOption{{Type: discord.OptionSubcommand, Name: "b", Description: "B"}}
		})}, []string{`"a"`, "Group"}},
		"permissions of a subcommand": {[]Route{Group("a", "A", ping.Declare(func(c *discord.Command) { c.DefaultMemberPermissions = new(discord.PermissionBanMembers) }))},
			[]string{`"a ping"`, "RequirePermissions"}},
		"contexts of a subcommand in a group": {[]Route{Group("a", "A", Group("b", "B", ping.Declare(func(c *discord.Command) { c.Contexts = []discord.InteractionContext{discord.ContextGuild} })))},
			[]string{`"a b ping"`, "group"}},
		"options that are no struct": {[]Route{CommandWith("a", "A", func(context.Context, *discord.CommandInteraction, int) (discord.CommandAnswer, error) {
			return nil, nil
		})}, []string{`"a"`, "struct"}},
		"an option without a description": {[]Route{CommandWith("a", "A", func(context.Context, *discord.CommandInteraction, struct{ X string }) (discord.CommandAnswer, error) {
			return nil, nil
		})}, []string{`"a"`, "X", "description"}},
	} {
		_, err := NewRouter(c.routes...)
		if err == nil {
			t.Errorf("%s: no error", name)
			continue
		}
		for _, want := range c.names {
			if !strings.Contains(err.Error(), want) {
				t.Errorf("%s: the error does not say %s: %v", name, want, err)
			}
		}
	}
}

func answersNothing(context.Context, discord.Interaction) (discord.Answer, error) { return nil, nil }

func TestNewRouterTellsAllThatIsWrong(t *testing.T) {
	_, err := NewRouter(Command("a", "A", nil), Component("b:{", componentSaying("")))
	if err == nil || !strings.Contains(err.Error(), `"a"`) || !strings.Contains(err.Error(), `"b:{"`) {
		t.Errorf("the error leaves something out: %v", err)
	}
}

func TestMiddlewareRunsFromTheOutside(t *testing.T) {
	var order []string
	mark := func(name string) Middleware {
		return func(next Handler) Handler {
			return func(ctx context.Context, i discord.Interaction) (discord.Answer, error) {
				order = append(order, name)
				return next(ctx, i)
			}
		}
	}
	router, err := NewRouter(Use(mark("outer"), Use(mark("inner"), Group("a", "A", Use(mark("innermost"), Command("b", "B", commandSaying("")))))))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := router.Handle(t.Context(), slash("a", "b")); err != nil {
		t.Fatal(err)
	}
	if got := strings.Join(order, " "); got != "outer inner innermost" {
		t.Error(got)
	}
}

func benchmarkRouter(b *testing.B) *Router {
	var routes []Route
	for n := range 200 {
		routes = append(routes,
			Command(fmt.Sprintf("command%d", n), "A command", commandSaying("")),
			Component(fmt.Sprintf("static%d", n), componentSaying("")),
			Component(fmt.Sprintf("pattern%d:{a}:{b}", n), componentSaying("")))
	}
	router, err := NewRouter(routes...)
	if err != nil {
		b.Fatal(err)
	}
	return router
}

// BenchmarkRouter measures what routing adds to a call of the listener.
func BenchmarkRouter(b *testing.B) {
	router := benchmarkRouter(b)
	for _, c := range []struct {
		name string
		i    discord.Interaction
	}{
		{"command", slash("command99")},
		{"static custom ID", press("static99")},
		{"custom-ID pattern", press("pattern99:1:2")},
	} {
		b.Run(c.name, func(b *testing.B) {
			x := &exchange{Context: b.Context(), interaction: c.i}
			b.ReportAllocs()
			for b.Loop() {
				if router.find(x, c.i) == nil {
					b.Fatal("no route")
				}
			}
		})
	}
}
