package awscall

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	v4 "github.com/aws/aws-sdk-go-v2/aws/signer/v4"
	"github.com/hotaru-go/hotaru/internal/httpcall"
	"github.com/hotaru-go/hotaru/internal/leak"
)

func TestMain(m *testing.M) { os.Exit(leak.Run(m)) }

var keys = aws.Credentials{AccessKeyID: "AKIDEXAMPLE", SecretAccessKey: "wJalrXUtnFEMI-K7MDENG-bPxRfiCYEXAMPLEKEY", SessionToken: "a-session-token"}

func provide(context.Context) (aws.Credentials, error) { return keys, nil }

// answering is a service that answers each call with the next of its answers.
func answering(t *testing.T, check func(r *http.Request, body []byte), answers ...func(w http.ResponseWriter)) (*Client, *int) {
	t.Helper()
	calls := 0
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		if check != nil {
			check(r, body)
		}
		calls++
		answers[min(calls, len(answers))-1](w)
	}))
	t.Cleanup(func() {
		httpcall.CloseIdleConnections()
		server.Close()
	})
	c, err := New(Options{Service: "sqs", Region: "eu-central-1", Endpoint: server.URL + "/", Credentials: aws.CredentialsProviderFunc(provide)})
	if err != nil {
		t.Fatal(err)
	}
	return c, &calls
}

func says(status int, body string) func(http.ResponseWriter) {
	return func(w http.ResponseWriter) {
		w.WriteHeader(status)
		_, _ = io.WriteString(w, body)
	}
}

// The signature equals the one that the SDK's own signer makes for the received request.
func TestSignature(t *testing.T) {
	for name, call := range map[string]Call{
		"JSON protocol": {Operation: "Send", Target: "AmazonSQS.SendMessage", Version: "1.0", In: map[string]string{"a": "b"}},
		"REST":          {Operation: "Create", Method: http.MethodPut, Path: "/schedules/a%2Fb", In: map[string]string{"a": "ü"}},
	} {
		t.Run(name, func(t *testing.T) {
			c, _ := answering(t, func(r *http.Request, body []byte) { checkSignature(t, r, body) }, says(200, `{}`))
			if _, err := c.Do(t.Context(), &call); err != nil {
				t.Fatal(err)
			}
		})
	}
}

func checkSignature(t *testing.T, r *http.Request, body []byte) {
	t.Helper()
	at, err := time.Parse("20060102T150405Z", r.Header.Get("X-Amz-Date"))
	if err != nil {
		t.Fatal(err)
	}
	again, err := http.NewRequestWithContext(t.Context(), r.Method, "http://"+r.Host+r.URL.EscapedPath(), bytes.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"Content-Type", "X-Amz-Target"} {
		if value := r.Header.Get(name); value != "" {
			again.Header.Set(name, value)
		}
	}
	hash := sha256.Sum256(body)
	signer := v4.NewSigner(func(s *v4.SignerOptions) { s.DisableURIPathEscaping = true })
	if err := signer.SignHTTP(t.Context(), keys, again, hex.EncodeToString(hash[:]), "sqs", "eu-central-1", at); err != nil {
		t.Fatal(err)
	}
	if got, want := r.Header.Get("Authorization"), again.Header.Get("Authorization"); got != want {
		t.Errorf("signed %s, want %s", got, want)
	}
	if r.Header.Get("X-Amz-Security-Token") != keys.SessionToken {
		t.Error("the request does not have the session's token")
	}
}

func TestDo(t *testing.T) {
	t.Run("decodes", func(t *testing.T) {
		c, _ := answering(t, func(r *http.Request, body []byte) {
			if r.Header.Get("Content-Type") != "application/x-amz-json-1.0" || r.URL.Path != "/" || string(body) != `{"a":"b"}` {
				t.Errorf("%s %v %s", r.URL, r.Header, body)
			}
		}, says(200, `{"n":3}`))
		var out struct{ N int }
		_, err := c.Do(t.Context(), &Call{Operation: "Send", Target: "X.Y", Version: "1.0", In: map[string]string{"a": "b"}, Out: &out})
		if err != nil || out.N != 3 {
			t.Errorf("%+v, %v", out, err)
		}
	})
	t.Run("throttled", func(t *testing.T) {
		c, calls := answering(t, nil, says(400, `{"__type":"com.amazonaws.sqs#RequestThrottled"}`), says(200, `{}`))
		if unsure, err := c.Do(t.Context(), &Call{Operation: "Send"}); err != nil || unsure || *calls != 2 {
			t.Errorf("%v, %v, %d calls", unsure, err, *calls)
		}
	})
	t.Run("unsure", func(t *testing.T) {
		c, _ := answering(t, nil, says(500, ``), says(400, `{"__type":"ConditionalCheckFailedException"}`))
		var refused *Error
		if unsure, err := c.Do(t.Context(), &Call{Operation: "Put"}); !unsure || !errors.As(err, &refused) || refused.Code != "ConditionalCheckFailedException" {
			t.Errorf("%v, %v", unsure, err)
		}
	})
	t.Run("no JSON", func(t *testing.T) {
		c, calls := answering(t, nil, says(200, `{"secret":`))
		var out struct{}
		if _, err := c.Do(t.Context(), &Call{Operation: "Get", Out: &out}); err == nil || strings.Contains(err.Error(), "secret") {
			t.Errorf("an answer without JSON: %v", err)
		}
		if _, err := c.Do(t.Context(), &Call{Operation: "Get", In: func() {}}); err == nil || *calls != 1 {
			t.Errorf("a request without JSON: %v after %d calls", err, *calls)
		}
	})
}

// An error names the call, the status and the service's code. It contains the service's message
// only if that cannot quote stored data.
func TestErrors(t *testing.T) {
	for name, c := range map[string]struct {
		status       int
		body, header string
		want         string
	}{
		"a name with a prefix": {400, `{"__type":"com.amazonaws.dynamodb.v20120810#ResourceNotFoundException","message":"a secret"}`, "",
			"Get: ResourceNotFoundException (status 400)"},
		"a name in Code":       {400, `{"Code":"ValidationException","message":"a secret"}`, "", "Get: ValidationException (status 400)"},
		"a name in the header": {409, `{"Message":"a secret"}`, "ConflictException:http://internal.amazon.com/", "Get: ConflictException (status 409)"},
		"the account":          {403, `{"__type":"AccessDeniedException","message":"no right to sqs:SendMessage"}`, "", "Get: AccessDeniedException (status 403): no right to sqs:SendMessage"},
		"no JSON":              {404, `<html>a secret</html>`, "", "Get:  (status 404)"},
		"a line break":         {403, `{"__type":"AccessDenied","message":"a\nb` + "\u202e" + `c"}`, "", "Get: AccessDenied (status 403): abc"},
		"a long message":       {403, `{"__type":"AccessDenied","message":"` + strings.Repeat("x", 9999) + `"}`, "", "Get: AccessDenied (status 403): " + strings.Repeat("x", maxText)},
	} {
		t.Run(name, func(t *testing.T) {
			client, _ := answering(t, nil, func(w http.ResponseWriter) {
				if c.header != "" {
					w.Header().Set("X-Amzn-Errortype", c.header)
				}
				says(c.status, c.body)(w)
			})
			_, err := client.Do(t.Context(), &Call{Operation: "Get"})
			if err == nil || err.Error() != c.want {
				t.Errorf("%v, want %s", err, c.want)
			}
			if errors.Is(err, httpcall.ErrUncertain) {
				t.Error("a refusal is uncertain")
			}
		})
	}
	if !errors.Is(&Error{Status: 500}, httpcall.ErrUncertain) {
		t.Error("a fault of the service is certain")
	}
}

func TestNew(t *testing.T) {
	for name, c := range map[string]struct {
		environment map[string]string
		o           Options
		endpoint    string
		err         error
	}{
		"nothing":              {nil, Options{}, "", ErrRegion},
		"the region's own":     {map[string]string{"AWS_REGION": "eu-west-1"}, Options{}, "https://sqs.eu-west-1.amazonaws.com", nil},
		"the second variable":  {map[string]string{"AWS_DEFAULT_REGION": "eu-west-2"}, Options{}, "https://sqs.eu-west-2.amazonaws.com", nil},
		"China":                {nil, Options{Region: "cn-north-1"}, "https://sqs.cn-north-1.amazonaws.com.cn", nil},
		"an option":            {map[string]string{"AWS_REGION": "x", "AWS_ENDPOINT_URL": "http://x"}, Options{Region: "us-east-1", Endpoint: "http://own/"}, "http://own", nil},
		"the service's":        {map[string]string{"AWS_ENDPOINT_URL": "http://all", "AWS_ENDPOINT_URL_SQS": "http://sqs"}, Options{Region: "us-east-1"}, "http://sqs", nil},
		"all services'":        {map[string]string{"AWS_ENDPOINT_URL": "http://all"}, Options{Region: "us-east-1"}, "http://all", nil},
		"no URL":               {nil, Options{Region: "us-east-1", Endpoint: "sqs.local"}, "", errEndpoint},
		"another kind of URL":  {nil, Options{Region: "us-east-1", Endpoint: "ftp://x"}, "", errEndpoint},
		"a region and options": {map[string]string{"AWS_REGION": "x"}, Options{Region: "us-east-1"}, "https://sqs.us-east-1.amazonaws.com", nil},
	} {
		t.Run(name, func(t *testing.T) {
			for _, variable := range []string{"AWS_REGION", "AWS_DEFAULT_REGION", "AWS_ENDPOINT_URL", "AWS_ENDPOINT_URL_SQS"} {
				t.Setenv(variable, c.environment[variable])
			}
			c.o.Service, c.o.EndpointVariable = "sqs", "AWS_ENDPOINT_URL_SQS"
			client, err := New(c.o)
			if !errors.Is(err, c.err) || err == nil && client.endpoint != c.endpoint {
				t.Errorf("%+v, %v, want %s, %v", client, err, c.endpoint, c.err)
			}
		})
	}
}

// Credentials come from the environment, as Lambda sets them. Without credentials nothing is sent.
func TestCredentials(t *testing.T) {
	c, calls := answering(t, func(r *http.Request, _ []byte) {
		if !strings.Contains(r.Header.Get("Authorization"), "Credential=AKIDEXAMPLE/") {
			t.Errorf("signed %s", r.Header.Get("Authorization"))
		}
	}, says(200, `{}`))
	c.credentials = aws.CredentialsProviderFunc(environment)
	for _, name := range []string{"AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN"} {
		t.Setenv(name, "")
	}
	if _, err := c.Do(t.Context(), &Call{Operation: "Get"}); !errors.Is(err, ErrCredentials) || *calls != 0 {
		t.Errorf("without credentials: %v, %d calls", err, *calls)
	}
	t.Setenv("AWS_ACCESS_KEY_ID", keys.AccessKeyID)
	t.Setenv("AWS_SECRET_ACCESS_KEY", keys.SecretAccessKey)
	if _, err := c.Do(t.Context(), &Call{Operation: "Get"}); err != nil || *calls != 1 {
		t.Errorf("with credentials: %v, %d calls", err, *calls)
	}
}
