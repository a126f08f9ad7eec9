package main

import (
	"bufio"
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"

	"github.com/hotaru-go/hotaru/bench/callgrind"
)

// build builds this program for another architecture.
func build(architecture string) (program string, end func(), err error) {
	dir, err := os.MkdirTemp("", "verify")
	if err != nil {
		return "", nil, err
	}
	program = filepath.Join(dir, "verify")
	command := exec.Command("go", "build", "-o", program, "./verify")
	command.Env = append(os.Environ(), "GOARCH="+architecture, "CGO_ENABLED=0")
	if out, err := command.CombinedOutput(); err != nil {
		os.RemoveAll(dir)
		return "", nil, fmt.Errorf("building for %s: %w\n%s", architecture, err, out)
	}
	return program, func() { os.RemoveAll(dir) }, nil
}

func byCallgrind(program string, arguments ...string) (float64, error) {
	out := program + ".callgrind"
	all := callgrind.Command(out, append([]string{program}, arguments...)...)
	command := exec.Command(all[0], all[1:]...)
	command.Env, command.Stderr = append(os.Environ(), callgrind.Environment...), os.Stderr
	if err := command.Run(); err != nil {
		return 0, err
	}
	profile, err := callgrind.Read(out)
	return profile.Total(), err
}

// byEmulator counts the lines that qemu writes for each block. Here each block has one instruction.
func byEmulator(program string, arguments ...string) (count float64, err error) {
	command := exec.Command("qemu-aarch64", append([]string{"-singlestep", "-d", "exec,nochain", program}, arguments...)...)
	command.Env = append(os.Environ(), callgrind.Environment...)
	log, err := command.StderrPipe()
	if err != nil {
		return 0, err
	}
	if err := command.Start(); err != nil {
		return 0, err
	}
	lines := bufio.NewScanner(log)
	for lines.Scan() {
		if bytes.HasPrefix(lines.Bytes(), []byte("Trace ")) {
			count++
		}
	}
	if err := command.Wait(); err != nil {
		return 0, err
	}
	if count == 0 {
		return 0, fmt.Errorf("qemu counts nothing")
	}
	return count, lines.Err()
}
