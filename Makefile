# What sam build calls, with ARTIFACTS_DIR set to where the function's files belong.
# lambda.norpc leaves out what only the retired go1.x runtime needs.
.PHONY: build-Interactions build-Worker
# The worker of template.jobs.yaml is the same program.
build-Interactions build-Worker:
	GOOS=linux GOARCH=arm64 CGO_ENABLED=0 go build -tags lambda.norpc -trimpath -ldflags "-s -w" \
		-o "$(ARTIFACTS_DIR)/bootstrap" ./examples/lambda
