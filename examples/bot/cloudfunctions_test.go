package bot_test

import (
	"bytes"
	"context"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/hotaru-go/hotaru/core"
	"github.com/hotaru-go/hotaru/discordtest"
	"github.com/hotaru-go/hotaru/examples/bot"
	"github.com/hotaru-go/hotaru/internal/cloudtest"
	"github.com/hotaru-go/hotaru/internal/freeport"
	"github.com/hotaru-go/hotaru/jobs"
	"github.com/hotaru-go/hotaru/jobs/cloudtasks"
)

// TestOnCloudFunctions runs the bot's flows against the example function in another process, with
// Google's framework. Cloud Tasks is a fake written from its documentation. The metadata server is
// a fake that returns a token.
func TestOnCloudFunctions(t *testing.T) {
	t.Parallel()
	tasks, clock := &cloudtest.Tasks{Pause: 10 * time.Second}, newClock(t)
	api, metadata := httptest.NewServer(tasks), httptest.NewServer(http.HandlerFunc(giveToken))
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		tasks.Run(ctx)
	}()
	app := discordtest.NewWith(t, discordtest.APIOptions{Now: clock.now, AnswerTime: startTime})
	app.World.Grant(bot.Rights)
	server, err := bot.New(core.Options{PublicKey: app.Options().PublicKey})
	if err != nil {
		t.Fatal(err)
	}
	app.Register(server)
	// The engine has an option for its endpoint, but the program does not set it.
	binary := build(t, "../gcf/cmd", "../../jobs/cloudtasks/cloudtasks.go", engineClock, movedClock, `"https://cloudtasks.googleapis.com"`, "givenEndpoint()")
	port := freeport.Find(t)
	const queues = "projects/demo/locations/europe-west1/queues/"
	function := exec.Command(binary)
	function.Env = append(os.Environ(), "PORT="+port, "DISCORD_PUBLIC_KEY="+app.Options().PublicKey,
		"DISCORD_BOT_TOKEN="+app.Options().BotToken, "DISCORD_API_URL="+app.API.URL(),
		cloudtasks.QueueVariable+"="+queues+"jobs", cloudtasks.DeadQueueVariable+"="+queues+"dead",
		cloudtasks.URLVariable+"=http://127.0.0.1:"+port, "GCE_METADATA_HOST="+strings.TrimPrefix(metadata.URL, "http://"),
		jobs.KeysVariable+"="+keys, clockVariable+"="+clock.file, endpointVariable+"="+api.URL)
	var log syncBuffer
	function.Stdout, function.Stderr = &log, &log
	if err := function.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		cancel()
		<-ended
		_ = function.Process.Kill()
		_ = function.Wait() // it was killed
		api.Close()
		metadata.Close()
		if t.Failed() {
			t.Logf("the function's log:\n%s", log.String())
		}
	})
	awaitPort(t, port)
	app.Connect(discordtest.URL("http://127.0.0.1:" + port))
	report(t, app)
	ticketed(t, app)
	reminded(t, app, func(d time.Duration) {
		clock.advance(t, d)
		tasks.Advance(d)
		until(t, "the tasks that are due", tasks.Settled)
	})
}

// giveToken is the metadata server.
func giveToken(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Metadata-Flavor", "Google")
	if r.Header.Get("Metadata-Flavor") != "Google" || !strings.HasSuffix(r.URL.Path, "/service-accounts/default/token") {
		http.NotFound(w, r)
		return
	}
	_, _ = w.Write([]byte(`{"access_token":"a-token","expires_in":3599,"token_type":"Bearer"}`))
}

func awaitPort(t *testing.T, port string) {
	t.Helper()
	until(t, "port "+port, func() bool {
		connection, err := net.Dial("tcp", "127.0.0.1:"+port)
		if err == nil {
			connection.Close()
		}
		return err == nil
	})
}

// syncBuffer is a buffer for several writers.
type syncBuffer struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (b *syncBuffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.text.Write(p)
}

func (b *syncBuffer) String() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.text.String()
}
