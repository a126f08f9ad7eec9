package bot_test

import (
	"context"
	"io"
	"net/http"
	"testing"

	"github.com/hotaru-go/hotaru/discordtest"
	"github.com/hotaru-go/hotaru/examples/bot"
	"github.com/hotaru-go/hotaru/lambda"
)

// report uses the bot: a command, a button, a modal, a deferred answer, and a follow-up with a file.
func report(t *testing.T, app *discordtest.App) {
	t.Helper()
	shown := app.Slash("firefly show", discordtest.Values{"species": "genji"})
	modal := app.Click(shown.Message, "I saw one").Modal
	submitted := app.Submit(modal, discordtest.Values{"place": "by the stream", "count": "one"})
	if got := app.Wait(submitted).Message.Content; got != "Thank you: genji firefly, one." {
		t.Errorf("the answer became %q", got)
	}
	if followUps := app.WaitFollowUps(submitted, 1); len(followUps) != 1 || len(followUps[0].Attachments) != 1 {
		t.Errorf("the report did not come as a file: %+v", followUps)
	}
	// On Cloud Functions the request ends after the work.
	<-submitted.Exchange.Done()
}

// TestOnLambda runs report through the handler that AWS Lambda calls, with a Function URL's events.
func TestOnLambda(t *testing.T) {
	app := discordtest.New(t)
	server, err := bot.New(app.Options())
	if err != nil {
		t.Fatal(err)
	}
	handler, err := lambda.NewHandler(server)
	if err != nil {
		t.Fatal(err)
	}
	app.Register(server)
	app.Connect(discordtest.Func(func(r *http.Request) (*http.Response, error) { return invoke(handler, r) }))
	report(t, app)
}

// invoke makes an event from a request, and a response from the handler's result. Closing the
// response runs the work after the answer, as in the runtime.
func invoke(handler lambda.Handler, r *http.Request) (*http.Response, error) {
	text, err := eventOf(r)
	if err != nil {
		return nil, err
	}
	var event lambda.Event
	if err := event.UnmarshalJSON(text); err != nil {
		return nil, err
	}
	answer, err := handler(context.WithoutCancel(r.Context()), event)
	if err != nil {
		return nil, err
	}
	answer.ContentType() // the runtime calls it before it posts
	out, err := io.ReadAll(answer)
	if err != nil {
		return nil, err
	}
	return responseOf(out, answer)
}
