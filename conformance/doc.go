// Package conformance holds tests alone: they validate what package discord encodes against Discord's own description
// of its HTTP API, an OpenAPI document (https://github.com/discord/discord-api-spec). It is a module of its own, so
// that the JSON Schema library is in nobody's module graph.
//
// The document is read from ../shared/discord/openapi.json beside the repository. It is not part of the project; where
// it is not there the tests skip and say so.
package conformance
