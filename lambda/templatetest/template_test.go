package templatetest

import (
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"gopkg.in/yaml.v3"
)

const file = "../../template.yaml"

// node returns the node at a path of keys in the template at the root.
func node(t *testing.T, path ...string) *yaml.Node {
	t.Helper()
	return nodeIn(t, file, path...)
}

// nodeIn returns the node at a path of keys in a template.
func nodeIn(t *testing.T, file string, path ...string) *yaml.Node {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var document yaml.Node
	if err := yaml.Unmarshal(text, &document); err != nil {
		t.Fatal(err)
	}
	n := document.Content[0]
	for depth, key := range path {
		i := slices.IndexFunc(n.Content, func(k *yaml.Node) bool { return k.Value == key })
		if n.Kind != yaml.MappingNode || i < 0 || i%2 != 0 {
			t.Fatalf("no %s", strings.Join(path[:depth+1], "."))
		}
		n = n.Content[i+1]
	}
	return n
}

// text returns a value as it is written in the template, with the tag of an intrinsic function.
func text(n *yaml.Node) string {
	out := n.Value
	if n.Kind == yaml.SequenceNode {
		var items []string
		for _, item := range n.Content {
			items = append(items, text(item))
		}
		out = "[" + strings.Join(items, ", ") + "]"
	}
	if strings.HasPrefix(n.Tag, "!") && !strings.HasPrefix(n.Tag, "!!") {
		out = n.Tag + " " + out
	}
	return out
}

func TestProperties(t *testing.T) {
	tests := []struct{ path, want string }{
		{"Transform", "AWS::Serverless-2016-10-31"},
		{"Resources.Interactions.Type", "AWS::Serverless::Function"},
		{"Resources.Interactions.Metadata.BuildMethod", "makefile"},
		{"Resources.Interactions.Properties.Runtime", "provided.al2023"},
		{"Resources.Interactions.Properties.Handler", "bootstrap"},
		{"Resources.Interactions.Properties.Architectures", "[arm64]"},
		{"Resources.Interactions.Properties.Role", "!GetAtt InteractionsRole.Arn"},
		{"Resources.Interactions.Properties.FunctionUrlConfig.AuthType", "NONE"},
		{"Resources.Interactions.Properties.FunctionUrlConfig.InvokeMode", "!Ref InvokeMode"},
		{"Resources.Interactions.Properties.LoggingConfig.LogGroup", "!Ref InteractionsLog"},
		{"Resources.Interactions.Properties.LoggingConfig.LogFormat", "JSON"},
		{"Resources.Interactions.Properties.Environment.Variables.HOTARU_INVOKE_MODE", "!Ref InvokeMode"},
		{"Resources.Interactions.Properties.Environment.Variables.DISCORD_PUBLIC_KEY", "!If [HasPublicKey, !Ref PublicKey, !Ref AWS::NoValue]"},
		{"Resources.Interactions.Properties.Environment.Variables.DISCORD_BOT_TOKEN",
			"!If [HasBotToken, !Sub {{resolve:secretsmanager:${BotTokenSecret}}}, !Ref AWS::NoValue]"},
		{"Resources.InteractionsLog.Properties.RetentionInDays", "!Ref LogRetention"},
		{"Outputs.InteractionsEndpointURL.Value", "!GetAtt InteractionsUrl.FunctionUrl"},
	}
	for _, test := range tests {
		if got := text(node(t, strings.Split(test.path, ".")...)); got != test.want {
			t.Errorf("%s is %s, want %s", test.path, got, test.want)
		}
	}
}

// The role's only permission is to write to the function's own log.
func TestLeastPrivilege(t *testing.T) {
	properties := node(t, "Resources", "InteractionsRole", "Properties")
	var keys []string
	for i := 0; i < len(properties.Content); i += 2 {
		keys = append(keys, properties.Content[i].Value)
	}
	if !slices.Equal(keys, []string{"AssumeRolePolicyDocument", "Policies"}) {
		t.Errorf("the role has %q", keys)
	}
	found := rights(node(t, "Resources", "InteractionsRole", "Properties", "Policies"))
	if !slices.Equal(found, writeOwnLog) {
		t.Errorf("%q, want %q", found, writeOwnLog)
	}
}

var writeOwnLog = []string{"Effect Allow", "Action [logs:CreateLogStream, logs:PutLogEvents]", "Resource !GetAtt InteractionsLog.Arn"}

// rights lists the actions that policies allow.
func rights(policies *yaml.Node) (found []string) {
	if policies.Kind == yaml.MappingNode {
		for i := 0; i < len(policies.Content); i += 2 {
			switch policies.Content[i].Value {
			case "Effect", "Action", "Resource":
				found = append(found, policies.Content[i].Value+" "+text(policies.Content[i+1]))
			}
		}
	}
	for _, child := range policies.Content {
		found = append(found, rights(child)...)
	}
	return found
}

func TestParameters(t *testing.T) {
	tests := []struct {
		name           string
		fits, fitsNone []string
	}{
		{"PublicKey",
			[]string{"", strings.Repeat("0aF9", 16)},
			[]string{"abc", strings.Repeat("0", 63), strings.Repeat("0", 65), strings.Repeat("g", 64)}},
		{"BotTokenSecret",
			[]string{"", "discord/bot-token", "arn:aws:secretsmanager:eu-central-1:123456789012:secret:discord/bot-token-AbCdEf"},
			[]string{"a b", "arn:aws:s3:::bucket", "{{resolve}}", "x:SecretString"}},
	}
	for _, test := range tests {
		pattern, err := regexp.Compile(text(node(t, "Parameters", test.name, "AllowedPattern")))
		if err != nil {
			t.Fatal(err)
		}
		for _, value := range test.fits {
			if !pattern.MatchString(value) {
				t.Errorf("%s refuses %q", test.name, value)
			}
		}
		for _, value := range test.fitsNone {
			if pattern.MatchString(value) {
				t.Errorf("%s accepts %q", test.name, value)
			}
		}
	}
}

// A bot's token is three parts in base64, and a public key is 64 hex digits. The template must
// contain neither.
func TestNoSecret(t *testing.T) {
	content, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	for _, pattern := range []string{`[A-Za-z0-9_-]{23,28}\.[A-Za-z0-9_-]{6}\.[A-Za-z0-9_-]{27,}`, `\b[0-9a-fA-F]{64}\b`} {
		if found := regexp.MustCompile(pattern).Find(content); found != nil {
			t.Errorf("the template holds %q", found)
		}
	}
}
