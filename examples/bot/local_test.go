package bot_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"github.com/hotaru-go/hotaru/core"
	"github.com/hotaru-go/hotaru/discordtest"
	"github.com/hotaru-go/hotaru/examples/bot"
	"github.com/hotaru-go/hotaru/internal/freeport"
	"github.com/hotaru-go/hotaru/jobs"
)

// TestOnThisMachine runs the bot's flows against the program for one machine. Its jobs are in a
// file. Each time the test moves the clock, it kills the program and starts it again.
func TestOnThisMachine(t *testing.T) {
	t.Parallel()
	clock := newClock(t)
	app := discordtest.NewWith(t, discordtest.APIOptions{Now: clock.now, AnswerTime: startTime})
	app.World.Grant(bot.Rights)
	server, err := bot.New(core.Options{PublicKey: app.Options().PublicKey})
	if err != nil {
		t.Fatal(err)
	}
	app.Register(server)
	binary := build(t, "../local", "../../jobs/internal/loop/loop.go", "\treturn time.Now()\n", "\treturn movedNow()\n")
	port, file := freeport.Find(t), filepath.Join(t.TempDir(), "jobs.db")
	var log syncBuffer
	var program *exec.Cmd
	start := func() {
		program = exec.Command(binary, "-addr", "127.0.0.1:"+port)
		program.Env = append(os.Environ(), "DISCORD_PUBLIC_KEY="+app.Options().PublicKey, "DISCORD_BOT_TOKEN="+app.Options().BotToken,
			"DISCORD_API_URL="+app.API.URL(), "HOTARU_JOBS_FILE="+file, jobs.KeysVariable+"="+keys, clockVariable+"="+clock.file)
		program.Stdout, program.Stderr = &log, &log
		if err := program.Start(); err != nil {
			t.Fatal(err)
		}
		awaitPort(t, port)
	}
	kill := func() {
		_ = program.Process.Kill()
		_ = program.Wait() // it was killed
	}
	start()
	t.Cleanup(func() {
		kill()
		if t.Failed() {
			t.Logf("the program's log:\n%s", log.String())
		}
	})
	app.Connect(discordtest.URL("http://127.0.0.1:" + port + "/interactions"))
	report(t, app)
	ticketed(t, app)
	reminded(t, app, func(d time.Duration) {
		kill()
		clock.advance(t, d)
		start()
	})
}
