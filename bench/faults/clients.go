package main

import (
	"errors"
	"io"
	"net"
	"net/http"
	"strconv"
	"sync"
	"time"
)

const (
	crowd      = 200 // how many clients misbehave at once
	readHeader = time.Second
	readAll    = 3 * time.Second
)

// crowded calls do n times at once and counts the results.
func crowded(n int, do func(n int) string) map[string]int {
	var (
		mu      sync.Mutex
		all     sync.WaitGroup
		results = map[string]int{}
	)
	for i := range n {
		all.Go(func() {
			result := do(i)
			mu.Lock()
			defer mu.Unlock()
			results[result]++
		})
	}
	all.Wait()
	return results
}

// end reads from a connection until it ends, and returns how it ended.
func (c *connection) end() string {
	a, err := c.read()
	var late net.Error
	switch {
	case err == nil:
		return strconv.Itoa(a.status)
	case errors.As(err, &late) && late.Timeout():
		return "still open"
	}
	return "closed"
}

// drip writes text byte by byte, until the server closes the connection.
func (c *connection) drip(text []byte, every time.Duration) {
	for len(text) > 0 {
		if _, err := c.Write(text[:1]); err != nil {
			return
		}
		text = text[1:]
		time.Sleep(every)
	}
}

// slowClients simulates clients that send headers and bodies slowly.
func slowClients(s *stage) {
	p := s.start("-read-header", readHeader.String(), "-read", readAll.String())
	before, err := p.figures()
	s.must(err)
	try := func(limit time.Duration, written func(c *connection)) func(int) string {
		return func(int) string {
			c, err := dial(p.address)
			if err != nil {
				return err.Error()
			}
			defer c.Close()
			_ = c.SetDeadline(time.Now().Add(limit + 2*time.Second))
			go written(c)
			return c.end()
		}
	}
	var headers, bodies map[string]int
	honest := s.during(p, 100, func() {
		headers = crowded(crowd, try(readHeader, func(c *connection) {
			c.drip([]byte("POST /interactions HTTP/1.1\r\nHost: bot.example\r\nX-Signature-Ed25519: "+string(make([]byte, 1000))), 50*time.Millisecond)
		}))
		bodies = crowded(crowd, try(readAll, func(c *connection) {
			r := request(s.discord.key, nil, "Content-Length: 100000")
			if _, err := c.Write(r); err == nil {
				c.drip([]byte(`{"type":2,"id":"1","application_id":"1","token":"t","data":{"id":"1","name":"ping","type":1},"more":"and more"}`), 100*time.Millisecond)
			}
		}))
	})
	s.promise(headers["still open"] == 0, "slow headers are cut off at ReadHeaderTimeout: %v", headers)
	s.promise(bodies["still open"] == 0 && bodies["200"] == 0, "slow bodies are cut off at BodyTimeout or ReadTimeout: %v", bodies)
	s.promise(honest.clean(), "honest requests meanwhile: %v; p50 %v, p99 %v", honest, honest.quantile(0.5), honest.quantile(0.99))
	s.nothingLeft(p, before)
	s.goodBye(p)
}

// brokenClients simulates clients that hang up in the middle of a request or an answer.
func brokenClients(s *stage) {
	p := s.start()
	before, err := p.figures()
	s.must(err)
	try := func(play func(c *connection) string) map[string]int {
		return crowded(crowd, func(int) string {
			c, err := dial(p.address)
			if err != nil {
				return err.Error()
			}
			defer c.Close()
			_ = c.SetDeadline(time.Now().Add(10 * time.Second))
			return play(c)
		})
	}
	half := func(c *connection) {
		_ = c.Conn.(*net.TCPConn).CloseWrite()
	}
	cut := func(c *connection) {
		r := s.discord.written(s.discord.interaction("ping"))
		_, _ = c.Write(r[:len(r)-100])
	}
	var whole, within, reset, mid, left map[string]int
	honest := s.during(p, 100, func() {
		whole = try(func(c *connection) string {
			_, _ = c.Write(s.discord.written(s.discord.interaction("ping")))
			half(c)
			return c.end()
		})
		within = try(func(c *connection) string { cut(c); half(c); return c.end() })
		reset = try(func(c *connection) string { cut(c); c.reset(); return "reset" })
		mid = try(func(c *connection) string {
			_, _ = c.Write(s.discord.written(s.discord.interaction("file")))
			_, err := io.ReadFull(c, make([]byte, 1000))
			c.reset()
			if err != nil {
				return "no answer began"
			}
			return "reset"
		})
		left = try(func(c *connection) string {
			i := s.discord.interaction("brief")
			if err := s.discord.begin(i); err != nil {
				return err.Error()
			}
			_, _ = c.Write(s.discord.written(i))
			time.Sleep(100 * time.Millisecond)
			c.reset()
			return "reset"
		})
		s.sleep(time.Second)
	})
	s.promise(whole["200"] == crowd, "half-closed after the request, and answered: %v", whole)
	s.promise(within["400"] == crowd, "half-closed in the body: %v", within)
	s.promise(reset["reset"] == crowd, "reset in the body: %v", reset)
	s.promise(mid["reset"] == crowd, "reset in an answer of 90 KB: %v", mid)
	entries, err := p.entries()
	s.must(err)
	began, heard := 0, 0
	for _, of := range entries {
		began, heard = began+of["began"], heard+of["heard"]
	}
	s.promise(began == 0, "reset while the listener ran: %v; work begun after an answer that did not go out: %d", left, began)
	s.promise(heard == len(honest.tried)+3*crowd, "bodies that were cut short never reached a listener: %d heard, %d whole requests sent", heard, len(honest.tried)+3*crowd)
	s.promise(honest.clean(), "honest requests meanwhile: %v; p50 %v, p99 %v", honest, honest.quantile(0.5), honest.quantile(0.99))
	s.nothingLeft(p, before)
	s.goodBye(p)
}

// idleConnections keeps connections open after one request each, as proxies and Discord do.
func idleConnections(s *stage) {
	p := s.start()
	before, err := p.figures()
	s.must(err)
	held := make([]*connection, 0, s.connections)
	defer func() {
		for _, c := range held {
			c.reset()
		}
	}()
	quiet := s.during(p, 100, func() { s.sleep(5 * time.Second) })
	ping := request(s.discord.key, []byte(`{"type":1}`), "Content-Length: 10")
	for range s.connections {
		c, err := dial(p.address)
		s.must(err)
		held = append(held, c)
		a, err := c.exchange(ping)
		s.must(err)
		if a.status != http.StatusOK {
			s.promise(false, "a PING on each is answered: status %d", a.status)
			return
		}
	}
	full, err := p.figures()
	s.must(err)
	honest := s.during(p, 100, func() { s.sleep(5 * time.Second) })
	s.figure("%d idle connections: %.1f KiB resident and %.1f KiB of heap for each", len(held),
		float64(full.Resident-before.Resident)/1024/float64(len(held)), float64(full.Heap-before.Heap)/1024/float64(len(held)))
	s.promise(honest.clean(), "honest requests meanwhile: %v; p50 %v, p99 %v; before, p50 %v, p99 %v", honest,
		honest.quantile(0.5), honest.quantile(0.99), quiet.quantile(0.5), quiet.quantile(0.99))
	open := 0
	for _, c := range held {
		if a, err := c.exchange(ping); err == nil && a.status == http.StatusOK {
			open++
		}
	}
	s.promise(open == len(held), "%d of them still answer", open)
	for _, c := range held {
		c.reset()
	}
	held = held[:0]
	s.nothingLeft(p, before)
	s.goodBye(p)
}
