// Package adapters carries core over net/http: a handler for any mux, and a local server.
package adapters
