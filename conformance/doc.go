// Package conformance has only tests. They validate what package discord encodes against Discord's
// own description of its HTTP API, an OpenAPI document
// (https://github.com/discord/discord-api-spec). It is a module of its own, so that the JSON Schema
// library is not in the module graph of hotaru's users.
//
// The document is read from ../shared/discord/openapi.json beside the repository. It is not part of
// the project. If it is missing, the tests skip and say so.
package conformance
