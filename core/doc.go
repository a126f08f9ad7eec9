// Package core implements the protocol of Discord's interactions. It verifies a request's
// signature, answers PING, decodes the interaction, calls the listener, checks and encodes the
// answer, and runs the work after it. It does not depend on a transport.
//
// The smallest bot, on AWS Lambda:
//
//	package main
//
//	import (
//		"context"
//		"log"
//
//		"github.com/hotaru-go/hotaru/core"
//		"github.com/hotaru-go/hotaru/discord"
//		"github.com/hotaru-go/hotaru/lambda"
//	)
//
//	func main() {
//		core.Handle(core.Command("ping", "Asks whether the bot is there", ping))
//		log.Fatal(lambda.Start(nil))
//	}
//
//	func ping(context.Context, *discord.CommandInteraction) (discord.CommandAnswer, error) {
//		return discord.Message{Content: "pong"}, nil
//	}
//
// # Routes and listeners
//
// A bot is a list of routes: [Command], [CommandWith] for options in a struct, [Group],
// [UserCommand], [MessageCommand], [EntryPoint], [Component] and [Modal] by custom ID, [Use] for
// middleware. Pass them to [Server.Handle]. Below the routes are four listeners, one for each kind
// of interaction. They can also be set directly. An answer that Discord would reject for a
// listener's kind of interaction does not compile.
//
// # Keys
//
// A server verifies every request with the application's public key. [Options] or
// DISCORD_PUBLIC_KEY give the key. Otherwise the server fetches it with a bot token, a bearer token
// or client credentials, at the first well-formed request, and keeps it until the process ends.
// Verification cannot be turned off.
//
// # What answers what
//
// Every outcome is a [Response]. Refusals are text/plain, in this order:
//
//	405  Method Not Allowed                                           not POST
//	415  Unsupported Media Type                                       not application/json
//	401  Missing or invalid required request signature header(s)      a header missing; a signature not of 128 hex digits
//	408  Request body came too slowly                                 the transport's time for the body was over
//	413  Payload too large                                            more than Options.BodyLimit
//	400  POST request must have a body                                an empty body
//	400  Request body could not be read                               the client broke off
//	503  Public key unavailable                                       the key cannot be had now; Retry-After says when
//	401  Invalid request signature                                    the signature is not the key's, or the timestamp is
//	                                                                  further from now than Options.MaxAge
//	400  Invalid JSON body                                            not a JSON object in UTF-8, or its type not an integer
//	400  Missing required 'type' field in payload                     no type
//	501  Interaction type not implemented                             a type that this version does not know;
//	                                                                  a webhook event at the path for interactions, or
//	                                                                  an interaction at Options.EventsPath
//	500  Exception occurred during interaction deserialization        a known type that does not decode
//	501  Handler not set for this interaction type                    no listener, or no route
//	500  Exception occurred during interaction dispatch               the listener failed, or its answer is invalid
//
// Answers are:
//
//	200  {"type":1}                 a PING, which never reaches a listener
//	200  JSON, or multipart         the listener's answer
//	202  nothing                    the answer has gone through Discord's callback endpoint; see [CallbackMode]
//	204  nothing                    a webhook event, or its PING
//
// # What is logged
//
// An ERROR line means that an answer, or work after one, is lost. Set an alarm on these lines. Each
// lost answer has one such line. A WARN line asks for attention while answers go out. Lines about
// an interaction carry interaction_id, type and route. Lines about a webhook event carry event. All
// lines carry [Request.ID] as requestId if the transport sets one. No line contains a token, a
// signature or text from a user. The text of a listener's own error is logged unchanged.
//
//	DEBUG  request                                  each request: status, milliseconds
//	WARN   request refused: its timestamp …         401, with [Options.MaxAge] and a good signature: difference, max_age
//	ERROR  signed request refused: …                400, with a good signature: error
//	ERROR  interaction type not implemented         501
//	ERROR  webhook type not implemented             501
//	ERROR  webhook event at the path for …          501: events_path
//	ERROR  interaction at EventsPath, …             501: events_path
//	ERROR  interaction not decoded                  500: error
//	ERROR  webhook event not decoded                500: error
//	ERROR  no listener                              501: dropped
//	ERROR  interaction failed                       500, or the answer of Options.OnError: error, stack of a panic,
//	                                                on_error, on_error_stack, dropped, apology_id of Apologise
//	ERROR  webhook event failed                     500: error, stack, dropped
//	ERROR  answered later than Discord waits; …     the answer took more than 3 seconds: after
//	ERROR  answer lost: it did not go out           [Response.NotSent]: error, stack, dropped
//	ERROR  answer lost: the callback failed, …      500: error, dropped
//	ERROR  answer lost: something else has …        500: error, dropped
//	WARN   callback failed, answering inline        error
//	ERROR  deferred interaction failed              after the deferral of AutoDefer: error, stack, on_error,
//	                                                on_error_stack, apology_error, dropped
//	ERROR  work failed                              error, stack
//	ERROR  work cut: its time is over               error
//	ERROR  work dropped: …                          error, dropped
//	ERROR  server misconfigured                     503, at most every 30 seconds: error
//	ERROR  public key not fetched                   once a fetch: error, retry_in, refused
//	ERROR  request refused: the public key …        503, once a fetch: after
//	WARN   public key came late: …                  a fetch took more than a second, or requests were refused: took, refused
//	WARN   every request so far was refused …       once, after three 401 and no good signature: refused
//
// dropped is how many pieces of work, added by [After], were dropped with the answer. refused is
// how many requests were refused for the reason that the line gives. A request that Discord has not
// signed causes only the DEBUG line, however many such requests arrive.
//
// # Time
//
// Discord waits 3 seconds for an answer and then shows a failure. A listener's context ends half a
// second before that. Run work that takes longer after the answer, with [After]. Or put the
// listener under [AutoDefer], which defers the answer.
//
// # Limits
//
// A listener that ignores its context and never returns holds its request, and nothing else. A
// request's age is checked only if [Options.MaxAge] is set. Choices, messages and modals are
// checked against Discord's documented limits before they go out. If Discord refuses an answer for
// another reason, such as a missing permission, it shows a failed interaction.
package core
