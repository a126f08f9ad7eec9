// Command load sends requests over real connections to a server in its own process: hotaru's
// net/http handler, and a floor that reads, verifies and gives the same answer. It prints how many
// requests are served by a second of one processor, and how long they took, with a good signature
// and with a forged one, as in a flood.
//
//	go run ./load -rounds 10 -count 2000
package main

import (
	"bufio"
	"bytes"
	"crypto/ed25519"
	"encoding/hex"
	"flag"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"slices"
	"strings"
	"sync"
	"time"
)

func main() {
	what := flag.String("serve", "", "serve `what`, hotaru or floor, with the key in -key: what load starts itself as")
	key := flag.String("key", "", "with -serve: the public key, in hex")
	rounds := flag.Int("rounds", 10, "rounds")
	count := flag.Int("count", 2000, "requests in a round, for each server")
	connections := flag.Int("connections", 4, "connections at once")
	payload := flag.String("payload", "../testdata/payloads/slash.json", "the request's body")
	flag.Parse()
	var err error
	if *what == "" {
		err = drive(*payload, *rounds, *count, *connections)
	} else if public, decodeErr := hex.DecodeString(*key); decodeErr != nil {
		err = decodeErr
	} else {
		err = serve(*what, public)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "load:", err)
		os.Exit(1)
	}
}

// flood is a server and what is sent to it.
type flood struct {
	server, signature string
	forged            bool
	perSecond         []float64 // requests by a second of processor time
	took              []time.Duration
}

func drive(payload string, rounds, count, connections int) error {
	body, err := os.ReadFile(payload)
	if err != nil {
		return err
	}
	public, private, err := ed25519.GenerateKey(nil)
	if err != nil {
		return err
	}
	const timestamp = "1764000000"
	good := hex.EncodeToString(ed25519.Sign(private, append([]byte(timestamp), body...)))
	forged := hex.EncodeToString(ed25519.Sign(private, []byte("something else")))
	floods := []*flood{
		{server: "floor", signature: good}, {server: "hotaru", signature: good},
		{server: "floor", signature: forged, forged: true}, {server: "hotaru", signature: forged, forged: true},
	}
	for range rounds {
		for _, f := range floods {
			if err := f.round(public, body, timestamp, count, connections); err != nil {
				return err
			}
		}
	}
	fmt.Printf("| server | signature | requests by a second of one processor | of the floor | p50 | p99 |\n|---|---|--:|--:|--:|--:|\n")
	for n, f := range floods {
		name := "good"
		if f.forged {
			name = "forged"
		}
		slices.Sort(f.took)
		fmt.Printf("| %s | %s | %.0f | %.2f | %v | %v |\n", f.server, name, median(f.perSecond),
			median(f.perSecond)/median(floods[n&^1].perSecond), f.took[len(f.took)/2].Round(time.Microsecond),
			f.took[len(f.took)*99/100].Round(time.Microsecond))
	}
	return nil
}

func median(values []float64) float64 {
	sorted := slices.Sorted(slices.Values(values))
	return sorted[len(sorted)/2]
}

// round starts the server, sends count requests and ends it. Its start is in the processor time.
func (f *flood) round(public ed25519.PublicKey, body []byte, timestamp string, count, connections int) error {
	self, err := os.Executable()
	if err != nil {
		return err
	}
	server := exec.Command(self, "-serve", f.server, "-key", hex.EncodeToString(public))
	server.Env, server.Stderr = append(os.Environ(), "GOMAXPROCS=1"), os.Stderr
	out, err := server.StdoutPipe()
	if err != nil {
		return err
	}
	if err := server.Start(); err != nil {
		return err
	}
	address, err := bufio.NewReader(out).ReadString('\n')
	if err == nil {
		err = f.send("http://"+strings.TrimSpace(address)+"/interactions", body, timestamp, count, connections)
	}
	server.Process.Kill()
	server.Wait()
	used := server.ProcessState.UserTime() + server.ProcessState.SystemTime()
	f.perSecond = append(f.perSecond, float64(count)/used.Seconds())
	return err
}

func (f *flood) send(url string, body []byte, timestamp string, count, connections int) error {
	client := &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: connections}}
	defer client.CloseIdleConnections()
	var all sync.WaitGroup
	var mu sync.Mutex
	var failure error
	for range connections {
		all.Go(func() {
			for range count / connections {
				took, err := f.one(client, url, body, timestamp)
				mu.Lock()
				if f.took = append(f.took, took); err != nil {
					failure = err
				}
				mu.Unlock()
				if err != nil {
					return
				}
			}
		})
	}
	all.Wait()
	return failure
}

func (f *flood) one(client *http.Client, url string, body []byte, timestamp string) (time.Duration, error) {
	r, err := http.NewRequest(http.MethodPost, url, bytes.NewReader(body))
	if err != nil {
		return 0, err
	}
	r.Header = http.Header{"Content-Type": {"application/json"}, "X-Signature-Ed25519": {f.signature}, "X-Signature-Timestamp": {timestamp}}
	began := time.Now()
	answer, err := client.Do(r)
	if err != nil {
		return 0, err
	}
	defer answer.Body.Close()
	text, err := io.ReadAll(answer.Body)
	took := time.Since(began)
	good := answer.StatusCode == http.StatusOK && bytes.Contains(text, []byte("lantern"))
	if err == nil && (f.forged != (answer.StatusCode == http.StatusUnauthorized) || !f.forged && !good) {
		err = fmt.Errorf("%s answers %d %q", f.server, answer.StatusCode, text)
	}
	return took, err
}
