// Package awscall makes signed calls to the services of AWS. It uses only the signer of the AWS
// SDK.
package awscall

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	v4 "github.com/aws/aws-sdk-go-v2/aws/signer/v4"
	"github.com/hotaru-go/hotaru/internal/httpcall"
	"github.com/hotaru-go/hotaru/internal/pasted"
)

// Options configure a client: the service, the region and the credentials.
type Options struct {
	// Service is the name in the endpoint and the signature, such as "dynamodb".
	Service string
	// EndpointVariable is the name of the environment variable for this service's endpoint.
	EndpointVariable string
	// Region, Endpoint and Credentials come from the environment unless set.
	Region      string
	Endpoint    string
	Credentials aws.CredentialsProvider
	HTTP        *http.Client
}

// Client calls one service. It is safe for concurrent use.
type Client struct {
	service, region, endpoint string
	credentials               aws.CredentialsProvider
	signer                    *v4.Signer
	http                      httpcall.Client
}

var (
	// ErrRegion means that neither the options nor the environment name a region.
	ErrRegion = errors.New("no region: set Region or AWS_REGION")
	// ErrCredentials means that the environment has no credentials.
	ErrCredentials = errors.New("no credentials: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, as Lambda does, or the option Credentials")
)

var errEndpoint = errors.New("the endpoint is not an http or https URL")

// New makes a client. It does no I/O.
func New(o Options) (*Client, error) {
	c := &Client{
		service: o.Service, credentials: o.Credentials,
		region:   pasted.Or(o.Region, "AWS_REGION", "AWS_DEFAULT_REGION"),
		endpoint: pasted.Or(o.Endpoint, o.EndpointVariable, "AWS_ENDPOINT_URL"),
	}
	if c.region == "" {
		return nil, ErrRegion
	}
	if c.endpoint == "" {
		domain := "amazonaws.com"
		if strings.HasPrefix(c.region, "cn-") {
			domain = "amazonaws.com.cn"
		}
		c.endpoint = "https://" + o.Service + "." + c.region + "." + domain
	}
	c.endpoint = strings.TrimRight(c.endpoint, "/")
	if !strings.HasPrefix(c.endpoint, "https://") && !strings.HasPrefix(c.endpoint, "http://") {
		return nil, errEndpoint
	}
	if c.credentials == nil {
		c.credentials = aws.CredentialsProviderFunc(environment)
	}
	c.signer = v4.NewSigner(func(s *v4.SignerOptions) { s.DisableURIPathEscaping = true })
	c.http = httpcall.Client{HTTP: o.HTTP, Again: isThrottled}
	return c, nil
}

// Region returns the region that the client calls.
func (c *Client) Region() string { return c.region }

// environment reads the credentials that Lambda sets in a function's environment.
func environment(context.Context) (aws.Credentials, error) {
	found := aws.Credentials{
		AccessKeyID: pasted.Or("", "AWS_ACCESS_KEY_ID"), SecretAccessKey: pasted.Or("", "AWS_SECRET_ACCESS_KEY"),
		SessionToken: pasted.Or("", "AWS_SESSION_TOKEN"), Source: "environment",
	}
	if !found.HasKeys() {
		return found, ErrCredentials
	}
	return found, nil
}

// Call is one operation of the service.
type Call struct {
	// Operation is the call's name in errors.
	Operation string
	// Method and Path are POST and / unless set. The path is already escaped.
	Method, Path string
	// Target and Version are set for a call of the JSON protocol, for example
	// "DynamoDB_20120810.GetItem" and "1.0".
	Target, Version string
	In, Out         any
	// Once forbids another try if the service may have acted on an earlier one.
	Once bool
}

// Do makes the call and decodes the answer into call.Out. A refusal is an [*Error]. unsure reports
// that the service may have acted on an earlier try. Then the refusal may be about the repeated
// try.
func (c *Client) Do(ctx context.Context, call *Call) (unsure bool, err error) {
	body, err := json.Marshal(call.In)
	if err != nil {
		return false, fmt.Errorf("%s: the request cannot be encoded as JSON", call.Operation)
	}
	path, contentType, header := call.Path, "application/json", http.Header{}
	if call.Target != "" {
		path, contentType = "/", "application/x-amz-json-"+call.Version
		header.Set("X-Amz-Target", call.Target)
	}
	header.Set("Content-Type", contentType)
	method := call.Method
	if method == "" {
		method = http.MethodPost
	}
	answer, err := c.http.Do(ctx, &httpcall.Call{
		Name: call.Operation, Method: method, URL: c.endpoint + path, Header: header, Body: body,
		Authorize: c.sign, Once: call.Once,
	})
	if err != nil {
		return errors.Is(err, httpcall.ErrUncertain), err
	}
	if answer.Status/100 != 2 {
		return answer.Unsure, readError(call.Operation, answer)
	}
	if call.Out == nil || len(answer.Body) == 0 {
		return answer.Unsure, nil
	}
	if json.Unmarshal(answer.Body, call.Out) != nil {
		// An error from encoding/json can quote stored data.
		return answer.Unsure, fmt.Errorf("%s: the answer does not decode", call.Operation)
	}
	return answer.Unsure, nil
}

func (c *Client) sign(ctx context.Context, r *http.Request, body []byte) error {
	credentials, err := c.credentials.Retrieve(ctx)
	if err != nil {
		return fmt.Errorf("finding credentials: %w", err)
	}
	hash := sha256.Sum256(body)
	if err := c.signer.SignHTTP(ctx, credentials, r, hex.EncodeToString(hash[:]), c.service, c.region, time.Now()); err != nil {
		return errors.New("the request cannot be signed")
	}
	return nil
}

// Error is a refusal by the service.
type Error struct {
	Operation string
	Status    int
	// Code is the service's name for the error, such as "ConditionalCheckFailedException".
	Code string
	// Message is set only for refusals that concern the account, such as a missing permission.
	// Other messages can quote the content of a call.
	Message string
}

func (e *Error) Error() string {
	text := fmt.Sprintf("%s: %s (status %d)", e.Operation, e.Code, e.Status)
	if e.Message != "" {
		text += ": " + e.Message
	}
	return text
}

// Is reports whether target is httpcall.ErrUncertain and the status is 500 or above. The service
// may then have acted.
func (e *Error) Is(target error) bool { return target == httpcall.ErrUncertain && e.Status >= 500 }

// aboutAccount are the refusals whose messages say what to change and quote only names of
// resources.
var aboutAccount = []string{
	"AccessDeniedException", "AccessDenied", "UnrecognizedClientException", "InvalidSignatureException",
	"ExpiredTokenException", "IncompleteSignatureException", "MissingAuthenticationTokenException",
	"InvalidClientTokenId", "SignatureDoesNotMatch",
}

const maxText = 400

func readError(operation string, answer *httpcall.Answer) *Error {
	e := &Error{Operation: operation, Status: answer.Status}
	var message string
	e.Code, message = codeOf(answer.Body)
	if e.Code == "" {
		e.Code, _, _ = strings.Cut(answer.Header.Get("X-Amzn-Errortype"), ":")
	}
	e.Code = printable(e.Code)
	if slices.Contains(aboutAccount, e.Code) {
		e.Message = printable(message)
	}
	return e
}

// codeOf returns the error's name, for example from
// "com.amazonaws.dynamodb.v20120810#ResourceNotFoundException".
func codeOf(body []byte) (code, message string) {
	var refusal struct {
		Type    string `json:"__type"`
		Code    string
		Message string `json:"message"`
	}
	if json.Unmarshal(body, &refusal) != nil {
		return "", ""
	}
	code = refusal.Type
	if code == "" {
		code = refusal.Code
	}
	return code[strings.LastIndexByte(code, '#')+1:], refusal.Message
}

// printable shortens a text and drops characters that would break a log line.
func printable(text string) string {
	text = strings.Map(func(r rune) rune {
		if r < ' ' || r > '~' {
			return -1
		}
		return r
	}, text)
	return text[:min(len(text), maxText)]
}

// isThrottled reports whether a refusal with status 400 asks for another try.
func isThrottled(status int, body []byte) bool {
	if status != http.StatusBadRequest {
		return false
	}
	code, _ := codeOf(body)
	switch code {
	case "ProvisionedThroughputExceededException", "ThrottlingException", "RequestLimitExceeded", "TransactionInProgressException",
		"RequestThrottled", "KmsThrottled":
		return true
	}
	return false
}
