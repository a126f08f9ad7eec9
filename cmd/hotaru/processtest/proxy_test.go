package processtest

import (
	"archive/zip"
	"bytes"
	"io/fs"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

const (
	module  = "github.com/hotaru-go/hotaru"
	version = "v1.0.0"
)

// root is the folder of this repository.
func root(t *testing.T) string {
	t.Helper()
	dir, err := filepath.Abs(filepath.Join("..", "..", ".."))
	if err != nil {
		t.Fatal(err)
	}
	return dir
}

// publish makes a module proxy in a folder. The proxy has one version of the main module.
func publish(t *testing.T, folder string) {
	t.Helper()
	at := filepath.Join(folder, filepath.FromSlash(module), "@v")
	if err := os.MkdirAll(at, 0o755); err != nil {
		t.Fatal(err)
	}
	gomod, err := os.ReadFile(filepath.Join(root(t), "go.mod"))
	if err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string][]byte{
		"list":            []byte(version + "\n"),
		version + ".info": []byte(`{"Version":"` + version + `","Time":"2026-01-01T00:00:00Z"}`),
		version + ".mod":  gomod,
		version + ".zip":  archive(t),
	} {
		if err := os.WriteFile(filepath.Join(at, name), text, 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

// archive returns the main module as a proxy serves it: the files that git tracks or would add,
// without those of the modules inside.
func archive(t *testing.T) []byte {
	t.Helper()
	list := exec.Command("git", "ls-files", "-z", "--cached", "--others", "--exclude-standard")
	list.Dir = root(t)
	out, err := list.Output()
	if err != nil {
		t.Fatal("git ls-files: ", err)
	}
	names := strings.Split(strings.Trim(string(out), "\x00"), "\x00")
	var inside []string // folders of other modules
	for _, name := range names {
		if path.Base(name) == "go.mod" && name != "go.mod" {
			inside = append(inside, path.Dir(name)+"/")
		}
	}
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, name := range names {
		if slices.ContainsFunc(inside, func(folder string) bool { return strings.HasPrefix(name, folder) }) {
			continue
		}
		text, err := os.ReadFile(filepath.Join(root(t), filepath.FromSlash(name)))
		if os.IsNotExist(err) {
			continue // removed, and not committed yet
		}
		if err != nil {
			t.Fatal(err)
		}
		file, err := w.Create(module + "@" + version + "/" + name)
		if err == nil {
			_, err = file.Write(text)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// machine is a user's machine: an empty module cache, and the proxies from which it gets modules.
type machine struct {
	cache, proxy string
	offline      bool
}

// newMachine makes a machine that can reach a proxy with the main module. It shares the tests'
// build cache.
func newMachine(t *testing.T) *machine {
	t.Helper()
	m := &machine{cache: t.TempDir(), proxy: t.TempDir()}
	publish(t, m.proxy)
	// The second proxy serves only modules that were downloaded on this machine before. Download
	// those that a new bot needs.
	m.run(t, root(t), []string{"GOMODCACHE=" + goEnv(t, "GOMODCACHE"), "GOPROXY=" + goEnv(t, "GOPROXY"), "GONOSUMDB="}, "go", "mod", "download")
	// The go command makes its cache's folders read-only.
	t.Cleanup(func() {
		_ = filepath.WalkDir(m.cache, func(name string, entry fs.DirEntry, err error) error {
			if err == nil && entry.IsDir() {
				err = os.Chmod(name, 0o755)
			}
			return err
		})
	})
	return m
}

// environment returns the environment of the programs on this machine.
func (m *machine) environment(t *testing.T) []string {
	t.Helper()
	proxies := "file://" + filepath.ToSlash(m.proxy) + ",file://" + filepath.ToSlash(filepath.Join(goEnv(t, "GOMODCACHE"), "cache", "download"))
	if m.offline {
		// The machine has only the modules in its cache. With GOPROXY=off the go command could not
		// even ask the cache whether a module is deprecated, which it does for a package with a
		// version.
		proxies = "file://" + filepath.ToSlash(filepath.Join(m.cache, "cache", "download"))
	}
	var kept []string
	for _, variable := range os.Environ() {
		if !strings.HasPrefix(variable, "DISCORD_") && !strings.HasPrefix(variable, "GOFLAGS=") {
			kept = append(kept, variable)
		}
	}
	return append(kept, "GOMODCACHE="+m.cache, "GOPROXY="+proxies, "GONOSUMDB=*", "GOFLAGS=", "GOWORK=off", "GOTOOLCHAIN=local")
}

// online is the end of the environment of a program that may fetch modules that this machine does
// not have.
func (m *machine) online(t *testing.T) []string {
	t.Helper()
	return []string{"GOPROXY=file://" + filepath.ToSlash(m.proxy) + "," + goEnv(t, "GOPROXY")}
}

func goEnv(t *testing.T, name string) string {
	t.Helper()
	out, err := exec.Command("go", "env", name).Output()
	if err != nil {
		t.Fatal("go env: ", err)
	}
	return strings.TrimSpace(string(out))
}

// run runs a program in a folder of the machine, and returns what it printed.
func (m *machine) run(t *testing.T, folder string, more []string, command ...string) string {
	t.Helper()
	out, err := m.try(t, folder, more, command...)
	if err != nil {
		t.Fatalf("%s: %v\n%s", strings.Join(command, " "), err, out)
	}
	return out
}

func (m *machine) try(t *testing.T, folder string, more []string, command ...string) (string, error) {
	t.Helper()
	c := exec.CommandContext(t.Context(), command[0], command[1:]...)
	c.Dir = folder
	c.Env = append(m.environment(t), more...)
	out, err := c.CombinedOutput()
	return string(out), err
}
