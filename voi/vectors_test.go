package voi_test

import (
	"compress/gzip"
	"crypto/ed25519"
	"encoding/hex"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/hotaru-go/hotaru/voi"
)

// vectors reads a file of test vectors. The tested module ships them, so go.sum pins them and this
// repository holds no copy.
func vectors(t *testing.T, name string, into any) {
	t.Helper()
	dir, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "github.com/oasisprotocol/curve25519-voi").Output()
	if err != nil {
		t.Fatal(err)
	}
	file, err := os.Open(filepath.Join(strings.TrimSpace(string(dir)), "primitives", "ed25519", "testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	text, err := gzip.NewReader(file)
	if err == nil {
		err = json.NewDecoder(text).Decode(into)
	}
	if err != nil {
		t.Fatal(err)
	}
}

// accepts verifies with voi.Verifier. A key that it refuses accepts nothing.
func accepts(key, message, signature []byte) bool {
	verify, err := voi.Verifier(key)
	return err == nil && verify(message, signature)
}

// try compares the answer to one vector with the standard library's.
func try(t *testing.T, name string, key, message, signature []byte) bool {
	t.Helper()
	got := accepts(key, message, signature)
	if want := len(key) == ed25519.PublicKeySize && ed25519.Verify(key, message, signature); got != want {
		t.Errorf("%s: accepted %t, by the standard library %t", name, got, want)
	}
	return got
}

// TestWycheproof plays the Ed25519 vectors of Project Wycheproof (Apache License 2.0).
//
// See https://github.com/C2SP/wycheproof.
func TestWycheproof(t *testing.T) {
	var file struct {
		NumberOfTests int
		TestGroups    []struct {
			Key   struct{ Pk bytes }
			Tests []struct {
				Comment, Result string
				Msg, Sig        bytes
			}
		}
	}
	vectors(t, "eddsa_test.json.gz", &file)
	played := map[string]int{}
	for _, group := range file.TestGroups {
		for _, test := range group.Tests {
			played[test.Result]++
			if got := try(t, test.Comment, group.Key.Pk, test.Msg, test.Sig); got != (test.Result == "valid") {
				t.Errorf("%s: accepted %t, want %s", test.Comment, got, test.Result)
			}
		}
	}
	if played["valid"] < 50 || played["invalid"] < 50 || played["valid"]+played["invalid"] != file.NumberOfTests {
		t.Errorf("played %v of %d vectors", played, file.NumberOfTests)
	}
}

// TestSpeccheck plays the twelve cases of the paper "Taming the many EdDSAs" (Apache License 2.0),
// on which libraries differ, and expects the standard library's answers.
//
// See https://github.com/novifinancial/ed25519-speccheck.
func TestSpeccheck(t *testing.T) {
	var cases []struct {
		Message, Signature bytes
		Key                bytes `json:"pub_key"`
	}
	vectors(t, "speccheck_cases.json.gz", &cases)
	accepted := ""
	for _, c := range cases {
		mark := "-"
		if try(t, "speccheck", c.Key, c.Message, c.Signature) {
			mark = "V"
		}
		accepted += mark
	}
	if accepted != "VVVV-------V" {
		t.Errorf("accepted %s", accepted)
	}
}

// TestEdgeCases plays vectors with keys and points of small order and with encodings that are not
// canonical, in all combinations, by the authors of ZIP 215 and of C2SP's CCTV.
//
// See https://github.com/C2SP/CCTV/tree/main/ed25519 and https://zips.z.cash/zip-0215.
func TestEdgeCases(t *testing.T) {
	var cctv []struct {
		A, R, S bytes
		M       string
	}
	vectors(t, "ed25519vectors.json.gz", &cctv)
	accepted := 0
	for _, v := range cctv {
		if try(t, "CCTV", v.A, []byte(v.M), append(append([]byte(nil), v.R...), v.S...)) {
			accepted++
		}
	}
	if len(cctv) < 500 || accepted == 0 || accepted == len(cctv) {
		t.Errorf("accepted %d of %d vectors", accepted, len(cctv))
	}
	var zip215 [][2]bytes
	vectors(t, "zip215.json.gz", &zip215)
	for _, v := range zip215 {
		try(t, "ZIP 215", v[0], []byte("Zcash"), v[1])
	}
	if len(zip215) < 100 {
		t.Errorf("%d vectors of ZIP 215", len(zip215))
	}
}

// bytes are written in hex.
type bytes []byte

func (b *bytes) UnmarshalText(text []byte) (err error) {
	*b, err = hex.DecodeString(string(text))
	return err
}
