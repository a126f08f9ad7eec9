package playground

import (
	"strings"
	"time"

	"github.com/hotaru-go/hotaru/discordtest"
)

// call is one call that the bot made to the API for an interaction.
type call struct {
	Method   string   `json:"method"`
	Path     string   `json:"path"`
	Status   int      `json:"status"`
	After    float64  `json:"after"`
	Request  string   `json:"request"`
	Files    []file   `json:"files"`
	Response string   `json:"response"`
	Failure  *failure `json:"failure"`
}

// newCall describes a call. since is when the interaction began.
func newCall(c *discordtest.Call, since time.Time) call {
	made := call{
		Method: c.Method, Path: shorten(c.Path), Status: c.Status, After: milliseconds(c.Time.Sub(since)),
		Request: string(c.JSON), Response: string(c.Response), Files: filesOf(c.Files),
	}
	if made.Request == "" {
		made.Request = string(c.Body)
	}
	if c.Refusal != nil {
		made.Failure = failureOf(c.Refusal)
	}
	return made
}

// calledAlone adds a call that belongs to no interaction as its own entry.
func (p *Playground) calledAlone(c *discordtest.Call) {
	name := c.Route
	if name == "" {
		name = c.Method + " " + shorten(c.Path)
	}
	made := newCall(c, c.Time)
	x := &exchange{ID: p.discord.API.NewID(), Kind: "call", Name: name, At: c.Time, Calls: []call{made}, Failure: made.Failure}
	p.history.add(x)
}

// shorten shortens the tokens in a path.
func shorten(path string) string {
	steps := strings.Split(path, "/")
	for n, step := range steps {
		if len(step) > 40 {
			steps[n] = step[:8] + "…"
		}
	}
	return strings.Join(steps, "/")
}

func filesOf(files []discordtest.File) []file {
	list := []file{}
	for _, f := range files {
		list = append(list, file{f.Name, f.ContentType, len(f.Data)})
	}
	return list
}

func milliseconds(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }
