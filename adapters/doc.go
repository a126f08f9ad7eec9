// Package adapters carries core over net/http: a handler for any mux, and a local server.
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
// In a server that there is already, [Handler] goes on whatever path Discord is told:
//
//	mux.Handle("POST /interactions", adapters.Handler(server))
//
// Limits: Discord wants HTTPS on a public address. Either give [Server] a certificate, or let a proxy or a tunnel stand
// before it. Nothing here limits how many requests or connections there are at once. A forged signature is
// refused after a moment, so that a connection cannot have one after the other checked; see [Endpoint].
package adapters
