package dev

import (
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"time"

	"github.com/fsnotify/fsnotify"
)

// sources are the suffixes of a bot's source files. Files that a bot writes while it runs, such as
// a database or a log, are not among them, because every write would restart the bot.
var sources = []string{
	".go", "go.mod", "go.sum", "go.work", ".js", ".mjs", ".cjs", ".ts", ".mts", ".tsx", ".jsx", ".json", ".py", ".rb", ".php",
	".java", ".kt", ".cs", ".fs", ".rs", ".swift", ".ex", ".exs", ".toml", ".yaml", ".yml", ".env", ".html", ".tmpl", ".txt", ".sql",
}

// skipped are folders without files that a person edits. Folders whose names begin with a dot are
// skipped too.
var skipped = []string{"node_modules", "vendor", "target", "venv", "__pycache__"}

// settle is how long a folder must be quiet after a change, because an editor writes a file in
// several steps.
const settle = 60 * time.Millisecond

// watcher detects changes of source files in a folder.
type watcher struct {
	files *fsnotify.Watcher
	ends  []string
	// changed holds a value if something has changed since the last value was received.
	changed chan struct{}
	done    chan struct{}
}

// watch watches a folder and the folders in it, for files whose names end with one of ends. If ends
// is nil, it uses sources.
func watch(folder string, ends []string) (*watcher, error) {
	files, err := fsnotify.NewWatcher()
	if err != nil {
		return nil, fmt.Errorf("watching %s: %w", folder, err)
	}
	if len(ends) == 0 {
		ends = sources
	}
	w := &watcher{files, ends, make(chan struct{}, 1), make(chan struct{})}
	if err := w.add(folder); err != nil {
		return nil, errors.Join(err, files.Close())
	}
	go w.follow()
	return w, nil
}

func (w *watcher) close() {
	w.files.Close()
	<-w.done
}

// add watches a folder and the folders in it.
func (w *watcher) add(folder string) error {
	return filepath.WalkDir(folder, func(name string, entry fs.DirEntry, err error) error {
		switch {
		case errors.Is(err, fs.ErrNotExist): // gone meanwhile
			return nil
		case err != nil:
			return err
		case !entry.IsDir():
			return nil
		case name != folder && skip(entry.Name()):
			return fs.SkipDir
		}
		err = w.files.Add(name)
		if errors.Is(err, syscall.ENOSPC) {
			return fmt.Errorf("watching %s: the system allows no more watches: raise fs.inotify.max_user_watches: %w", name, err)
		}
		return err
	})
}

func skip(name string) bool { return strings.HasPrefix(name, ".") || slices.Contains(skipped, name) }

// follow reports events as changes until the watcher is closed.
func (w *watcher) follow() {
	defer close(w.done)
	quiet := time.NewTimer(time.Hour)
	defer quiet.Stop()
	for {
		select {
		case e, open := <-w.files.Events:
			if !open {
				return
			}
			if w.counts(e) {
				quiet.Reset(settle)
			}
		case _, open := <-w.files.Errors:
			// After an overflow anything may have changed.
			if !open {
				return
			}
			quiet.Reset(settle)
		case <-quiet.C:
			select {
			case w.changed <- struct{}{}:
			default:
			}
		}
	}
}

// counts reports whether an event is a change of a source file. It also watches new folders.
func (w *watcher) counts(e fsnotify.Event) bool {
	name := filepath.Base(e.Name)
	if e.Op == fsnotify.Chmod || skip(name) {
		return false
	}
	if e.Has(fsnotify.Create) {
		if entries, err := filepath.Glob(filepath.Join(e.Name, "*")); err == nil && len(entries) > 0 {
			// The folder may have been moved here with files in it.
			return w.add(e.Name) == nil
		}
		_ = w.add(e.Name) // it does nothing to a file
	}
	return slices.ContainsFunc(w.ends, func(end string) bool { return strings.HasSuffix(name, end) })
}
