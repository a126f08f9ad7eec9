module github.com/hotaru-go/hotaru/cmd/hotaru/processtest

go 1.26.0
