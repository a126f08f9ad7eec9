package scaffold

import (
	"errors"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func TestFiles(t *testing.T) {
	always := []string{
		".github/workflows/bot.yml", ".gitignore", "README.md", "bot/bot.go", "bot/bot_test.go", "cmd/local/main.go",
		"cmd/register/main.go",
	}
	onLambda := []string{"Makefile", "cmd/lambda/main.go", "template.yaml"}
	onGoogle := []string{".gcloudignore", "function.go"}
	withJobs := []string{"bot/remind.go", "bot/remind_test.go"}
	for bot := range everyBot {
		want := slices.Clone(always)
		for wanted, names := range map[*bool][]string{&bot.Lambda: onLambda, &bot.Google: onGoogle, &bot.Jobs: withJobs} {
			if *wanted {
				want = append(want, names...)
			}
		}
		made, err := bot.Files()
		if err != nil {
			t.Fatal(err)
		}
		slices.Sort(want)
		if got := slices.Sorted(maps.Keys(made)); !slices.Equal(got, want) {
			t.Errorf("%+v: %q, want %q", bot, got, want)
		}
		for name, text := range made {
			checkText(t, bot, name, string(text))
		}
	}
}

// everyBot yields a bot for each set of flags.
func everyBot(yield func(Bot) bool) {
	for n := range 16 {
		bot := Bot{Module: "example.com/mybot", Lambda: n&1 > 0, Google: n&2 > 0, State: n&4 > 0, Jobs: n&8 > 0}
		if !yield(bot) {
			return
		}
	}
}

// checkText looks for remains of the template, and for traces of a platform that was left out.
func checkText(t *testing.T, bot Bot, name, text string) {
	t.Helper()
	if strings.Contains(text, "<%") || strings.Contains(text, "%>") || strings.Contains(text, "\n\n\n") || !strings.HasSuffix(text, "\n") {
		t.Errorf("%s holds a piece of its template, or empty lines:\n%s", name, text)
	}
	if path.Ext(name) == ".go" {
		if _, err := parser.ParseFile(token.NewFileSet(), name, text, parser.AllErrors); err != nil {
			t.Error(err)
		}
	}
	state := bot.State || bot.Jobs // which need it
	for word, wanted := range map[string]bool{
		"lambda": bot.Lambda, "aws": bot.Lambda, "sam ": bot.Lambda, "gcloud": bot.Google, "gcp": bot.Google,
		"hotaru/store": state, "dynamodb": state && bot.Lambda, "firestore": state && bot.Google,
		"hotaru/jobs": bot.Jobs, "hotaru_jobs": bot.Jobs, "remind": bot.Jobs, "sqs": bot.Jobs && bot.Lambda, "worker": bot.Jobs && bot.Lambda,
		"cloudtasks": bot.Jobs && bot.Google, "gcloud tasks": bot.Jobs && bot.Google, "template.jobs": false,
	} {
		if !wanted && strings.Contains(strings.ToLower(text), word) {
			t.Errorf("%s speaks of %s, which is left out:\n%s", name, word, text)
		}
	}
}

func TestWriteOverwritesNothing(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "mybot")
	made := map[string][]byte{"a.txt": []byte("a"), "deep/b.txt": []byte("b")}
	if err := Write(folder, made); err != nil {
		t.Fatal(err)
	}
	if text, err := os.ReadFile(filepath.Join(folder, "deep", "b.txt")); err != nil || string(text) != "b" {
		t.Errorf("%q, %v", text, err)
	}
	if err := Write(folder, map[string][]byte{"c.txt": nil}); !errors.Is(err, ErrNotEmpty) {
		t.Errorf("into a folder with files: %v", err)
	}
	if _, err := os.Stat(filepath.Join(folder, "c.txt")); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("it has written: %v", err)
	}
	if err := Write(t.TempDir(), made); err != nil {
		t.Errorf("into an empty folder: %v", err)
	}
	if err := Write(filepath.Join(folder, "a.txt"), made); err == nil {
		t.Error("no error where a file is in the way")
	}
}

func TestName(t *testing.T) {
	for module, want := range map[string]string{
		"example.com/mybot": "mybot", "example.com/mybot/v2": "mybot", "github.com/me/my-bot": "my-bot", "example.com/vbot": "vbot",
		"example.com/v": "v",
	} {
		if got := (Bot{Module: module}).Name(); got != want || CheckModule(module) != nil {
			t.Errorf("%s: %q, %v", module, got, CheckModule(module))
		}
	}
}

func TestCheckModule(t *testing.T) {
	for module, want := range map[string]string{
		"":                      "is empty",
		"mybot":                 "must begin with a domain",
		"example.com":           "must name the bot after the domain",
		"example.com/":          "is empty",
		"example.com//mybot":    "is empty",
		"/example.com/mybot":    "is empty",
		"Example.com/mybot":     "must begin with a domain in lower case",
		"example.com/my bot":    `holds " "`,
		"example.com/my\"bot":   `holds "\""`,
		"example.com/../mybot":  "begins with a dot",
		"example.com/-mybot":    "begins with a dot or a hyphen",
		"example.com/mybot.":    "ends with a dot",
		"example.com/my.bot":    "hold letters, digits and hyphens",
		"example.com/1bot":      "must begin with a letter",
		"example.com/蛍":         "holds",
		"https://example.com/b": `holds ":"`,
		"example.com/mybot@v1":  `holds "@"`,
		"example.com/" + strings.Repeat("b", 101): "more than 100 characters",
	} {
		if err := CheckModule(module); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %q", module, err, want)
		}
	}
}
