package dev

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/hotaru-go/hotaru/jobs"
)

// Folder is the folder, inside the bot's folder, for files that outlive dev: the seed of the key
// and the programs that dev builds. It contains a .gitignore that keeps it out of commits.
const Folder = ".hotaru"

// openFolder makes the folder inside a bot's folder.
func openFolder(bot string) (string, error) {
	folder := filepath.Join(bot, Folder)
	if err := os.MkdirAll(folder, 0o777); err != nil {
		return "", err
	}
	return folder, os.WriteFile(filepath.Join(folder, ".gitignore"), []byte("*\n"), 0o666)
}

// ErrNoSeed means that dev has never run in a folder.
var ErrNoSeed = errors.New("no seed: 'hotaru dev' has not run in this folder")

// Seed returns the text from which dev makes the key for a bot's folder.
func Seed(bot string) (string, error) {
	text, err := os.ReadFile(filepath.Join(bot, Folder, "seed"))
	if errors.Is(err, fs.ErrNotExist) {
		return "", ErrNoSeed
	}
	seed := strings.TrimSpace(string(text))
	if err == nil && seed == "" {
		err = ErrNoSeed
	}
	return seed, err
}

// keepSeed returns the seed. It makes the seed at the first call.
func keepSeed(bot string) (string, error) {
	seed, err := Seed(bot)
	if !errors.Is(err, ErrNoSeed) {
		return seed, err
	}
	seed = "dev:" + strings.ToLower(rand.Text())
	if err := os.WriteFile(filepath.Join(bot, Folder, "seed"), []byte(seed+"\n"), 0o600); err != nil {
		return "", fmt.Errorf("keeping the seed of the key: %w", err)
	}
	return seed, nil
}

// withJobsKey returns the environment with a key that seals jobs. The key is made from the seed, so
// jobs survive a restart. A key that is already set stays.
func withJobsKey(environment []string, seed string) []string {
	if slices.ContainsFunc(environment, func(one string) bool { return strings.HasPrefix(one, jobs.KeysVariable+"=") }) {
		return environment
	}
	key := sha256.Sum256([]byte("jobs:" + seed))
	return append(slices.Clone(environment), jobs.KeysVariable+"="+hex.EncodeToString(key[:]))
}
