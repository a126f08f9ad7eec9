package lambda

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log"
	"log/slog"
	"os"
	"os/exec"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"github.com/hotaru-go/hotaru/core"
	"github.com/hotaru-go/hotaru/discord"
	"github.com/hotaru-go/hotaru/discordtest/vectors"
	"github.com/hotaru-go/hotaru/rest"
)

// childVariable makes this test binary a Lambda function. Its value is a kind of the vectors,
// "work" for the bot below, or "default" for core.Default. The function is therefore built as the
// tests are, with or without the race detector.
const childVariable = "HOTARU_TEST_FUNCTION"

// child is a testing.TB for a process that runs no test.
type child struct{ testing.TB }

func (child) Helper()        {}
func (child) Cleanup(func()) {}
func (child) Fatal(args ...any) {
	fmt.Fprintln(os.Stderr, args...)
	os.Exit(1)
}

func runChild(kind string) {
	var err error
	switch kind {
	case "default":
		err = Start(nil)
	case "main":
		Main(func() (*core.Server, error) { return core.NewServer(core.Options{}) })
	case "main-panics":
		Main(func() (*core.Server, error) { panic(errors.New("no table")) })
	case "log.Fatal":
		setDefaultLogger(os.Stdout)
		watchLoop()
		log.Print("a line of the program")
		log.Fatalf("%s", "the end of it")
	case "work":
		err = startWorker()
	default:
		err = Start(vectors.LoggingServer(child{}, vectors.Kind(kind), os.Stdout))
	}
	fmt.Fprintln(os.Stderr, err)
	os.Exit(3)
}

func startWorker() error {
	server, err := core.NewServer(core.Options{Deadline: patience})
	if err != nil {
		return err
	}
	server.Commands.Replace(workerCommand)
	return Start(server)
}

// together counts the listeners that run at the same time.
var together atomic.Int32

func workerCommand(ctx context.Context, i *discord.CommandInteraction) (discord.CommandAnswer, error) {
	switch i.Data.Name {
	case "work":
		core.After(ctx, func(ctx context.Context, followUp *rest.Interaction) error {
			_, err := followUp.FollowUp(ctx, discord.Message{Content: "later"})
			return err
		})
	case "panic":
		panic("a listener's panic")
	case "panic-work":
		core.After(ctx, func(context.Context, *rest.Interaction) error { panic("the work's panic") })
	case "endless-work":
		core.After(ctx, func(ctx context.Context, _ *rest.Interaction) error {
			<-ctx.Done()
			return context.Cause(ctx)
		})
	case "log":
		slog.InfoContext(ctx, "a line of the listener")
		slog.DebugContext(ctx, "a line that is too fine")
	case "together":
		together.Add(1)
		for together.Load() < 4 {
			select {
			case <-ctx.Done():
				return nil, ctx.Err()
			case <-time.After(time.Millisecond):
			}
		}
	case "file":
		return discord.Message{Files: []discord.File{{Name: "蛍.bin", Content: bytes.NewReader(binary)}}}, nil
	case "file-panics":
		core.After(ctx, func(context.Context, *rest.Interaction) error { panic("work without an answer") })
		return discord.Message{Files: []discord.File{{Name: "a.bin", Content: &failing{panics: true}}}}, nil
	case "file-fails":
		core.After(ctx, func(context.Context, *rest.Interaction) error { panic("work without an answer") })
		return discord.Message{Files: []discord.File{{Name: "a.bin", Content: &failing{}}}}, nil
	}
	return discord.Message{Content: "pong"}, nil
}

// binary is not UTF-8, and small enough to go out inline.
var binary = bytes.Repeat([]byte{0xff, 0, 'a', 0xc3, '"', '\n', 0x80}, 3000)

// failing is a file whose second read fails or panics.
type failing struct{ read, panics bool }

func (f *failing) Len() int { return len(binary) }

func (f *failing) Read(p []byte) (int, error) {
	if f.read && f.panics {
		panic("a file's panic")
	}
	if f.read {
		return 0, errors.New("the disk is gone")
	}
	f.read = true
	return copy(p, binary), nil
}

// process is a function as Lambda runs it.
type process struct {
	*exec.Cmd
	output *output
	exited chan struct{}
}

// output is what the function has logged so far.
type output struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (o *output) Write(b []byte) (int, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.text.Write(b)
}

func (o *output) String() string {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.text.String()
}

// environment holds the variables that Lambda gives a function, and the public key of the vectors.
func environment(api *runtimeAPI, more ...string) []string {
	return append([]string{
		"AWS_LAMBDA_RUNTIME_API=" + api.address(), "AWS_LAMBDA_FUNCTION_NAME=interactions",
		"AWS_LAMBDA_FUNCTION_MEMORY_SIZE=128", "AWS_LAMBDA_INITIALIZATION_TYPE=on-demand", "TZ=:UTC",
		"DISCORD_PUBLIC_KEY=" + vectors.PublicKey(), "DISCORD_API_URL=" + api.discordURL(),
	}, more...)
}

func startChild(t testing.TB, api *runtimeAPI, kind string, more ...string) *process {
	t.Helper()
	return start(t, os.Args[0], environment(api, append(more, childVariable+"="+kind)...))
}

func start(t testing.TB, binary string, environment []string) *process {
	t.Helper()
	p := &process{Cmd: exec.Command(binary), output: &output{}, exited: make(chan struct{})}
	p.Env, p.Stdout, p.Stderr = environment, p.output, p.output
	if err := p.Start(); err != nil {
		t.Fatal(err)
	}
	go func() {
		p.Wait()
		close(p.exited)
	}()
	t.Cleanup(func() {
		p.Process.Signal(syscall.SIGKILL)
		<-p.exited
		if t.Failed() {
			t.Logf("the function's log:\n%s", p.output)
		}
		if strings.Contains(p.output.String(), "DATA RACE") {
			t.Errorf("a data race in the function:\n%s", p.output)
		}
	})
	return p
}

// wait waits for the process to end.
func (p *process) wait(t testing.TB, limit time.Duration) {
	t.Helper()
	select {
	case <-p.exited:
	case <-time.After(limit):
		t.Fatalf("still running after %v", limit)
	}
}

// logged waits for a text in the log.
func (p *process) logged(t testing.TB, text string) {
	t.Helper()
	for end := time.Now().Add(patience); !strings.Contains(p.output.String(), text); time.Sleep(5 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("%q is not in the log", text)
		}
	}
}

// since waits for the line of a request after the first n bytes of the log, and returns what is
// there.
func (p *process) since(t testing.TB, n int) []byte {
	t.Helper()
	for end := time.Now().Add(patience); time.Now().Before(end); time.Sleep(time.Millisecond) {
		if text := []byte(p.output.String()[n:]); vectors.Logged(text) {
			return text
		}
	}
	t.Fatal("the log has no line of the request")
	return nil
}

// commandEvent is the event of a signed slash command.
func commandEvent(t testing.TB, name string) []byte {
	t.Helper()
	body := fmt.Appendf(nil, `{"type":2,"id":"1323984456678901277","application_id":"1306194278551453727",`+
		`"token":"aW50ZXJhY3Rpb246Y29tbWFuZA","version":1,"channel_id":"1187204534420766740",`+
		`"user":{"id":"218436509120135168","username":"ami"},"data":{"id":"1310000000000000009","name":%q,"type":1}}`, name)
	return signedEvent(t, body, false)
}

func signedEvent(t testing.TB, body []byte, inBase64 bool) []byte {
	t.Helper()
	return eventOf(t, "function-url", "POST", "/", []vectors.Header{
		{Name: "Content-Type", Value: "application/json"},
		{Name: "X-Signature-Ed25519", Value: vectors.Sign(vectors.Timestamp, body)},
		{Name: "X-Signature-Timestamp", Value: vectors.Timestamp},
	}, body, inBase64)
}
