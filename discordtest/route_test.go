package discordtest_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/hotaru-go/hotaru/discordtest"
	"github.com/hotaru-go/hotaru/rest"
)

// A route may have the names that package rest and Discord's pages use.
func TestNamesInBracesAreFree(t *testing.T) {
	d := discordtest.NewDiscord(discordtest.APIOptions{})
	defer d.Close()
	const route = "POST /channels/{channel.id}/threads"
	d.API.Fail(discordtest.Fault{Route: route, Status: 503})
	d.API.Limit(route, 1, time.Hour)
	d.API.Fail(discordtest.Fault{Route: "GET /applications/{id}/commands", Status: 503})
	for _, want := range []struct {
		call   string
		status int
	}{
		{"POST " + inGeneral + "/threads", 503}, {"POST " + inGeneral + "/threads", 429},
		{"GET /applications/1306194278551453727/commands", 503},
	} {
		if status := call(t, d, want.call); status != want.status {
			t.Errorf("%s: %d, want %d", want.call, status, want.status)
		}
	}
	if n := len(d.API.CallsOf("POST /channels/{c}/threads")); n != 2 {
		t.Errorf("%d calls are found, want 2", n)
	}
}

func TestRouteThatIsNotThere(t *testing.T) {
	api := discordtest.NewAPI(discordtest.APIOptions{})
	for name, use := range map[string]func(route string){
		"Fail":     func(route string) { api.Fail(discordtest.Fault{Route: route, Status: 500}) },
		"Limit":    func(route string) { api.Limit(route, 1, time.Second) },
		"CallsOf":  func(route string) { api.CallsOf(route) },
		"Limit of": func(route string) { api.Limit(discordtest.RouteFollowUp, 1, time.Second, route) },
	} {
		for route, meant := range map[string]string{
			"POST /channels/{channel}/thread":              "POST /channels/{channel}/threads",
			"/channels/{channel}/threads":                  "",
			"PUT /channels/{channel}/messages/{message}":   "/channels/{channel}/messages/{message}",
			"POST /webhooks/{application}/{token}/":        "",
			"PATCH /webhooks/{a}/{token}/message/@orginal": "PATCH /webhooks/{application}/{token}/messages/@original",
		} {
			got := panicOf(func() { use(route) })
			if !strings.Contains(got, fmt.Sprintf("the API has no route %q; did you mean ", route)) || !strings.Contains(got, meant) {
				t.Errorf("%s of %q panics with %q, want %q in it", name, route, got, meant)
			}
		}
	}
}

func panicOf(act func()) (text string) {
	defer func() {
		if v := recover(); v != nil {
			text = fmt.Sprint(v)
		}
	}()
	act()
	return ""
}

// A fault that applied to no call has tested nothing, so it is an error.
func TestFaultThatNeverApplied(t *testing.T) {
	route := "GET /channels/{channel}/messages"
	for name, test := range map[string]struct {
		fault discordtest.Fault
		heal  bool
		calls int
		fails bool
	}{
		"no call":                   {fault: discordtest.Fault{Route: route, Status: 500}, fails: true},
		"no call at all":            {fault: discordtest.Fault{Status: 500}, fails: true},
		"a connection not broken":   {fault: discordtest.Fault{Route: route, Reset: true, Times: 2}, fails: true},
		"all calls were skipped":    {fault: discordtest.Fault{Route: route, Status: 500, Skip: 2}, calls: 2, fails: true},
		"it applied":                {fault: discordtest.Fault{Route: route, Status: 500}, calls: 1},
		"it applied once of thrice": {fault: discordtest.Fault{Route: route, Status: 500, Times: 3}, calls: 1},
		"as often as there is one":  {fault: discordtest.Fault{Route: route, Status: 500, Times: -1}},
		"it only delays":            {fault: discordtest.Fault{Route: route, Latency: time.Second}},
		"it was healed":             {fault: discordtest.Fault{Route: route, Status: 500}, heal: true},
	} {
		t.Run(name, func(t *testing.T) {
			d := discordtest.NewDiscord(discordtest.APIOptions{})
			d.API.Fail(test.fault)
			for range test.calls {
				call(t, d, "GET "+inGeneral+"/messages")
			}
			if test.heal {
				d.API.Heal()
			}
			err := d.Close()
			if test.fails != (err != nil) || err != nil && !strings.Contains(err.Error(), "never applied") {
				t.Errorf("Close: %v", err)
			}
		})
	}
}

// call makes a call and returns its status.
func call(t *testing.T, d *discordtest.Discord, route string) int {
	t.Helper()
	method, path, _ := strings.Cut(route, " ")
	status, _ := caller{t, d.API, "Bot " + d.API.Options().BotToken}.call(method, path, `{"name":"talk"}`)
	return status
}

// A fault has Discord's text for its code.
func TestMessageOfAFault(t *testing.T) {
	for want, fault := range map[string]discordtest.Fault{
		"Missing Permissions": {Status: 403, Code: rest.ErrMissingPermissions},
		"Thread is archived":  {Status: 400, Code: rest.ErrThreadArchived},
		"own":                 {Status: 403, Code: rest.ErrMissingPermissions, Message: "own"},
		"403: Forbidden":      {Status: 403},
		"400: Bad Request":    {Status: 400, Code: 99999},
	} {
		d := discordtest.NewDiscord(discordtest.APIOptions{})
		d.API.Fail(fault)
		got := play(t, d, step{"GET " + inGeneral + "/messages", "", fault.Status, float64(fault.Code), ""})
		if at(t, got, "message") != want {
			t.Errorf("%+v sends %q, want %q", fault, at(t, got, "message"), want)
		}
		_ = d.Close()
	}
}
