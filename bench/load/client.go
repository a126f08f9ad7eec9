package main

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"net/http"
	"sync"
	"time"

	"github.com/hotaru-go/hotaru/bench/contestants"
)

// client sends requests and checks the answers. It writes and reads raw bytes, so it needs little
// time itself.
type client struct {
	address          string
	work             *contestants.Work
	constant, forged bool
}

// send sends count requests over some connections and returns how long each took. All connections
// are open before the first request.
func (c *client) send(connections, count int) (took []time.Duration, err error) {
	conns := make([]net.Conn, connections)
	for n := range conns {
		if conns[n], err = net.Dial("tcp", c.address); err != nil {
			return nil, err
		}
		defer conns[n].Close()
	}
	var all sync.WaitGroup
	var mu sync.Mutex
	for n, conn := range conns {
		all.Go(func() {
			own, ownErr := c.talk(conn, n, count/connections)
			mu.Lock()
			defer mu.Unlock()
			if took = append(took, own...); ownErr != nil {
				err = ownErr
			}
		})
	}
	all.Wait()
	return took, err
}

func (c *client) talk(conn net.Conn, first, count int) (took []time.Duration, err error) {
	answers := bufio.NewReader(conn)
	for n := range count {
		r := &c.work.Requests[(first+n)%len(c.work.Requests)]
		text := r.Bytes()
		began := time.Now()
		if _, err := conn.Write(text); err != nil {
			return took, err
		}
		answer, err := http.ReadResponse(answers, nil)
		if err != nil {
			return took, err
		}
		text, err = io.ReadAll(answer.Body)
		if err != nil {
			return took, err
		}
		took = append(took, time.Since(began))
		if !c.forged {
			err = contestants.CheckAnswer(answer.StatusCode, text, r.Want, c.constant)
		} else if answer.StatusCode != http.StatusUnauthorized {
			err = fmt.Errorf("answers %d %.200q to a forged request", answer.StatusCode, text)
		}
		if err != nil {
			return took, err
		}
	}
	return took, nil
}
