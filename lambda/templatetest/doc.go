// Package templatetest checks what template.yaml promises: the platform, who may call the function and what the
// function may do, that no secret stands in the template, and that sam build's make target makes what Lambda starts.
// It is a module of its own for the sake of its YAML parser, and runs where cfn-lint and SAM cannot be had.
//
// Limits: it knows the properties that matter here, not CloudFormation; .ci/template runs the linter that does.
package templatetest
