package main

import (
	"bufio"
	"cmp"
	"errors"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// countInstructions runs each program once under valgrind and prints the instructions from its
// start to the end of its first invocation, in all and by package. Two runs differ by up to a
// tenth, since goroutines run in another order.
func countInstructions(programs []*program, r *request, dir string) error {
	if _, err := exec.LookPath("valgrind"); err != nil {
		return fmt.Errorf("counting instructions: %w", err)
	}
	var least float64
	fmt.Printf("\n### instructions of one start and one invocation, in thousands\n\n| program | instructions | of them for the signature | the rest, of the smallest |\n|---|--:|--:|--:|\n")
	shares := map[string]map[string]float64{}
	for _, p := range programs {
		out := filepath.Join(dir, "callgrind.out")
		under := *p
		under.command = append([]string{"valgrind", "-q", "--tool=callgrind", "--callgrind-out-file=" + out}, p.command...)
		under.environment = []string{"GODEBUG=asyncpreemptoff=1", "GOMAXPROCS=1", "GOGC=off"}
		under.interrupted = true
		if _, err := start(&under, r, 1); err != nil {
			return fmt.Errorf("%s under valgrind: %w", p.name, err)
		}
		total, byPackage, err := readCallgrind(out)
		if err != nil {
			return fmt.Errorf("%s: %w", p.name, err)
		}
		shares[p.name] = byPackage
		signature := 0.0
		for name, cost := range byPackage {
			if strings.HasPrefix(name, "crypto/internal/fips140/ed") || name == "crypto/internal/fips140/sha512" {
				signature += cost
			}
		}
		if least == 0 {
			least = total - signature
		}
		fmt.Printf("| %s | %.0f | %.0f | %.2f |\n", p.name, total/1000, signature/1000, (total-signature)/least)
	}
	for _, p := range programs[1:] {
		fmt.Printf("\nBeyond the smallest program, thousands of instructions of %s by package:\n\n", p.name)
		beyond, base := shares[p.name], shares[programs[0].name]
		names := slices.SortedFunc(maps.Keys(beyond), func(a, b string) int { return cmp.Compare(beyond[b]-base[b], beyond[a]-base[a]) })
		for _, name := range names[:min(12, len(names))] {
			fmt.Printf("    %8.0f  %s\n", (beyond[name]-base[name])/1000, name)
		}
	}
	return nil
}

var functionName = regexp.MustCompile(`^fn=\((\d+)\)(?: (.*))?$`)

// readCallgrind adds up what functions cost by themselves, from a profile of callgrind.
//
// See https://valgrind.org/docs/manual/cl-format.html.
func readCallgrind(path string) (total float64, byPackage map[string]float64, err error) {
	file, err := os.Open(path)
	if err != nil {
		return 0, nil, err
	}
	defer file.Close()
	names, current, called := map[string]string{}, "", false
	byPackage = map[string]float64{}
	lines := bufio.NewScanner(file)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		line := lines.Text()
		if found := functionName.FindStringSubmatch(line); found != nil {
			if found[2] != "" {
				names[found[1]] = found[2]
			}
			current = packageOf(names[found[1]])
			continue
		}
		if name, ok := strings.CutPrefix(line, "cfn="); ok {
			if id, text, ok := strings.Cut(strings.TrimPrefix(name, "("), ") "); ok {
				names[id] = text
			}
			continue
		}
		if strings.HasPrefix(line, "calls=") {
			called = true
			continue
		}
		fields := strings.Fields(line)
		if len(fields) != 2 || !strings.ContainsAny(fields[0][:1], "0123456789+-*") {
			continue
		}
		cost, err := strconv.ParseFloat(fields[1], 64)
		if err != nil {
			continue
		}
		if called { // the cost of a call belongs to the function that is called
			called = false
			continue
		}
		byPackage[current] += cost
		total += cost
	}
	if total == 0 {
		return 0, nil, errors.Join(lines.Err(), errors.New("no costs in the profile of callgrind"))
	}
	return total, byPackage, lines.Err()
}

// packageOf returns the package of a function of Go: "net/http" for "net/http.(*Client).Do".
func packageOf(function string) string {
	slash := strings.LastIndexByte(function, '/')
	dot := strings.IndexByte(function[slash+1:], '.')
	if dot < 0 {
		return function
	}
	return function[:slash+1+dot]
}
