module github.com/hotaru-go/hotaru

go 1.26.0

require (
	github.com/go-json-experiment/json v1.27.2
	golang.org/x/crypto v0.58.0
)
