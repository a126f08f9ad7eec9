package adapters

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"net"
	"os"
	"syscall"
)

// listen opens all listeners that the fields describe. After an error it leaves nothing open.
func (s *Server) listen(ctx context.Context) (opened []net.Listener, err error) {
	defer func() {
		if err != nil {
			closeAll(opened)
			opened = nil
		}
	}()
	addresses := s.Addresses
	if len(addresses) == 0 && s.Unix == "" && len(s.Listeners) == 0 {
		addresses = []string{defaultAddress}
	}
	var config net.ListenConfig
	if s.ReusePort {
		config.Control = reusePort
	}
	for _, address := range addresses {
		l, err := config.Listen(ctx, "tcp", address)
		if err != nil {
			return opened, err
		}
		opened = append(opened, l)
	}
	if s.Unix != "" {
		l, err := listenUnix(ctx, s.Unix)
		if err != nil {
			return opened, err
		}
		opened = append(opened, l)
	}
	return opened, nil
}

// listenUnix listens on a Unix socket, and replaces one whose process is dead.
func listenUnix(ctx context.Context, path string) (net.Listener, error) {
	var config net.ListenConfig
	l, err := config.Listen(ctx, "unix", path)
	if !errors.Is(err, syscall.EADDRINUSE) || !abandoned(path) {
		return l, err
	}
	if err := os.Remove(path); err != nil {
		return nil, fmt.Errorf("replacing an abandoned socket: %w", err)
	}
	return config.Listen(ctx, "unix", path)
}

// abandoned reports whether a path is a socket that no process listens on.
func abandoned(path string) bool {
	info, err := os.Lstat(path)
	if err != nil || info.Mode().Type() != os.ModeSocket {
		return false
	}
	c, err := net.Dial("unix", path)
	if err == nil {
		c.Close()
	}
	return errors.Is(err, syscall.ECONNREFUSED)
}

func closeAll(listeners []net.Listener) {
	for _, l := range listeners {
		l.Close()
	}
}

// tlsConfig returns the configuration for TLS, or nil for plain HTTP.
func (s *Server) tlsConfig() (*tls.Config, error) {
	config := s.TLSConfig
	if s.CertFile != "" || s.KeyFile != "" {
		if s.CertFile == "" || s.KeyFile == "" {
			return nil, errors.New("CertFile and KeyFile: one of them is empty; set both or none")
		}
		pair, err := tls.LoadX509KeyPair(s.CertFile, s.KeyFile)
		if err != nil {
			return nil, fmt.Errorf("reading the certificate: %w", err)
		}
		config = config.Clone()
		if config == nil {
			config = &tls.Config{}
		}
		config.Certificates = append(config.Certificates[:len(config.Certificates):len(config.Certificates)], pair)
	}
	if config != nil && len(config.Certificates) == 0 && config.GetCertificate == nil && config.GetConfigForClient == nil {
		return nil, errors.New("TLSConfig has no certificate: set Certificates or GetCertificate, or CertFile and KeyFile")
	}
	return config, nil
}
