package rest

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"net"
)

// Thaw puts the client into the state after a long freeze: Discord's last answer was long ago.
func (c *Client) Thaw() { c.heard.Store(0) }

// Trust makes the client's own transport accept a test server's certificate.
func (c *Client) Trust(certificate *x509.Certificate) {
	pool := x509.NewCertPool()
	pool.AddCert(certificate)
	c.transport.TLSClientConfig = &tls.Config{RootCAs: pool}
}

// Buckets returns how many buckets the client keeps.
func (c *Client) Buckets() int {
	c.limits.mu.Lock()
	defer c.limits.mu.Unlock()
	return len(c.limits.buckets)
}

// RouteOf returns the route of a path.
func RouteOf(path string) string { return endpointOf(path).route }

// DialBy makes the client's own transport connect by a function.
func (c *Client) DialBy(dial func(ctx context.Context, network, address string) (net.Conn, error)) {
	c.transport.DialContext = dial
}
