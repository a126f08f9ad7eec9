package templatetest

import (
	"debug/buildinfo"
	"debug/elf"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// TestBuild runs the make target as sam build does, and checks the file that it made.
func TestBuild(t *testing.T) {
	make, err := exec.LookPath("make")
	if err != nil {
		t.Fatal("make is needed, as sam build needs it: ", err)
	}
	dir := t.TempDir()
	command := exec.Command(make, "build-Interactions")
	command.Dir = "../.."
	command.Env = append(os.Environ(), "ARTIFACTS_DIR="+dir)
	if out, err := command.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	path := filepath.Join(dir, "bootstrap")
	program, err := elf.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer program.Close()
	if program.Machine != elf.EM_AARCH64 {
		t.Errorf("built for %v", program.Machine)
	}
	for _, segment := range program.Progs {
		if segment.Type == elf.PT_INTERP {
			t.Error("it needs a dynamic linker")
		}
	}
	if program.Section(".debug_info") != nil || program.Section(".zdebug_info") != nil {
		t.Error("it is not stripped")
	}
	info, err := buildinfo.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	settings := map[string]string{}
	for _, s := range info.Settings {
		settings[s.Key] = s.Value
	}
	for key, want := range map[string]string{"-tags": "lambda.norpc", "-trimpath": "true", "GOARCH": "arm64", "GOOS": "linux", "CGO_ENABLED": "0"} {
		if settings[key] != want {
			t.Errorf("%s is %q, want %q", key, settings[key], want)
		}
	}
	if stat, err := os.Stat(path); err != nil || stat.Mode()&0o111 == 0 {
		t.Errorf("not executable: %v, %v", stat, err)
	}
}
