// Package dynamodb keeps state in a table of Amazon DynamoDB.
//
// The table has one key, the partition key "k", a string. Time to live is enabled for the attribute
// "t". In a template:
//
//	State:
//	  Type: AWS::DynamoDB::Table
//	  Properties:
//	    BillingMode: PAY_PER_REQUEST
//	    AttributeDefinitions: [{AttributeName: k, AttributeType: S}]
//	    KeySchema: [{AttributeName: k, KeyType: HASH}]
//	    TimeToLiveSpecification: {AttributeName: t, Enabled: true}
//
// The function needs dynamodb:GetItem, PutItem, UpdateItem and DeleteItem on the table, and nothing
// more.
//
// Reads are strongly consistent. DynamoDB removes an item within a few days after its time to live
// is over. Until then this package treats it as absent.
//
// See https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/TTL.html.
package dynamodb

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/hotaru-go/hotaru/internal/awscall"
	"github.com/hotaru-go/hotaru/internal/httpcall"
	"github.com/hotaru-go/hotaru/internal/pasted"
	"github.com/hotaru-go/hotaru/store"
)

// TableVariable is the name of the environment variable that holds the table's name if
// Options.Table is empty.
const TableVariable = "HOTARU_STATE_TABLE"

// Options name the table and the credentials. The zero value takes everything from the environment,
// as Lambda and template.jobs.yaml set it.
type Options struct {
	// Table is the table's name or ARN; [TableVariable] unless set.
	Table string
	// Region is AWS_REGION or AWS_DEFAULT_REGION unless set.
	Region string
	// Endpoint is AWS_ENDPOINT_URL_DYNAMODB, AWS_ENDPOINT_URL or the region's own unless set.
	Endpoint string
	// Credentials are those of the environment, as Lambda sets them, unless set. Elsewhere, use the
	// provider that the SDK's package config finds.
	Credentials aws.CredentialsProvider
	// HTTP makes the requests; unless set, a client that hotaru's packages share does.
	HTTP *http.Client
	// Now is the clock for times to live: time.Now unless set. Tests set it.
	Now func() time.Time
}

// Store is a [store.Store] in a table.
type Store struct {
	table string
	now   func() time.Time
	aws   *awscall.Client
}

var _ store.Store = (*Store)(nil)

// ErrTable means that no table is named.
var ErrTable = errors.New("dynamodb: no table: set Options.Table or " + TableVariable)

// New makes a store. It does no I/O. The error is [ErrTable], or says that neither the options nor
// the environment name a region.
func New(o Options) (*Store, error) {
	s := &Store{table: pasted.Or(o.Table, TableVariable), now: o.Now}
	if s.table == "" {
		return nil, ErrTable
	}
	if s.now == nil {
		s.now = time.Now
	}
	var err error
	s.aws, err = awscall.New(awscall.Options{
		Service: "dynamodb", EndpointVariable: "AWS_ENDPOINT_URL_DYNAMODB",
		Region: o.Region, Endpoint: o.Endpoint, Credentials: o.Credentials, HTTP: o.HTTP,
	})
	if err != nil {
		return nil, fmt.Errorf("dynamodb: %w", err)
	}
	return s, nil
}

// call makes a call. The item in the answer, if any, is decoded.
func (s *Store) call(ctx context.Context, operation string, once bool, in *request) (out response, unsure bool, err error) {
	in.TableName = s.table
	if ctx.Err() != nil {
		return out, false, context.Cause(ctx)
	}
	unsure, err = s.aws.Do(ctx, &awscall.Call{
		Operation: "dynamodb: " + operation, Target: "DynamoDB_20120810." + operation, Version: "1.0", In: in, Out: &out, Once: once,
	})
	if errors.Is(err, httpcall.ErrUncertain) {
		err = fmt.Errorf("%w; %w", err, store.ErrUncertain)
	}
	return out, unsure, err
}

// conditionFailed reports whether the condition of a write did not hold.
func conditionFailed(err error) bool {
	var refused *awscall.Error
	return errors.As(err, &refused) && refused.Code == "ConditionalCheckFailedException"
}

// read returns an item if it exists and its time is not over.
func (s *Store) read(ctx context.Context, key string) (held item, found bool, err error) {
	out, _, err := s.call(ctx, "GetItem", false, &request{Key: keyOf(key), ConsistentRead: true})
	if err != nil || out.Item == nil || out.Item.over(s.now()) {
		return item{}, false, err
	}
	return *out.Item, true, nil
}
