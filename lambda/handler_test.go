package lambda

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"errors"
	"net/http"
	"strings"
	"testing"
	"unicode/utf8"

	awslambda "github.com/aws/aws-lambda-go/lambda"
	"github.com/hotaru-go/hotaru/core"
	"github.com/hotaru-go/hotaru/discordtest/vectors"
)

// envelope is what a buffered function returns. It is decoded by encoding/json, which did not
// encode it.
type envelope struct {
	StatusCode        int                 `json:"statusCode"`
	StatusDescription string              `json:"statusDescription"`
	Headers           map[string]string   `json:"headers"`
	MultiValueHeaders map[string][]string `json:"multiValueHeaders"`
	Body              string              `json:"body"`
	IsBase64Encoded   bool                `json:"isBase64Encoded"`
}

// responseOf returns the HTTP response that the sender makes of an envelope.
func responseOf(t testing.TB, text []byte) vectors.Response {
	t.Helper()
	var e envelope
	if err := json.Unmarshal(text, &e); err != nil {
		t.Fatalf("%v: %s", err, text)
	}
	if strings.Contains(string(text), "cookies") {
		t.Errorf("the envelope names cookies: %s", text)
	}
	r := vectors.Response{Status: e.StatusCode, Header: http.Header{}, Body: []byte(e.Body)}
	for name, value := range e.Headers {
		r.Header.Set(name, value)
	}
	for name, values := range e.MultiValueHeaders {
		r.Header[http.CanonicalHeaderKey(name)] = values
	}
	if e.IsBase64Encoded {
		body, err := base64.StdEncoding.DecodeString(e.Body)
		if err != nil {
			t.Fatal(err)
		}
		r.Body = body
	}
	return r
}

// TestVectors sends the table in the event of each sender, through aws-lambda-go's own decoding and
// encoding.
func TestVectors(t *testing.T) {
	for _, shape := range shapes {
		t.Run(shape, func(t *testing.T) {
			t.Parallel()
			vectors.Run(t, vectors.Lambda, func(t *testing.T, server *core.Server) vectors.Send {
				handler, err := NewHandler(server)
				if err != nil {
					t.Fatal(err)
				}
				library := awslambda.NewHandler(handler)
				return func(t *testing.T, v *vectors.Vector) vectors.Response {
					if shape == "rest-api" && v.Want.Parts != nil {
						t.Skip("a REST API takes no files: TestAnswerTakesTheFormOfItsCarrier")
					}
					inBase64 := !utf8.Valid(v.Body) || len(v.Body)%2 == 0
					text, err := library.Invoke(t.Context(), eventOf(t, shape, v.Method, v.Path, v.Headers, v.Body, inBase64))
					if err != nil {
						t.Fatal(err)
					}
					return responseOf(t, text)
				}
			})
		})
	}
}

func TestBalancerAnswers(t *testing.T) {
	handler, err := NewHandler(vectors.Server(t, vectors.Bare))
	if err != nil {
		t.Fatal(err)
	}
	for shape, multiple := range map[string]bool{"alb": false, "alb-multi-value": true} {
		text, err := awslambda.NewHandler(handler).Invoke(t.Context(), eventOf(t, shape, "GET", "/", nil, nil, false))
		if err != nil {
			t.Fatal(err)
		}
		var e envelope
		if err := json.Unmarshal(text, &e); err != nil {
			t.Fatal(err)
		}
		if e.StatusDescription != "405 Method Not Allowed" {
			t.Errorf("%s: %s", shape, text)
		}
		if (e.MultiValueHeaders != nil) != multiple || (e.Headers != nil) == multiple {
			t.Errorf("%s: %s", shape, text)
		}
	}
}

func TestNewHandlerRefuses(t *testing.T) {
	for _, name := range []string{"DISCORD_PUBLIC_KEY", "DISCORD_BOT_TOKEN", "DISCORD_BEARER_TOKEN", "DISCORD_CLIENT_ID"} {
		t.Setenv(name, "")
	}
	if _, err := NewHandler(&core.Server{}); !errors.Is(err, core.ErrNoKey) {
		t.Errorf("no key: %v", err)
	}
	t.Setenv(ModeVariable, "response_stream")
	if _, err := NewHandler(vectors.Server(t, vectors.Bare)); err == nil || !strings.Contains(err.Error(), "RESPONSE_STREAM") {
		t.Errorf("mode: %v", err)
	}
}

func TestStartOutsideOfLambda(t *testing.T) {
	t.Setenv("AWS_LAMBDA_RUNTIME_API", "")
	if err := Start(vectors.Server(t, vectors.Bare)); !errors.Is(err, ErrNotLambda) {
		t.Error(err)
	}
}

// The library reads a Response because it cannot encode it.
func TestResponseIsNoJSON(t *testing.T) {
	if text, err := json.Marshal(&Response{ctx: context.Background()}); !errors.Is(err, errNoJSON) {
		t.Errorf("%s, %v", text, err)
	}
}

func BenchmarkInvoke(b *testing.B) {
	handler, err := NewHandler(vectors.Server(b, vectors.Bot))
	if err != nil {
		b.Fatal(err)
	}
	table := vectors.Load(b)
	var v *vectors.Vector
	for i := range table {
		if table[i].Server == vectors.Bot && table[i].Want.Status == 200 && len(table[i].Body) > 1500 {
			v = &table[i]
			break
		}
	}
	text := eventOf(b, "function-url", v.Method, v.Path, v.Headers, v.Body, false)
	library := awslambda.NewHandler(handler)
	b.Run("library", func(b *testing.B) {
		b.ReportAllocs()
		b.SetBytes(int64(len(text)))
		for b.Loop() {
			if _, err := library.Invoke(b.Context(), text); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("ours", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			var event Event
			if err := event.decode(text); err != nil {
				b.Fatal(err)
			}
			response, err := handler(b.Context(), event)
			if err != nil {
				b.Fatal(err)
			}
			response.Close()
		}
	})
	b.Run("event", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			var event Event
			if err := event.decode(text); err != nil {
				b.Fatal(err)
			}
		}
	})
}
