// Runs local-aws-sqs with a queue and a dead-letter queue, on a clock that POST /advance?ms= moves. It prints the
// addresses of the queues and of the clock. VISIBILITY and RECEIVES come from the environment.
"use strict"
const http = require("http")

// local-aws-sqs hides messages by timers: those that are due after a move run at once, the others sooner.
let ahead = 0
const now = Date.now, set = setTimeout, clear = clearTimeout
const waiting = new Set()
Date.now = () => now() + ahead

class Timer {
  constructor(work, ms) {
    this.work = work
    this.due = Date.now() + (ms || 0)
    waiting.add(this)
    this.arm()
  }
  arm() {
    this.real = set(() => this.fire(), Math.max(this.due - Date.now(), 0))
    this.real.unref()
  }
  fire() {
    if (waiting.delete(this)) this.work()
  }
  unref() {
    return this
  }
}

globalThis.setTimeout = (work, ms, ...args) => new Timer(() => work(...args), ms)
globalThis.clearTimeout = (one) => {
  if (!(one instanceof Timer)) return clear(one)
  waiting.delete(one)
  clear(one.real)
}

function advance(ms) {
  ahead += ms
  for (const one of [...waiting].sort((a, b) => a.due - b.due)) {
    clear(one.real)
    if (one.due <= Date.now()) one.fire()
    else if (waiting.has(one)) one.arm()
  }
}

const clock = http.createServer((request, response) => {
  advance(Number(new URL(request.url, "http://clock").searchParams.get("ms")))
  response.end()
})

const redrive = { deadLetterTargetArn: "arn:aws:sqs:us-east-1:123456789012:dead", maxReceiveCount: Number(process.env.RECEIVES) }
const { createSqsServer } = require("local-aws-sqs")
createSqsServer({
  port: 0,
  hostname: "127.0.0.1",
  queues: [
    { QueueName: "dead" },
    { QueueName: "jobs", Attributes: { VisibilityTimeout: process.env.VISIBILITY, RedrivePolicy: JSON.stringify(redrive) } },
  ],
}).then((queues) => {
  clock.listen(0, "127.0.0.1", () => {
    console.log(`http://127.0.0.1:${queues.address().port} http://127.0.0.1:${clock.address().port}`)
  })
})
