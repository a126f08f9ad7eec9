package dynamodb_test

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/hotaru-go/hotaru/internal/awscall"
	"github.com/hotaru-go/hotaru/internal/httpcall"
	"github.com/hotaru-go/hotaru/internal/leak"
	"github.com/hotaru-go/hotaru/internal/npmtool"
	"github.com/hotaru-go/hotaru/store"
	"github.com/hotaru-go/hotaru/store/dynamodb"
	"github.com/hotaru-go/hotaru/store/storetest"
)

func TestMain(m *testing.M) { os.Exit(leak.Run(m)) }

var credentials = aws.CredentialsProviderFunc(func(context.Context) (aws.Credentials, error) {
	return aws.Credentials{AccessKeyID: "AKIDEXAMPLE", SecretAccessKey: "wJalrXUtnFEMI-K7MDENG-bPxRfiCYEXAMPLEKEY", SessionToken: "session-token-of-the-function"}, nil
})

// table starts dynalite, and makes the table that the package's documentation describes.
func table(t *testing.T) dynamodb.Options {
	t.Helper()
	endpoint := npmtool.Script(t, "dynalite", `
		const server = require("dynalite")({createTableMs: 0})
		server.listen(0, "127.0.0.1", () => console.log("http://127.0.0.1:" + server.address().port))`)
	o := dynamodb.Options{Table: "state", Region: "eu-central-1", Endpoint: endpoint, Credentials: credentials}
	admin, err := awscall.New(awscall.Options{Service: "dynamodb", Region: o.Region, Endpoint: endpoint, Credentials: credentials})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(httpcall.CloseIdleConnections)
	type object = map[string]any
	call := func(operation string, in object, out any) {
		t.Helper()
		if _, err := admin.Do(t.Context(), &awscall.Call{Operation: operation, Target: "DynamoDB_20120810." + operation, Version: "1.0", In: in, Out: out}); err != nil {
			t.Fatal(err)
		}
	}
	call("CreateTable", object{
		"TableName": o.Table, "BillingMode": "PAY_PER_REQUEST",
		"AttributeDefinitions": []object{{"AttributeName": "k", "AttributeType": "S"}},
		"KeySchema":            []object{{"AttributeName": "k", "KeyType": "HASH"}},
	}, nil)
	for {
		var out struct{ Table struct{ TableStatus string } }
		if call("DescribeTable", object{"TableName": o.Table}, &out); out.Table.TableStatus == "ACTIVE" {
			return o
		}
		time.Sleep(5 * time.Millisecond)
	}
}

func open(t *testing.T, o dynamodb.Options) *dynamodb.Store {
	t.Helper()
	s, err := dynamodb.New(o)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// The suite runs against dynalite, DynamoDB's API over LevelDB.
func TestConformance(t *testing.T) {
	o := table(t)
	storetest.Run(t, storetest.Engine{Open: func(t *testing.T, now func() time.Time) store.Store {
		o.Now = now
		return open(t, o)
	}})
}

// Every third answer is lost after DynamoDB has acted on the call. The store's results are still
// correct.
func TestLostAnswers(t *testing.T) {
	o := table(t)
	n := 0
	transport := &http.Transport{}
	t.Cleanup(transport.CloseIdleConnections)
	o.HTTP = &http.Client{Transport: roundTrip(func(r *http.Request) (*http.Response, error) {
		response, err := transport.RoundTrip(r)
		if n++; err == nil && n%3 == 1 {
			response.Body.Close()
			return nil, io.ErrUnexpectedEOF
		}
		return response, err
	})}
	s := open(t, o)
	for round := range 6 {
		key := fmt.Sprint("a", round)
		if stored, err := s.PutIfAbsent(t.Context(), key, []byte("x"), time.Hour); err != nil || !stored {
			t.Errorf("PutIfAbsent of a new key returns %v, %v", stored, err)
		}
		if swapped, err := s.CompareAndSwap(t.Context(), key, []byte("x"), []byte("y"), 0); err != nil || !swapped {
			t.Errorf("CompareAndSwap returns %v, %v", swapped, err)
		}
		if got, err := s.Get(t.Context(), key); err != nil || !bytes.Equal(got, []byte("y")) {
			t.Errorf("Get returns %q, %v", got, err)
		}
	}
	// An addition whose answer is lost is done once or not at all.
	sum, unsure := int64(0), int64(0)
	for range 9 {
		got, err := s.Add(t.Context(), "n", 1, 0)
		switch {
		case err == nil:
			sum = got
		case strings.Contains(err.Error(), store.ErrUncertain.Error()):
			unsure++
		default:
			t.Error(err)
		}
	}
	if unsure == 0 || sum > 9 || sum < 9-unsure {
		t.Errorf("9 additions, %d of them uncertain, make %d", unsure, sum)
	}
}

type roundTrip func(*http.Request) (*http.Response, error)

func (f roundTrip) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

// A refusal names the call and the code, and contains no stored data.
func TestErrorsAreScrubbed(t *testing.T) {
	o := table(t)
	o.Table = "another"
	_, err := open(t, o).Get(t.Context(), "a person's key")
	if err == nil || !strings.Contains(err.Error(), "GetItem: ResourceNotFoundException") || strings.Contains(err.Error(), "person") {
		t.Errorf("%v", err)
	}
	o.HTTP = &http.Client{Transport: roundTrip(func(r *http.Request) (*http.Response, error) {
		body := `{"__type":"com.amazon.coral.validate#ValidationException","message":"a person's key"}`
		return &http.Response{StatusCode: 400, Header: http.Header{}, Body: io.NopCloser(strings.NewReader(body))}, nil
	})}
	err = open(t, o).Put(t.Context(), "k", []byte("a person's text"), 0)
	if err == nil || !strings.Contains(err.Error(), "ValidationException") || strings.Contains(err.Error(), "person") {
		t.Errorf("%v", err)
	}
}

func TestNew(t *testing.T) {
	for _, name := range []string{"AWS_REGION", "AWS_DEFAULT_REGION", dynamodb.TableVariable} {
		t.Setenv(name, "")
	}
	if _, err := dynamodb.New(dynamodb.Options{Region: "eu-central-1"}); err != dynamodb.ErrTable {
		t.Errorf("without a table: %v", err)
	}
	if _, err := dynamodb.New(dynamodb.Options{Table: "state"}); err == nil || !strings.Contains(err.Error(), "AWS_REGION") {
		t.Errorf("without a region: %v", err)
	}
}
