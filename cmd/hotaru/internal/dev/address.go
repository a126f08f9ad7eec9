package dev

import (
	"context"
	"fmt"
	"net"
	"time"
)

// listens waits until a program listens at an address, and reports whether one does. It gives up
// when ended is closed, or after listenTime.
func listens(ctx context.Context, address string, ended <-chan struct{}) bool {
	ctx, cancel := context.WithTimeout(ctx, listenTime)
	defer cancel()
	var dialer net.Dialer
	for {
		connection, err := dialer.DialContext(ctx, "tcp", address)
		if err == nil {
			connection.Close()
			return true
		}
		select {
		case <-ctx.Done():
			return false
		case <-ended:
			return false
		case <-time.After(20 * time.Millisecond):
		}
	}
}

// free returns an error if another program already listens at the bot's address.
func free(address string) error {
	l, err := net.Listen("tcp", address)
	if err != nil {
		return fmt.Errorf("the bot could not listen on %s, where another program may run; name another address with -endpoint: %w", address, err)
	}
	return l.Close()
}
