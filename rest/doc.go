// Package rest makes the calls that an interactions app makes to Discord: the answer to an interaction through the
// callback endpoint, edits of that answer, follow-ups, the app's own record with its public key, and the registration
// of its commands. It is not a client for the rest of Discord's API.
//
// The smallest working program sends one more message in answer to an interaction:
//
//	client := rest.New(rest.Options{})
//	_, err := client.Interaction(applicationID, interactionID, token).FollowUp(ctx, discord.Message{Content: "done"})
//
// # What is tried again
//
// A call is tried at most five times. Between the tries it waits as Discord asks (Retry-After, retry_after, the
// X-RateLimit headers) or, after a failure that names no time, a tenth of a second and twice as long each time. A wait
// that would pass the context's deadline, or a minute, is not begun: the call fails at once and its error tells how
// long the wait would have been.
//
// A refusal with status 429, and a failure that came before the request was sent, are tried again whatever the call.
// A failure that leaves open whether Discord has acted (5xx, a connection that broke) is tried again where a repeat
// does no harm: everything but [Interaction.FollowUp]. There the error is [ErrUncertain] or an [*Error] with a status
// of 500 or more, and the caller decides. A file is sent again only where its Content is an io.Seeker.
//
// # Secrets
//
// Tokens go into requests and nowhere else: no error, log line or formatted value of this package holds one.
//
// # Limits
//
// A response is read up to 8 MiB. Rate limits are known per [Client], not between function instances, so several
// instances still meet status 429, and wait. Give every call a context with a deadline.
//
// See https://docs.discord.com/developers/reference#http-api and
// https://docs.discord.com/developers/topics/rate-limits.
package rest
