// Package processtest tests cmd/hotaru as a new user runs it: downloaded at a version from a module
// proxy, in an empty folder, without a clone and without a network. It is a separate module because
// it takes longer than a test of the main module may, and because it runs programs and imports
// none. .ci/run runs it.
//
// The proxies are a folder of files that is made from the current state of this repository, and the
// module cache of this machine, which has the modules that the repository requires. The go command
// treats both as real proxies: https://go.dev/ref/mod#goproxy-protocol.
package processtest
