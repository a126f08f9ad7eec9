package main

import (
	"context"
	"time"
)

// soak sends commands of all kinds for a long time, with forged requests and clients that hang up.
func soak(s *stage) {
	s.discord.api.Lag(0, usualLag)
	p := s.start()
	before, err := p.figures()
	s.must(err)
	ctx, stop := context.WithTimeout(s, s.soak)
	defer stop()
	result := make(chan *outcome, 1)
	go func() {
		result <- load{rate: 100, connections: 8, commands: []string{"ping", "ping", "file", "ping", "ping", "work", "ping", "slow"}}.run(ctx, s.discord, p.address)
	}()
	go s.pester(ctx, p)
	var samples []figures
	for every := max(s.soak/40, 500*time.Millisecond); ctx.Err() == nil; {
		select {
		case <-time.After(every):
		case <-ctx.Done():
			continue
		}
		f, err := p.figures()
		s.must(err)
		samples = append(samples, f)
	}
	o := <-result
	if s.Err() != nil {
		panic(errStop)
	}
	if len(samples) < 8 {
		s.promise(false, "the soak is long enough to say something: %v", s.soak)
		return
	}
	// The first half does not count, because it fills the pools.
	third, last := mean(samples[len(samples)/2:len(samples)*3/4]), mean(samples[len(samples)*3/4:])
	const mib = 1 << 20
	s.figure("resident: %.1f MiB at the start, %.1f MiB in the third quarter, %.1f MiB in the last", float64(before.Resident)/mib, float64(third.Resident)/mib, float64(last.Resident)/mib)
	s.figure("heap after collection: %.2f MiB at the start, %.2f MiB in the third quarter, %.2f MiB in the last", float64(before.Heap)/mib, float64(third.Heap)/mib, float64(last.Heap)/mib)
	s.figure("p50 %v, p99 %v, at most %v", o.quantile(0.5), o.quantile(0.99), o.quantile(1))
	s.promise(o.clean(), "over %v: %v", s.soak, o)
	s.promise(float64(last.Resident) <= float64(third.Resident)*1.05+mib, "resident memory is flat")
	s.promise(float64(last.Heap) <= float64(third.Heap)*1.05+mib/2, "the heap is flat")
	s.sleep(2 * time.Second)
	entries, err := p.entries()
	s.must(err)
	work, undone := 0, 0
	for _, of := range entries {
		work, undone = work+of["began"], undone+of["began"]-of["done"]
	}
	s.promise(work > 0 && undone == 0, "of %d pieces of work after answers %d are undone", work, undone)
	// The connections to Discord stay open for later calls. Closing the API ends them.
	s.discord.api.Close()
	s.nothingLeft(p, before)
	s.goodBye(p)
}

// pester sends requests that Discord would not send, a few times a second.
func (s *stage) pester(ctx context.Context, p *process) {
	forged := request(s.discord.key, []byte(`{"type":1}`), "Content-Length: 11")
	forged = append(forged, ' ')
	large := request(s.discord.key, nil, "Content-Length: 2097152")
	for n := 0; ctx.Err() == nil; n++ {
		if c, err := dial(p.address); err == nil {
			switch n % 4 {
			case 0:
				_, _ = c.exchange(forged)
			case 1:
				_, _ = c.exchange(large)
			case 2:
				_, _ = c.Write(forged[:len(forged)/2])
			case 3:
				_, _ = c.Write(s.discord.written(s.discord.interaction("panic")))
			}
			c.reset()
		}
		select {
		case <-time.After(100 * time.Millisecond):
		case <-ctx.Done():
		}
	}
}

func mean(samples []figures) (m figures) {
	for _, f := range samples {
		m.Resident, m.Heap = m.Resident+f.Resident, m.Heap+f.Heap
	}
	m.Resident, m.Heap = m.Resident/len(samples), m.Heap/len(samples)
	return m
}
