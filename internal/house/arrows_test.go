package house_test

import (
	"slices"
	"strings"
	"testing"
)

const (
	// wire is the JSON codec. pasted cleans values from the environment. They import none of our
	// packages.
	wire            = "internal/wire"
	pasted          = "internal/pasted"
	ed25519Package  = "golang.org/x/crypto/ed25519"
	lambdaModule    = "github.com/aws/aws-lambda-go"
	frameworkModule = "github.com/GoogleCloudPlatform/functions-framework-go"
	// declarations is the part of the framework that a function imports. The other part serves the
	// function.
	declarations = frameworkModule + "/functions"
	awsModule    = "github.com/aws/aws-sdk-go-v2"
	bboltModule  = "go.etcd.io/bbolt"
	// notifyModule watches files for "hotaru dev".
	notifyModule = "github.com/fsnotify/fsnotify"
)

// house says which of our folders, and which modules or packages of others, a folder may import.
var house = map[string]struct{ ours, others []string }{
	wire:          {nil, nil},
	pasted:        {nil, nil},
	"discord":     {[]string{wire}, nil},
	"rest":        {[]string{"discord", wire, pasted}, nil},
	"core":        {[]string{"discord", "rest", wire, pasted}, []string{ed25519Package}},
	"adapters":    {[]string{"core", "discord"}, nil},
	"lambda":      {[]string{"core", "discord", wire, pasted}, []string{lambdaModule}},
	"gcf":         {[]string{"core", "adapters", pasted}, []string{declarations}},
	"discordtest": {[]string{"core", "discord", "rest"}, []string{ed25519Package}},
	"store":       {[]string{pasted, "internal/httpcall", "internal/awscall", "internal/googlecall"}, []string{awsModule + "/aws", bboltModule}},
	// jobs registers itself in core, so no package below imports it.
	"jobs": {[]string{"core", "discord", "rest", "store", pasted, "internal/httpcall", "internal/awscall", "internal/googlecall"},
		[]string{awsModule + "/aws", bboltModule, "golang.org/x/crypto/chacha20poly1305"}},
	// The engines of store and jobs reach their services through these.
	"internal/httpcall":   {},
	"internal/awscall":    {[]string{pasted, "internal/httpcall"}, []string{awsModule + "/aws"}},
	"internal/googlecall": {[]string{pasted, "internal/httpcall"}, nil},
	// The playground shows types of discord.
	"playground": {[]string{"adapters", "core", "discord", "discordtest"}, nil},
}

// free are the folders that may import anything, and that no other folder imports.
var free = []string{"cmd", "examples", "internal", "."}

func within(path string, allowed []string) bool {
	return slices.ContainsFunc(allowed, func(one string) bool {
		return path == one || strings.HasPrefix(path, one+"/")
	})
}

// below returns a folder and all folders that it may reach.
func below(f string) []string {
	reached := []string{f}
	for _, next := range house[f].ours {
		reached = append(reached, below(next)...)
	}
	return reached
}

func TestEveryFolderHasItsPlace(t *testing.T) {
	seen := map[string]bool{}
	for _, p := range ours(t) {
		f := folder(p.ImportPath)
		if _, placed := house[f]; !placed && !slices.Contains(free, f) {
			t.Errorf("%s: the house has no folder %q", p.ImportPath, f)
		}
		seen[f] = true
	}
	for f := range house {
		if !seen[f] {
			t.Errorf("the house has a folder %q without a package", f)
		}
	}
}

func TestArrows(t *testing.T) {
	all := packages(t)
	for _, p := range ours(t) {
		f := folder(p.ImportPath)
		may, placed := house[f]
		if !placed {
			continue
		}
		for _, path := range p.Imports {
			to := folder(path)
			switch {
			case to == f || all[path].Standard:
			case to != "" && !slices.Contains(may.ours, to):
				t.Errorf("%s imports %s: an arrow from %s to %s points the wrong way", p.ImportPath, path, f, to)
			case to == "" && !within(path, may.others):
				t.Errorf("%s imports %s, which is none of %q", p.ImportPath, path, may.others)
			}
		}
	}
}

// Tests may also import the folders below theirs at any depth, discordtest, the examples, store,
// which imports none of our packages, and internal packages.
func TestArrowsOfTests(t *testing.T) {
	for _, p := range ours(t) {
		f := folder(p.ImportPath)
		if _, placed := house[f]; !placed {
			continue
		}
		may := append(below(f), "discordtest", "examples", "internal", "store")
		for _, path := range slices.Concat(p.TestImports, p.XTestImports) {
			if to := folder(path); to != "" && !slices.Contains(may, to) {
				t.Errorf("the tests of %s import %s: an arrow from %s to %s points the wrong way", p.ImportPath, path, f, to)
			}
		}
	}
}

// A table that allows a cycle allows anything.
func TestHouseHasNoCircle(t *testing.T) {
	for f, may := range house {
		for _, next := range may.ours {
			if slices.Contains(below(next), f) {
				t.Errorf("%s and %s may import each other", f, next)
			}
		}
	}
}
