// Package scaffold makes the files of a new bot.
package scaffold

import (
	"bytes"
	"embed"
	"errors"
	"fmt"
	"go/format"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
	"text/template"
)

// Bot says which bot to make.
type Bot struct {
	// Module is the path of the bot's module, such as "example.com/mybot".
	Module string
	// Lambda and Google are the platforms that the bot runs on, besides your own machine.
	Lambda, Google bool
	// State adds state that all instances share.
	State bool
	// Jobs adds work that outlives a function. It also adds State, which jobs need.
	Jobs bool
}

// Name returns the name of the bot and its folder. It is the last element of the module's path that
// is not a version.
func (b Bot) Name() string {
	base := path.Base(b.Module)
	if version(base) {
		base = path.Base(path.Dir(b.Module))
	}
	return base
}

// version reports whether an element of a module's path is a version such as v2.
func version(element string) bool {
	digits, ok := strings.CutPrefix(element, "v")
	return ok && digits != "" && strings.Trim(digits, "0123456789") == ""
}

// files are templates with the delimiters <% and %>, which Go, GitHub's workflows and AWS's
// templates do not use. Each name ends with .tmpl, so Go does not build the files. A name begins
// with "dot-" in place of a dot, because go:embed omits files whose names begin with a dot.
//
//go:embed files
var files embed.FS

// only are the files that not every bot has, and the bots that have them.
var only = map[string]func(Bot) bool{
	"cmd/lambda/main.go": func(b Bot) bool { return b.Lambda },
	"Makefile":           func(b Bot) bool { return b.Lambda },
	"template.yaml":      func(b Bot) bool { return b.Lambda && !b.Jobs },
	jobsTemplate:         func(b Bot) bool { return b.Lambda && b.Jobs },
	"function.go":        func(b Bot) bool { return b.Google },
	".gcloudignore":      func(b Bot) bool { return b.Google },
	"bot/remind.go":      func(b Bot) bool { return b.Jobs },
	"bot/remind_test.go": func(b Bot) bool { return b.Jobs },
}

// jobsTemplate replaces template.yaml in a bot with jobs.
const jobsTemplate = "template.jobs.yaml"

// Files returns the bot's files by their slash-separated paths, without go.mod and go.sum.
func (b Bot) Files() (map[string][]byte, error) {
	b.State = b.State || b.Jobs
	made := map[string][]byte{}
	err := fs.WalkDir(files, "files", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		target := strings.ReplaceAll(strings.TrimPrefix(name, "files/"), "dot-", ".")
		target = strings.TrimSuffix(target, ".tmpl")
		if fits := only[target]; fits != nil && !fits(b) {
			return nil
		}
		text, err := files.ReadFile(name)
		if err != nil {
			return err
		}
		if target == jobsTemplate {
			target = "template.yaml"
		}
		made[target], err = b.fill(target, string(text))
		return err
	})
	return made, err
}

// fill executes one template. The imports of Go files are sorted by the bot's path.
func (b Bot) fill(name, text string) ([]byte, error) {
	t, err := template.New(name).Delims("<%", "%>").Option("missingkey=error").Parse(text)
	if err != nil {
		return nil, err
	}
	var filled bytes.Buffer
	if err := t.Execute(&filled, b); err != nil {
		return nil, err
	}
	if path.Ext(name) != ".go" {
		return filled.Bytes(), nil
	}
	return format.Source(filled.Bytes())
}

// ErrNotEmpty means that the folder for a new bot is not empty.
var ErrNotEmpty = errors.New("the folder is not empty, and nothing is overwritten")

// Write makes the folder and writes the files into it. It overwrites nothing. If the folder exists
// and is not empty, the error is [ErrNotEmpty].
func Write(folder string, made map[string][]byte) error {
	entries, err := os.ReadDir(folder)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if len(entries) > 0 {
		return fmt.Errorf("%s: %w", folder, ErrNotEmpty)
	}
	for name, text := range made {
		if err := create(filepath.Join(folder, filepath.FromSlash(name)), text); err != nil {
			return err
		}
	}
	return nil
}

func create(file string, text []byte) error {
	if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
		return err
	}
	f, err := os.OpenFile(file, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if err != nil {
		return err
	}
	_, err = f.Write(text)
	return errors.Join(err, f.Close())
}
