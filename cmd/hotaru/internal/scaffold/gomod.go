package scaffold

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
)

// hotaru is the module that every bot requires.
const hotaru = "github.com/hotaru-go/hotaru"

// replacedVersion is what the go command writes for a module without a version.
const replacedVersion = "v0.0.0-00010101000000-000000000000"

// Source is the hotaru module that a bot requires: a version that the go command can download, or
// else a folder that replaces it.
type Source struct{ Version, Dir string }

// module is the go command's output for a module that it has downloaded.
type module struct {
	Version, Dir, GoMod, Sum, GoModSum string
	Error                              string
}

// find finds hotaru's own files. If the module is in the cache, it needs no network.
func (s Source) find(ctx context.Context) (*module, error) {
	if s.Dir != "" {
		return &module{Version: replacedVersion, Dir: s.Dir, GoMod: filepath.Join(s.Dir, "go.mod")}, nil
	}
	out, failed := goCommand(ctx, os.TempDir(), "mod", "download", "-json", hotaru+"@"+s.Version)
	m := new(module)
	if err := json.Unmarshal(out, m); err != nil || m.Error != "" {
		return nil, fmt.Errorf("hotaru %s: %w", s.Version, errors.Join(failed, errors.New(m.Error)))
	}
	return m, nil
}

// Modules returns go.mod and go.sum for a new bot. They require all modules that hotaru itself
// requires. [Trim] removes those that the bot does not need.
func Modules(ctx context.Context, bot Bot, source Source) (map[string][]byte, error) {
	m, err := source.find(ctx)
	if err != nil {
		return nil, err
	}
	text, err := os.ReadFile(m.GoMod)
	if err != nil {
		return nil, err
	}
	own := readModFile(string(text))
	if own.path != hotaru {
		return nil, fmt.Errorf("%s is not the module %s", m.GoMod, hotaru)
	}
	sums, err := os.ReadFile(filepath.Join(m.Dir, "go.sum"))
	if err != nil {
		return nil, err
	}
	file := modFile{
		path: bot.Module, language: own.language, tool: hotaru + "/cmd/hotaru",
		required: map[string]requirement{hotaru: {version: m.Version}},
	}
	for path, r := range own.required {
		file.required[path] = requirement{r.version, true}
	}
	if source.Dir != "" {
		file.replaced = source.Dir
	} else {
		sums = fmt.Appendf(sums, "%s %s %s\n%s %s/go.mod %s\n", hotaru, m.Version, m.Sum, hotaru, m.Version, m.GoModSum)
	}
	return map[string][]byte{"go.mod": []byte(file.String()), "go.sum": sortLines(sums)}, nil
}

// listed is the output of go list for one package.
type listed struct {
	ImportPath                         string
	DepOnly                            bool
	Imports, TestImports, XTestImports []string
	Module                             *struct{ Path string }
}

// Trim removes the requirements from a bot's go.mod that its packages, its tests and its tools do
// not need. The bot's other files must be written before. If the needed modules are in the cache,
// Trim needs no network. If it fails, the file stays as it was.
func Trim(ctx context.Context, folder string) error {
	out, err := goCommand(ctx, folder, "list", "-deps", "-test", "-mod=readonly",
		"-json=ImportPath,DepOnly,Imports,TestImports,XTestImports,Module", "./...", "tool")
	if err != nil {
		return err
	}
	name := filepath.Join(folder, "go.mod")
	text, err := os.ReadFile(name)
	if err != nil {
		return err
	}
	file := readModFile(string(text))
	providers := map[string]string{} // the module of each package
	var imported []string            // the packages that the bot itself imports
	for decoder := json.NewDecoder(bytes.NewReader(out)); decoder.More(); {
		var p listed
		if err := decoder.Decode(&p); err != nil {
			return fmt.Errorf("reading the output of go list: %w", err)
		}
		if p.Module == nil { // a package of the standard library
			continue
		}
		providers[p.ImportPath] = p.Module.Path
		if !p.DepOnly && p.Module.Path == file.path {
			imported = slices.Concat(imported, p.Imports, p.TestImports, p.XTestImports)
		}
	}
	needed := slices.Collect(maps.Values(providers))
	maps.DeleteFunc(file.required, func(path string, _ requirement) bool { return !slices.Contains(needed, path) })
	for path, r := range file.required {
		direct := slices.ContainsFunc(imported, func(one string) bool { return providers[one] == path })
		file.required[path] = requirement{r.version, !direct}
	}
	return os.WriteFile(name, []byte(file.String()), 0o666)
}

func sortLines(text []byte) []byte {
	lines := slices.Sorted(strings.Lines(string(text)))
	return []byte(strings.Join(slices.Compact(lines), ""))
}

// goCommand runs the go command in a folder, outside any workspace.
func goCommand(ctx context.Context, folder string, args ...string) ([]byte, error) {
	command := exec.CommandContext(ctx, "go", args...)
	command.Dir = folder
	command.Env = append(os.Environ(), "GOWORK=off", "PWD="+folder)
	var notes bytes.Buffer
	command.Stderr = &notes
	out, err := command.Output()
	if err != nil {
		err = fmt.Errorf("go %s: %w\n%s", args[0], err, bytes.TrimSpace(notes.Bytes()))
	}
	return out, err
}
