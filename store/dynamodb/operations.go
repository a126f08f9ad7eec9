package dynamodb

import (
	"context"
	"errors"
	"time"

	"github.com/hotaru-go/hotaru/store"
)

// Conditions on an item. A comparison with a missing attribute is false.
const (
	isAbsent = "(attribute_not_exists(k) OR e <= :now)"
	isLive   = "(attribute_not_exists(e) OR e > :now)"
)

// Get implements [store.Store].
func (s *Store) Get(ctx context.Context, key string) ([]byte, error) {
	if err := store.CheckKey(key); err != nil {
		return nil, err
	}
	held, found, err := s.read(ctx, key)
	switch {
	case err != nil:
		return nil, err
	case !found:
		return nil, store.ErrNotFound
	}
	return held.bytes(), nil
}

// Put implements [store.Store].
func (s *Store) Put(ctx context.Context, key string, value []byte, ttl time.Duration) error {
	if err := store.CheckWrite(key, value, ttl); err != nil {
		return err
	}
	_, _, err := s.call(ctx, "PutItem", false, &request{Item: newValue(key, value, s.now(), ttl)})
	return err
}

// PutIfAbsent implements [store.Store].
func (s *Store) PutIfAbsent(ctx context.Context, key string, value []byte, ttl time.Duration) (bool, error) {
	if err := store.CheckWrite(key, value, ttl); err != nil {
		return false, err
	}
	now := s.now()
	return s.putIf(ctx, newValue(key, value, now, ttl), isAbsent, map[string]any{":now": count(now.UnixMilli())})
}

// CompareAndSwap implements [store.Store].
func (s *Store) CompareAndSwap(ctx context.Context, key string, old, value []byte, ttl time.Duration) (bool, error) {
	if err := store.CheckWrite(key, value, ttl); err != nil {
		return false, err
	}
	now := s.now()
	condition, values := "v = :old AND "+isLive, map[string]any{":now": count(now.UnixMilli())}
	if len(old) > 0 {
		values[":old"] = binary{old}
	} else {
		condition = "attribute_exists(k) AND attribute_not_exists(v) AND attribute_not_exists(n) AND " + isLive
	}
	return s.putIf(ctx, newValue(key, value, now, ttl), condition, values)
}

// putIf writes an item under a condition. If an earlier try's answer was lost, the condition may fail
// because that try wrote the item. The item's writer shows that.
func (s *Store) putIf(ctx context.Context, i *item, condition string, values map[string]any) (bool, error) {
	_, unsure, err := s.call(ctx, "PutItem", false,
		&request{Item: i, ConditionExpression: condition, ExpressionAttributeValues: values})
	switch {
	case err == nil:
		return true, nil
	case !conditionFailed(err):
		return false, err
	case !unsure:
		return false, nil
	}
	held, found, err := s.read(ctx, i.Key.S)
	switch {
	case err != nil:
		return false, errors.Join(err, store.ErrUncertain)
	case found && held.Writer == i.Writer:
		return true, nil
	}
	// Another writer has written since. It is unknown whether this write was done before that.
	return false, store.ErrUncertain
}

// counting is how many times Add tries at most.
const counting = 10

// Add implements [store.Store]. It does not try again if the answer is lost. Then the error is
// [store.ErrUncertain].
func (s *Store) Add(ctx context.Context, key string, delta int64, ttl time.Duration) (int64, error) {
	if err := store.CheckWrite(key, nil, ttl); err != nil {
		return 0, err
	}
	for range counting {
		now := s.now()
		values := map[string]any{":now": count(now.UnixMilli()), ":d": count(delta), ":w": newItem(key, now, 0).Writer}
		out, _, err := s.call(ctx, "UpdateItem", true, &request{
			Key: keyOf(key), UpdateExpression: "ADD n :d SET w = :w", ConditionExpression: "attribute_exists(n) AND " + isLive,
			ExpressionAttributeValues: values, ReturnValues: "ALL_NEW",
		})
		switch {
		case err == nil && out.Attributes != nil && out.Attributes.Count != nil:
			return out.Attributes.Count.int(), nil
		case !conditionFailed(err):
			return 0, err
		}
		// There is no counter. Create one, unless another writer does so meanwhile.
		first := newItem(key, now, ttl)
		first.Count = count(delta)
		begun, err := s.putIf(ctx, first, isAbsent, map[string]any{":now": count(now.UnixMilli())})
		if err != nil || begun {
			return delta, err
		}
		held, found, err := s.read(ctx, key)
		switch {
		case err != nil:
			return 0, err
		case found && held.Count == nil:
			return 0, store.ErrNotCounter
		}
	}
	return 0, store.ErrContended
}

// Delete implements [store.Store].
func (s *Store) Delete(ctx context.Context, key string) error {
	if err := store.CheckKey(key); err != nil {
		return err
	}
	_, _, err := s.call(ctx, "DeleteItem", false, &request{Key: keyOf(key)})
	return err
}
