// Command verify counts the instructions that the standard library and other implementations need
// to verify one signature over 1.6 KB. From the folder bench:
//
//	go run ./verify          # on amd64, by valgrind
//	go run ./verify -arm64   # on arm64, in an emulator: qemu-user
//
// The counts do not depend on other work on the machine. Instructions of different processors are
// not comparable, so compare only within a table.
package main

import (
	"crypto/ed25519"
	"flag"
	"fmt"
	"os"
	"runtime"
)

func main() {
	count := flag.Int("count", 32, "verifications")
	arm64 := flag.Bool("arm64", false, "count on arm64, in an emulator")
	one := flag.String("one", "", "verify with the implementation of this `key` only, and print nothing: what verify starts")
	flag.Parse()
	err := error(nil)
	if *one != "" {
		err = verify(*one, *count)
	} else {
		err = table(*count, *arm64)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "verify:", err)
		os.Exit(1)
	}
}

// verify verifies once, and then count times.
func verify(key string, count int) error {
	private := ed25519.NewKeyFromSeed([]byte("a key for measurements, no secret"[:ed25519.SeedSize]))
	message := make([]byte, 1628+len("1764000000"))
	signature := ed25519.Sign(private, message)
	for _, i := range implementations {
		if i.key != key {
			continue
		}
		accepts, err := i.verifier(private.Public().(ed25519.PublicKey))
		if err != nil {
			return err
		}
		for range 1 + count {
			if !accepts(message, signature) {
				return fmt.Errorf("%s refuses a good signature", i.name)
			}
		}
		signature[0] ^= 1
		if accepts(message, signature) {
			return fmt.Errorf("%s accepts a forged signature", i.name)
		}
		return nil
	}
	return fmt.Errorf("no implementation has the key %q", key)
}

func table(count int, arm64 bool) error {
	counter, architecture := byCallgrind, runtime.GOARCH
	if arm64 {
		counter, architecture = byEmulator, "arm64"
	}
	program, end, err := build(architecture)
	if err != nil {
		return err
	}
	defer end()
	fmt.Printf("\n### one verification on %s, %s\n\n| | thousands of instructions | of the standard library's |\n|---|--:|--:|\n", architecture, runtime.Version())
	least := 0.0
	for _, i := range implementations {
		few, err := counter(program, "-one", i.key, "-count", "0")
		if err != nil {
			return fmt.Errorf("%s: %w", i.name, err)
		}
		all, err := counter(program, "-one", i.key, "-count", fmt.Sprint(count))
		if err != nil {
			return fmt.Errorf("%s: %w", i.name, err)
		}
		each := (all - few) / float64(count)
		if least == 0 {
			least = each
		}
		fmt.Printf("| %s | %.0f | %.2f |\n", i.name, each/1000, each/least)
	}
	return nil
}
