package templatetest

import (
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"gopkg.in/yaml.v3"
)

// The workflow of a new bot is YAML, its scripts are shell, and each command has its options: a line
// that lost its indentation or its backslash would end one early.
func TestWorkflow(t *testing.T) {
	for _, flag := range []string{"-platforms=lambda,google", "-state", "-jobs"} {
		text, err := os.ReadFile(filepath.Join(newBot(t, flag), ".github", "workflows", "bot.yml"))
		if err != nil {
			t.Fatal(err)
		}
		var workflow struct {
			Jobs map[string]struct {
				Steps []struct {
					Run string
					Env map[string]string
				}
			}
		}
		if err := yaml.Unmarshal(text, &workflow); err != nil {
			t.Fatalf("%s: %v\n%s", flag, err, text)
		}
		if got := slices.Sorted(maps.Keys(workflow.Jobs)); !slices.Equal(got, []string{"google", "lambda", "register", "test"}) {
			t.Errorf("%s: jobs %q", flag, got)
		}
		lines := map[string]string{} // the last of each deploying job's script, after joining
		for name, job := range workflow.Jobs {
			for _, step := range job.Steps {
				shell := exec.Command("bash", "-n")
				shell.Stdin = strings.NewReader(step.Run)
				if out, err := shell.CombinedOutput(); err != nil {
					t.Errorf("%s: %s: %v\n%s\n%s", flag, name, err, out, step.Run)
				}
				if step.Run != "" {
					all := strings.Split(strings.TrimSpace(strings.ReplaceAll(step.Run, "\\\n", " ")), "\n")
					lines[name] = all[len(all)-1]
				}
			}
		}
		for name, want := range map[string][]string{
			"lambda": {"sam deploy ", "PublicKey="}, "google": {"gcloud functions deploy ", "--set-env-vars ", "--timeout "},
		} {
			if flag == "-jobs" {
				want = append(want, map[string]string{"lambda": "JobsKeySecret=mybot/jobs-key", "google": "HOTARU_JOBS_KEYS=jobs-key:1"}[name])
			}
			for _, part := range want {
				if !strings.Contains(lines[name], part) {
					t.Errorf("%s: the last command of %s has no %q: %s", flag, name, part, lines[name])
				}
			}
		}
	}
}
