# sam build runs this target. ARTIFACTS_DIR is the folder for the function's files.
# lambda.norpc leaves out code that only the retired go1.x runtime needs.
# The worker of template.jobs.yaml is the same program.
.PHONY: build-Interactions build-Worker
build-Interactions build-Worker:
	GOOS=linux GOARCH=arm64 CGO_ENABLED=0 go build -tags lambda.norpc -trimpath -ldflags "-s -w" \
		-o "$(ARTIFACTS_DIR)/bootstrap" ./examples/lambda
