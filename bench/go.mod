module github.com/hotaru-go/hotaru/bench

go 1.26.0

replace (
	github.com/hotaru-go/hotaru => ../
	github.com/hotaru-go/hotaru/voi => ../voi
)

require (
	filippo.io/edwards25519 v1.2.0
	github.com/aws/aws-lambda-go v1.55.1
	github.com/bwmarrin/discordgo v0.29.0
	github.com/cloudflare/circl v1.6.5
	github.com/diamondburned/arikawa/v3 v3.5.0
	github.com/disgoorg/disgo v0.19.0
	github.com/disgoorg/json/v2 v2.0.0
	github.com/go-json-experiment/json v1.27.2
	github.com/goccy/go-json v0.12.0
	github.com/hdevalence/ed25519consensus v0.2.0
	github.com/hotaru-go/hotaru v0.0.0
	github.com/hotaru-go/hotaru/voi v0.0.0
	github.com/oasisprotocol/curve25519-voi v0.0.0-20230904125328-1f23a7beb09a
	golang.org/x/sys v0.49.0
)

require (
	github.com/aws/aws-sdk-go-v2 v1.48.0 // indirect
	github.com/aws/smithy-go v1.28.9 // indirect
	github.com/disgoorg/omit v1.0.0 // indirect
	github.com/disgoorg/snowflake/v2 v2.0.3 // indirect
	github.com/gorilla/schema v1.4.1 // indirect
	github.com/gorilla/websocket v1.5.3 // indirect
	go.etcd.io/bbolt v1.5.0 // indirect
	golang.org/x/crypto v0.58.0 // indirect
)
