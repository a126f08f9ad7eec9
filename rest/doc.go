// Package rest calls Discord's API: the answer to an interaction through the callback endpoint,
// edits and follow-ups, the registration of commands, and everything else that a bot does in
// Discord.
//
// An [Interaction] needs no credential. This sends one more message in answer to an interaction:
//
//	client := rest.New(rest.Options{})
//	_, err := client.Interaction(applicationID, interactionID, token).FollowUp(ctx, discord.Message{Content: "done"})
//
// [API] has typed calls for messages, threads, channels, members, roles and more; they need a bot
// token. [Client.Do] makes any other call:
//
//	client := rest.New(rest.Options{BotToken: token})
//	_, err := rest.API{Client: client}.SendMessage(ctx, channelID, discord.Message{Content: "hello"})
//	err = client.Do(ctx, "PUT", rest.Path("/guilds/{guild.id}/bans/{user.id}", guildID, userID), nil, nil)
//
// # Rate limits
//
// A client learns Discord's rate limits from the headers of its answers, by bucket and resource.
// Calls of one bucket that change something go out one after another, in the order in which they
// were made. Calls that only read go out together, as many as the window has left. A client does
// not send a call that a known limit refuses: the call waits, or fails at once with
// [ErrRateLimited] if the wait would outlast its context's deadline or Options.MaxWait. Status 429
// holds up what its scope says: the bucket, the resource, or every call.
//
// # Retries
//
// A call is tried at most 5 times, or Options.MaxTries. Between tries the client waits as long as
// Discord asks (Retry-After, retry_after), or a tenth of a second, which doubles with each failure.
//
// The client retries every call after status 429, and after a failure that came before the request
// was sent. After a failure that leaves open whether Discord acted (5xx, a broken connection) it
// retries a call only if a repeat does no harm. Where it could act twice, as a follow-up could, the
// error is [ErrUncertain], or an [*Error] with a status of 500 or more, and the caller decides. A
// file is sent again only if its Content is an io.Seeker.
//
// # Secrets
//
// No error, log line or formatted value of this package holds a token.
//
// # Limits
//
// A response is read up to 8 MiB. Rate limits are known per [Client], not between function
// instances, so that several instances still meet status 429, and wait. Give every call a context
// with a deadline.
//
// See https://docs.discord.com/developers/reference#http-api and
// https://docs.discord.com/developers/topics/rate-limits.
package rest
