package playground

import "text/template"

// savedTest is the data for the template of a test.
type savedTest struct {
	Name string
	// Standard and Others are the imports.
	Standard, Others []string
	// Package, its Base and Constructor say how the test makes the bot. They are empty if the test
	// does not make it.
	Package, Base, Constructor string
	// Endpoint says where the bot already runs and how it was started. It is nil if the bot does
	// not run yet.
	Endpoint *savedEndpoint
	Steps    []savedStep
	// Payload is sent instead of Steps if it is unknown how a person would do the same.
	Payload string
	Checks  []check
}

// savedStep is one line that acts. Wait is true if the test waits for its answer. Checks are the
// comparisons of its answer.
type savedStep struct {
	Reply, Call string
	Wait        bool
	Checks      []check
}

// check is a comparison of the test's result with the playground's result.
type check struct{ Got, Want string }

var testTemplate = template.Must(template.New("test").Parse(`package {{or .Base "bot"}}_test

import (
{{- range .Standard}}
	"{{.}}"{{end}}
{{range .Others}}
	"{{.}}"{{end}}
)
{{with .Endpoint}}
// The bot has to run already, started with:
//
//	DISCORD_PUBLIC_KEY={{.PublicKey}}
//	DISCORD_API_URL={{.APIURL}}
//	DISCORD_BOT_TOKEN={{.Token}}
//
// The playground must not run any more, since the test serves the API in its place.
{{- end}}
func Test{{.Name}}(t *testing.T) {
{{- with .Endpoint}}
	app := discordtest.NewWith(t, discordtest.APIOptions{
		Key: discordtest.KeyFromSeed({{printf "%q" .Seed}}), BotToken: {{printf "%q" .Token}}, Address: "{{.Address}}",
	})
	app.Connect(discordtest.URL({{printf "%q" .URL}}))
{{- if .Commands}}
	var commands []discord.Command
	if err := json.Unmarshal([]byte({{.Commands}}), &commands); err != nil {
		t.Fatal(err)
	}
	app.SetCommands({{.Guild}}, commands...)
{{- end}}
{{- else}}
	app := discordtest.New(t)
{{- if .Package}}
	server, err := {{.Base}}.{{.Constructor}}(app.Options())
{{- else}}
	// newServer is for you to write: it makes the bot's *core.Server of these options.
	server, err := newServer(app.Options())
{{- end}}
	if err != nil {
		t.Fatal(err)
	}
	app.Serve(server)
{{- end}}
{{if .Payload}}
	payload, err := app.Fresh([]byte({{.Payload}}))
	if err != nil {
		t.Fatal(err)
	}
	sent, err := app.Send(t.Context(), payload)
	if err != nil {
		t.Fatal(err)
	}
	reply := app.Look(&discordtest.Reply{Interaction: sent.Interaction})
{{else}}{{range .Steps}}
	{{.Reply}} := {{.Call}}{{if .Wait}}
	{{.Reply}} = app.Wait({{.Reply}}){{end}}{{with .Checks}}
{{template "checks" .}}{{end}}{{end}}
{{- end}}
{{- with .Checks}}
{{template "checks" .}}{{end}}
}
{{define "checks"}}{{range .}}
	if got, want := {{.Got}}, {{.Want}}; got != want {
		t.Errorf("got %v, want %v", got, want)
	}{{end}}{{end}}`))
