module github.com/hotaru-go/hotaru/conformance

go 1.26.0

require (
	github.com/hotaru-go/hotaru v0.0.0
	github.com/santhosh-tekuri/jsonschema/v6 v6.0.3
)

require (
	golang.org/x/crypto v0.58.0 // indirect
	golang.org/x/text v0.43.0 // indirect
)

replace github.com/hotaru-go/hotaru => ../
