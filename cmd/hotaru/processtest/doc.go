// Package processtest tries cmd/hotaru as a new user does: downloaded by its version from a module
// proxy, in an empty folder, without a clone and without a network. It is a module of its own
// because it takes longer than a test of the main module may, and because it runs programs and
// imports none. .ci/run runs it.
//
// The proxy is a folder of files, made from this repository as it stands, and the module cache of
// this machine for what the repository requires. Both are real proxies to the go command:
// https://go.dev/ref/mod#goproxy-protocol.
package processtest
