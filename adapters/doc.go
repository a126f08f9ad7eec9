// Package adapters serves package core over net/http. It has a handler for any mux, and a server.
//
// The smallest bot that listens on this machine reads its key from the environment:
//
//	func main() {
//		core.Handle(core.Command("ping", "Answers pong", ping))
//		if err := adapters.ListenAndServe("127.0.0.1:8080", nil); err != nil {
//			log.Fatal(err)
//		}
//	}
//
// In a server of your own, mount [Handler] at the path that you give Discord:
//
//	mux.Handle("POST /interactions", adapters.Handler(server))
//
// Limits: Discord requires HTTPS on a public address. Give [Server] a certificate, or put a proxy
// or a tunnel in front of it. This package does not limit the number of requests or connections.
// [Endpoint] describes what it does against slow clients and forged requests.
package adapters
