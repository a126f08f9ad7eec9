package main

import (
	"encoding/json"
	"net/http"
	"os"
	"runtime"
	"strconv"
	"strings"
)

// figures serves the resources of the process at /figures.
type figures struct{}

// ServeHTTP runs the garbage collector first, so that the heap holds only what is in use.
func (figures) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.URL.Path != "/figures" {
		http.NotFound(w, r)
		return
	}
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	files, _ := os.ReadDir("/proc/self/fd")
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(map[string]uint64{
		"goroutines": uint64(runtime.NumGoroutine()), "heap": m.HeapAlloc, "resident": resident(), "files": uint64(len(files)),
	})
}

// resident returns the process's resident memory in bytes, or zero if /proc does not have it.
func resident() uint64 {
	text, err := os.ReadFile("/proc/self/statm")
	fields := strings.Fields(string(text))
	if err != nil || len(fields) < 2 {
		return 0
	}
	pages, _ := strconv.ParseUint(fields[1], 10, 64)
	return pages * uint64(os.Getpagesize())
}
