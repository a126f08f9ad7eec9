package contestants

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// Rebuild builds a program of this module again, together with a module in another folder, and runs
// it with the arguments of this process without the flag that named the folder. With it you can
// compare a library that go.mod does not require, for example a local checkout. The module's
// package has the function
//
//	func Contestant(key ed25519.PublicKey) (name string, handler http.Handler)
//
// The module's go.mod may replace other modules by checkouts. Rebuild adds the commit of each
// checkout to the row's name.
func Rebuild(folder, program, flag string) error {
	folder, err := filepath.Abs(folder)
	if err != nil {
		return err
	}
	here, err := os.Getwd()
	if err != nil {
		return err
	}
	dir, err := os.MkdirTemp("", "contestants")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	module, commits, err := checkouts(folder)
	if err != nil {
		return err
	}
	// In a workspace both modules keep their own replacements. The overlay adds a file that links
	// them.
	file := fmt.Sprintf("package contestants\n\nimport (\n\t\"crypto/ed25519\"\n\t\"net/http\"\n\n\tother %q\n)\n\n"+
		"func init() {\n\tmore = append(more, func(key ed25519.PublicKey) (string, http.Handler) {\n"+
		"\t\tname, handler := other.Contestant(key)\n\t\treturn name + %q, handler\n\t})\n}\n", module, commits)
	overlay, err := json.Marshal(map[string]any{"Replace": map[string]string{
		filepath.Join(here, "contestants", "other.go"): filepath.Join(dir, "other.go"),
	}})
	if err != nil {
		return err
	}
	for name, text := range map[string]string{
		"other.go": file, "overlay.json": string(overlay), "go.work": fmt.Sprintf("go 1.26.0\n\nuse (\n\t%s\n\t%s\n)\n", here, folder),
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			return err
		}
	}
	binary := filepath.Join(dir, "program")
	build := exec.Command("go", "build", "-overlay", filepath.Join(dir, "overlay.json"), "-o", binary, program)
	build.Env = append(os.Environ(), "GOWORK="+filepath.Join(dir, "go.work"))
	build.Stdout, build.Stderr = os.Stderr, os.Stderr
	if err := build.Run(); err != nil {
		return fmt.Errorf("building with %s: %w", folder, err)
	}
	again := exec.Command(binary, without(os.Args[1:], flag)...)
	again.Stdin, again.Stdout, again.Stderr = os.Stdin, os.Stdout, os.Stderr
	return again.Run()
}

// checkouts returns the path of a module, and the commits of its replacements, which the row's name
// gets.
func checkouts(folder string) (module, commits string, err error) {
	edit := exec.Command("go", "mod", "edit", "-json")
	edit.Dir = folder
	out, err := edit.Output()
	if err != nil {
		return "", "", fmt.Errorf("reading go.mod in %s: %w", folder, err)
	}
	var file struct {
		Module  struct{ Path string }
		Replace []struct {
			New struct{ Path, Version string }
		}
	}
	if err := json.Unmarshal(out, &file); err != nil {
		return "", "", err
	}
	for _, r := range file.Replace {
		if r.New.Version != "" {
			continue
		}
		path := r.New.Path
		if !filepath.IsAbs(path) {
			path = filepath.Join(folder, path)
		}
		commit, err := exec.Command("git", "-C", path, "rev-parse", "--short=10", "HEAD").Output()
		if err != nil {
			return "", "", fmt.Errorf("the commit of %s: %w", path, err)
		}
		commits += " " + strings.TrimSpace(string(commit))
	}
	return file.Module.Path, commits, nil
}

// without removes a flag and its value from a command line.
func without(arguments []string, flag string) (rest []string) {
	for n := 0; n < len(arguments); n++ {
		name := strings.TrimLeft(arguments[n], "-")
		switch {
		case name == flag:
			n++
		case strings.HasPrefix(name, flag+"="):
		default:
			rest = append(rest, arguments[n])
		}
	}
	return rest
}
