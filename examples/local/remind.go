package main

import (
	"os"

	"github.com/hotaru-go/hotaru/core"
	"github.com/hotaru-go/hotaru/examples/bot"
	"github.com/hotaru-go/hotaru/jobs"
	"github.com/hotaru-go/hotaru/jobs/bbolt"
	"github.com/hotaru-go/hotaru/jobs/memory"
)

// fileVariable names the file that keeps the bot's jobs across restarts. HOTARU_JOBS_KEYS must then
// hold the key. If it is not set, jobs are kept in memory.
const fileVariable = "HOTARU_JOBS_FILE"

// serveJobs makes the server serve the bot's jobs on this machine. stop closes the file; call it
// once the server has stopped.
func serveJobs(server *core.Server) (stop func(), err error) {
	path := os.Getenv(fileVariable)
	if path == "" {
		if os.Getenv(jobs.KeysVariable) == "" {
			if err := os.Setenv(jobs.KeysVariable, jobs.NewKey()); err != nil {
				return nil, err
			}
		}
		return func() {}, bot.Jobs(server, memory.New(), nil)
	}
	engine, err := bbolt.Open(path)
	if err != nil {
		return nil, err
	}
	return func() { _ = engine.Close() }, bot.Jobs(server, engine, nil)
}
