package templatetest

import (
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"gopkg.in/yaml.v3"
)

const jobsFile = "../../template.jobs.yaml"

// The template at the root, and that of a new bot with jobs.
func TestJobs(t *testing.T) {
	for name, file := range map[string]string{"root": jobsFile, "new": templateOf(t, "-jobs")} {
		t.Run(name, func(t *testing.T) {
			jobsProperties(t, file)
			jobsLeastPrivilege(t, file)
			jobsParameters(t, file)
		})
	}
}

// jobsNode returns the node at a path of keys in a template with jobs.
func jobsNode(t *testing.T, file, path string) *yaml.Node {
	t.Helper()
	return nodeIn(t, file, strings.Split(path, ".")...)
}

func jobsProperties(t *testing.T, file string) {
	t.Helper()
	const noValue = ", !Ref AWS::NoValue]"
	tests := []struct{ path, want string }{
		{"Globals.Function.Runtime", "provided.al2023"},
		{"Globals.Function.Handler", "bootstrap"},
		{"Globals.Function.Architectures", "[arm64]"},
		{"Globals.Function.Environment.Variables.DISCORD_PUBLIC_KEY", "!If [HasPublicKey, !Ref PublicKey" + noValue},
		{"Globals.Function.Environment.Variables.HOTARU_JOBS_KEYS", "!Sub {{resolve:secretsmanager:${JobsKeySecret}}}"},
		{"Globals.Function.Environment.Variables.HOTARU_JOBS_QUEUE_URL", "!Ref Jobs"},
		{"Globals.Function.Environment.Variables.HOTARU_JOBS_QUEUE_ARN", "!GetAtt Jobs.Arn"},
		{"Globals.Function.Environment.Variables.HOTARU_JOBS_DEAD_QUEUE_URL", "!Ref DeadJobs"},
		{"Globals.Function.Environment.Variables.HOTARU_JOBS_SCHEDULE_GROUP", "!Ref Schedules"},
		{"Globals.Function.Environment.Variables.HOTARU_JOBS_SCHEDULE_ROLE_ARN", "!GetAtt SchedulerRole.Arn"},
		{"Globals.Function.Environment.Variables.HOTARU_STATE_TABLE", "!Ref State"},
		{"Resources.Interactions.Properties.Timeout", "60"},
		{"Resources.Interactions.Properties.FunctionUrlConfig.AuthType", "NONE"},
		{"Resources.Worker.Type", "AWS::Serverless::Function"},
		{"Resources.Worker.Metadata.BuildMethod", "makefile"},
		{"Resources.Worker.Properties.Timeout", "900"},
		{"Resources.Worker.Properties.Events.Jobs.Properties.Queue", "!GetAtt Jobs.Arn"},
		{"Resources.Worker.Properties.Events.Jobs.Properties.FunctionResponseTypes", "[ReportBatchItemFailures]"},
		{"Resources.Jobs.Properties.VisibilityTimeout", "5400"},
		{"Resources.Jobs.Properties.RedrivePolicy.deadLetterTargetArn", "!GetAtt DeadJobs.Arn"},
		{"Resources.DeadJobs.Properties.MessageRetentionPeriod", "1209600"},
		{"Resources.Schedules.Type", "AWS::Scheduler::ScheduleGroup"},
		{"Resources.State.Properties.TimeToLiveSpecification.AttributeName", "t"},
		{"Resources.DeadJobsAlarm.Properties.AlarmActions", "!If [HasAlarmTopic, [!Ref AlarmTopic]" + noValue},
		{"Resources.LateJobsAlarm.Properties.MetricName", "ApproximateAgeOfOldestMessage"},
	}
	for _, test := range tests {
		if got := text(jobsNode(t, file, test.path)); got != test.want {
			t.Errorf("%s is %s, want %s", test.path, got, test.want)
		}
	}
	// The worker cannot be called from outside.
	if keys := keysOf(jobsNode(t, file, "Resources.Worker.Properties")); slices.Contains(keys, "FunctionUrlConfig") {
		t.Error("the worker has a URL")
	}
}

// Each role allows only what its program calls, on the resources of this stack.
func jobsLeastPrivilege(t *testing.T, file string) {
	t.Helper()
	const schedules = "!Sub arn:${AWS::Partition}:scheduler:${AWS::Region}:${AWS::AccountId}:schedule/${Schedules}/*"
	state := "[dynamodb:GetItem, dynamodb:PutItem, dynamodb:UpdateItem, dynamodb:DeleteItem] on !GetAtt State.Arn"
	for role, want := range map[string][]string{
		"InteractionsRole": {
			"[logs:CreateLogStream, logs:PutLogEvents] on !GetAtt InteractionsLog.Arn", "sqs:SendMessage on !GetAtt Jobs.Arn",
			"scheduler:CreateSchedule on " + schedules, "iam:PassRole on !GetAtt SchedulerRole.Arn", state,
		},
		"WorkerRole": {
			"[logs:CreateLogStream, logs:PutLogEvents] on !GetAtt WorkerLog.Arn",
			"[sqs:ReceiveMessage, sqs:DeleteMessage, sqs:ChangeMessageVisibility, sqs:GetQueueAttributes] on !GetAtt Jobs.Arn",
			"sqs:SendMessage on [!GetAtt Jobs.Arn, !GetAtt DeadJobs.Arn]",
			"scheduler:CreateSchedule on " + schedules, "iam:PassRole on !GetAtt SchedulerRole.Arn", state,
		},
		"SchedulerRole": {"sqs:SendMessage on !GetAtt Jobs.Arn"},
	} {
		properties := jobsNode(t, file, "Resources."+role+".Properties")
		if keys := keysOf(properties); !slices.Equal(keys, []string{"AssumeRolePolicyDocument", "Policies"}) {
			t.Errorf("%s has %q", role, keys)
		}
		var found []string
		for _, policy := range jobsNode(t, file, "Resources."+role+".Properties.Policies").Content {
			for _, statement := range child(t, policy, "PolicyDocument", "Statement").Content {
				if effect := text(child(t, statement, "Effect")); effect != "Allow" {
					t.Errorf("%s: %s", role, effect)
				}
				found = append(found, text(child(t, statement, "Action"))+" on "+text(child(t, statement, "Resource")))
			}
		}
		if !slices.Equal(found, want) {
			t.Errorf("%s may\n%s\nwant\n%s", role, strings.Join(found, "\n"), strings.Join(want, "\n"))
		}
	}
}

func jobsParameters(t *testing.T, file string) {
	t.Helper()
	pattern := regexp.MustCompile(text(jobsNode(t, file, "Parameters.JobsKeySecret.AllowedPattern")))
	for value, fits := range map[string]bool{
		"discord/jobs-key": true, "arn:aws:secretsmanager:eu-central-1:123456789012:secret:jobs-AbCdEf": true, "": false, "a b": false, "{{resolve}}": false,
	} {
		if pattern.MatchString(value) != fits {
			t.Errorf("JobsKeySecret takes %q: %v", value, !fits)
		}
	}
	content, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if found := regexp.MustCompile(`\b[0-9a-fA-F]{64}\b`).Find(content); found != nil {
		t.Errorf("the template holds %q", found)
	}
}

func keysOf(n *yaml.Node) (keys []string) {
	for i := 0; i < len(n.Content); i += 2 {
		keys = append(keys, n.Content[i].Value)
	}
	return keys
}

func child(t *testing.T, n *yaml.Node, path ...string) *yaml.Node {
	t.Helper()
	for _, key := range path {
		i := slices.Index(keysOf(n), key)
		if i < 0 {
			t.Fatalf("no %s", key)
		}
		n = n.Content[2*i+1]
	}
	return n
}
