module github.com/hotaru-go/hotaru/conformance/clients

go 1.26.0

require (
	github.com/bwmarrin/discordgo v0.29.0
	github.com/disgoorg/disgo v0.19.0
	github.com/disgoorg/snowflake/v2 v2.0.3
	github.com/hotaru-go/hotaru v0.0.0
)

require (
	github.com/disgoorg/json/v2 v2.0.0 // indirect
	github.com/disgoorg/omit v1.0.0 // indirect
	github.com/gorilla/websocket v1.5.3 // indirect
	github.com/sasha-s/go-csync v0.0.0-20240107134140-fcbab37b09ad // indirect
	golang.org/x/crypto v0.58.0 // indirect
	golang.org/x/sys v0.49.0 // indirect
)

replace github.com/hotaru-go/hotaru => ../../
