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
// A client learns Discord's rate limits from the headers of its answers, by bucket and resource. In
// one bucket, it sends calls that change something one after another, in the order in which they
// were made. It sends calls that only read at the same time, as many as the window has left. A
// client does not send a call that a known limit would refuse. The call waits, or fails at once
// with [ErrRateLimited] if the wait would outlast its context's deadline or Options.MaxWait. After
// status 429, calls wait according to its scope: those of the bucket, those on the resource, or all
// calls.
//
// # Retries
//
// A call is tried at most 5 times, or Options.MaxTries. Between tries the client waits as long as
// Discord asks (Retry-After, retry_after). If Discord gives no time, it waits a tenth of a second,
// which doubles with each failure, up to about 30 seconds.
//
// The client retries every call after status 429, and after a failure that came before the request
// was sent. After some failures (5xx, a broken connection) it is unknown whether Discord acted. The
// client then retries a call only if a repeat does no harm. If the call could act twice, such as a
// follow-up, the error is [ErrUncertain], or an [*Error] with a status of 500 or more, and the
// caller decides. A file is sent again only if its Content is an io.Seeker.
//
// # Secrets
//
// No error, log line or formatted value of this package holds a token.
//
// # Limits
//
// A response is read up to 8 MiB. Rate limits are known per [Client] and not shared between
// function instances. Several instances can therefore still get status 429, and wait. Give every
// call a context with a deadline.
//
// See https://docs.discord.com/developers/reference#http-api and
// https://docs.discord.com/developers/topics/rate-limits.
package rest
