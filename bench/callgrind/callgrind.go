// Package callgrind reads profiles of valgrind's tool callgrind, which counts instructions.
package callgrind

import (
	"bufio"
	"errors"
	"os"
	"regexp"
	"strconv"
	"strings"
)

// Environment is the environment of a Go program under callgrind. It makes the count depend less on
// the clock and on the number of processors.
var Environment = []string{"GODEBUG=asyncpreemptoff=1", "GOMAXPROCS=1"}

// Command returns the command that runs a program under callgrind and writes a profile.
func Command(profile string, program ...string) []string {
	return append([]string{"valgrind", "-q", "--tool=callgrind", "--callgrind-out-file=" + profile}, program...)
}

// Profile maps functions to their own cost, in instructions.
type Profile map[string]float64

// Total returns the cost of all functions.
func (p Profile) Total() (total float64) {
	for _, cost := range p {
		total += cost
	}
	return total
}

// Packages adds up the costs by Go package.
func (p Profile) Packages() Profile {
	packages := Profile{}
	for name, cost := range p {
		packages[packageOf(name)] += cost
	}
	return packages
}

// recursion matches the suffix that callgrind adds to the name of a function that calls itself.
var recursion = regexp.MustCompile(`'\d+$`)

var functionName = regexp.MustCompile(`^fn=\((\d+)\)(?: (.*))?$`)

// Read reads a profile.
//
// See https://valgrind.org/docs/manual/cl-format.html.
func Read(path string) (Profile, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	names, current, called := map[string]string{}, "", false
	p := Profile{}
	lines := bufio.NewScanner(file)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		line := lines.Text()
		if found := functionName.FindStringSubmatch(line); found != nil {
			if found[2] != "" {
				names[found[1]] = found[2]
			}
			current = names[found[1]]
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
		p[recursion.ReplaceAllString(current, "")] += cost
	}
	if len(p) == 0 {
		return nil, errors.Join(lines.Err(), errors.New("no costs in the profile of callgrind"))
	}
	return p, lines.Err()
}

// packageOf returns the package of a Go function: "net/http" for "net/http.(*Client).Do".
func packageOf(function string) string {
	slash := strings.LastIndexByte(function, '/')
	dot := strings.IndexByte(function[slash+1:], '.')
	if dot < 0 {
		return function
	}
	return function[:slash+1+dot]
}
