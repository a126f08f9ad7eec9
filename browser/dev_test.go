package browser

import (
	"bufio"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/hotaru-go/hotaru/internal/freeport"
)

// devTime is how long dev may take for a build on a busy machine.
const devTime = 2 * time.Minute

// developed makes a bot by "hotaru new" and runs it by "hotaru dev", as a new user does, and
// returns its folder and the page's address.
func developed(t *testing.T) (folder, address string) {
	t.Helper()
	repository, err := filepath.Abs("..")
	if err != nil {
		t.Fatal(err)
	}
	hotaru := filepath.Join(t.TempDir(), "hotaru")
	folder = t.TempDir()
	do := func(dir string, command ...string) {
		c := exec.CommandContext(t.Context(), command[0], command[1:]...)
		c.Dir = dir
		if out, err := c.CombinedOutput(); err != nil {
			t.Fatalf("%s: %v\n%s", strings.Join(command, " "), err, out)
		}
	}
	do(repository, "go", "build", "-o", hotaru, "./cmd/hotaru")
	do(folder, hotaru, "new", "-replace", repository, "-platforms", "none", "example.com/mybot")
	folder = filepath.Join(folder, "mybot")

	page, bot := "127.0.0.1:"+freeport.Find(t), "127.0.0.1:"+freeport.Find(t)
	dev := exec.Command(hotaru, "dev", "-addr", page, "-endpoint", "http://"+bot+"/interactions")
	dev.Dir = folder
	notes, err := dev.StderrPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := dev.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = dev.Process.Signal(syscall.SIGINT)
		late := time.AfterFunc(30*time.Second, func() { _ = dev.Process.Kill() })
		defer late.Stop()
		if err := dev.Wait(); err != nil {
			t.Errorf("after Ctrl-C: %v", err)
		}
	})
	for lines := bufio.NewScanner(notes); lines.Scan(); {
		if strings.Contains(lines.Text(), "hotaru: commands: ") {
			go func() {
				for lines.Scan() { // unread output would block the bot
				}
			}()
			return folder, "http://" + page
		}
	}
	t.Fatal("dev has ended")
	return "", ""
}

// save changes a file of the bot as an editor does.
func save(t *testing.T, folder, old, new string) {
	t.Helper()
	name := filepath.Join(folder, "bot", "bot.go")
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(text), old) {
		t.Fatalf("%s has no %q", name, old)
	}
	if err := os.WriteFile(name, []byte(strings.ReplaceAll(string(text), old, new)), 0o600); err != nil {
		t.Fatal(err)
	}
}

// late is wait with the time that a build takes.
func (p *page) late(what, condition string) {
	p.Helper()
	for end := time.Now().Add(devTime); time.Now().Before(end); time.Sleep(50 * time.Millisecond) {
		if eval[bool](p, "Boolean(%s)", condition) {
			return
		}
	}
	p.wait(what, "%s", condition)
}

// seeLate is see with the time that a build takes.
func (p *page) seeLate(selector, text string) {
	p.Helper()
	p.late(selector+" with "+text, find(selector, text))
}

// TestDev runs a new bot by hotaru dev: it uses a command, saves a file that does not build and
// then one that does, and checks that the first message and its button are still there.
func TestDev(t *testing.T) {
	folder, address := developed(t)
	p := open(t, address, dark)
	command := func(text string) {
		p.click("#composer-input", "")
		p.write(text)
		p.see("[role=option]", text)
		p.press(enter, enter)
	}
	command("/roll")
	p.see(".message .content", "You rolled ")
	p.shot("dev-1-first-answer")

	save(t, folder, `"You rolled`, `You rolled`)
	p.seeLate("#notice strong", "The bot does not build")
	p.see("#notice pre", "bot/bot.go:")
	p.see(".message .content", "You rolled ")
	p.shot("dev-2-does-not-build")
	// The previous build of the bot still answers.
	p.click(".message button.button", "Again")
	p.see(".message .content", "You rolled ")

	save(t, folder, `You rolled`, `"You threw`)
	save(t, folder, `core.Command("roll"`, `core.Command("throw"`)
	p.late("no notice", `document.getElementById('notice').hidden`)
	p.see(".message .content", "You rolled ")
	p.click(".message button.button", "Again")
	p.see(".message .content", "You threw ")
	p.shot("dev-3-the-same-message-from-the-new-bot")

	save(t, folder, "\treturn discord.Message{", "\tpanic(\"the die is gone\")\n\treturn discord.Message{")
	save(t, folder, "func rolled() string {", "func init() { panic(\"no table\") }\n\nfunc rolled() string {")
	p.seeLate("#notice strong", "The bot has ended")
	p.see("#notice pre", "no table")
	p.shot("dev-4-has-ended")
}
