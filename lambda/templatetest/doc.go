// Package templatetest checks template.yaml: the platform, who may call the function, what the
// function may do, that the template holds no secret, and that the make target of sam build makes
// the file that Lambda starts. It is a module of its own because it needs a YAML parser. It runs on
// machines without cfn-lint and SAM.
//
// It also checks the templates and the workflow that "hotaru new" writes.
//
// Limits: it checks the properties that matter here and does not know CloudFormation. .ci/template
// runs cfn-lint.
package templatetest
