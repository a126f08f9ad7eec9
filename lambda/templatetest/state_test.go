package templatetest

import (
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// The template of a new bot with state has a table, and allows the four actions on it that
// store/dynamodb uses.
func TestTemplateWithState(t *testing.T) {
	made := templateOf(t, "-state")
	for path, want := range map[string]string{
		"Resources.State.Type":                                                       "AWS::DynamoDB::Table",
		"Resources.State.Properties.BillingMode":                                     "PAY_PER_REQUEST",
		"Resources.State.Properties.TimeToLiveSpecification.AttributeName":           "t",
		"Resources.State.Properties.TimeToLiveSpecification.Enabled":                 "true",
		"Resources.Interactions.Properties.Environment.Variables.HOTARU_STATE_TABLE": "!Ref State",
		"Resources.Interactions.Properties.Environment.Variables.HOTARU_INVOKE_MODE": "!Ref InvokeMode",
	} {
		if got := text(nodeIn(t, made, strings.Split(path, ".")...)); got != want {
			t.Errorf("%s is %s, want %s", path, got, want)
		}
	}
	key := nodeIn(t, made, "Resources", "State", "Properties", "KeySchema")
	if len(key.Content) != 1 || key.Content[0].Content[1].Value != "k" || key.Content[0].Content[3].Value != "HASH" {
		t.Errorf("the table's key is %+v", key.Content)
	}
	want := append(slices.Clone(writeOwnLog), "Effect Allow",
		"Action [dynamodb:GetItem, dynamodb:PutItem, dynamodb:UpdateItem, dynamodb:DeleteItem]", "Resource !GetAtt State.Arn")
	if found := rights(nodeIn(t, made, "Resources", "InteractionsRole", "Properties", "Policies")); !slices.Equal(found, want) {
		t.Errorf("%q, want %q", found, want)
	}
}

// templateOf returns the path of the template of a new bot that is made with a flag.
func templateOf(t *testing.T, flag string) string {
	t.Helper()
	return filepath.Join(newBot(t, flag), "template.yaml")
}

// newBot makes a bot by "hotaru new" with a flag, and returns its folder.
func newBot(t *testing.T, flag string) string {
	t.Helper()
	root, err := filepath.Abs(filepath.Join("..", ".."))
	if err != nil {
		t.Fatal(err)
	}
	folder := t.TempDir()
	hotaru := filepath.Join(folder, "hotaru")
	build := exec.Command("go", "build", "-o", hotaru, "./cmd/hotaru")
	build.Dir = root
	create := exec.Command(hotaru, "new", flag, "-replace", root, "example.com/mybot")
	create.Dir = folder
	for _, command := range []*exec.Cmd{build, create} {
		if out, err := command.CombinedOutput(); err != nil {
			t.Fatalf("%v\n%s", err, out)
		}
	}
	return filepath.Join(folder, "mybot")
}
