package dynamodb

import (
	"crypto/rand"
	"strconv"
	"time"
)

// The attributes of an item. DynamoDB writes each as an object with its type.
type (
	text   struct{ S string }
	number struct{ N string }
	binary struct{ B []byte }
)

// item is the content of a key: a value or a count.
type item struct {
	Key text `json:"k"`
	// Value is nil for an empty value and for a counter.
	Value *binary `json:"v,omitempty"`
	Count *number `json:"n,omitempty"`
	// End is when the time to live is over, in milliseconds. Removal is the same time in seconds,
	// rounded up, for DynamoDB's own clean-up.
	End     *number `json:"e,omitempty"`
	Removal *number `json:"t,omitempty"`
	// Writer is different for each write. If the answer to a write is lost, it shows whether the
	// write was done.
	Writer text `json:"w"`
}

type itemKey struct {
	Key text `json:"k"`
}

func keyOf(key string) *itemKey { return &itemKey{text{key}} }

func newItem(key string, now time.Time, ttl time.Duration) *item {
	i := &item{Key: text{key}, Writer: text{rand.Text()}}
	if ttl > 0 {
		end := now.Add(ttl).UnixMilli()
		i.End, i.Removal = count(end), count((end+999)/1000)
	}
	return i
}

func newValue(key string, value []byte, now time.Time, ttl time.Duration) *item {
	i := newItem(key, now, ttl)
	if len(value) > 0 {
		i.Value = &binary{value}
	}
	return i
}

func count(n int64) *number { return &number{strconv.FormatInt(n, 10)} }

func (n *number) int() int64 {
	value, _ := strconv.ParseInt(n.N, 10, 64)
	return value
}

func (i *item) over(now time.Time) bool { return i.End != nil && i.End.int() <= now.UnixMilli() }

func (i *item) bytes() []byte {
	switch {
	case i.Count != nil:
		return []byte(i.Count.N)
	case i.Value == nil:
		return []byte{}
	}
	return i.Value.B
}

// request is the union of the calls' parameters.
//
// See https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_PutItem.html and its
// siblings.
type request struct {
	TableName      string
	Key            *itemKey `json:",omitempty"`
	Item           *item    `json:",omitempty"`
	ConsistentRead bool     `json:",omitempty"`

	ConditionExpression       string         `json:",omitempty"`
	UpdateExpression          string         `json:",omitempty"`
	ExpressionAttributeValues map[string]any `json:",omitempty"`
	ReturnValues              string         `json:",omitempty"`
}

type response struct {
	Item       *item
	Attributes *item
}
