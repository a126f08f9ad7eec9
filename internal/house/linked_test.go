package house_test

import (
	"os/exec"
	"strings"
	"testing"
)

// A bot links only what it uses. This test checks the symbols of built programs. A bot that only
// answers has none of store and jobs, and the example on one cloud has none of another cloud's
// engines. On a cloud, none has a package that is large or compiles regular expressions at each
// start. The framework of Cloud Functions has some.
func TestBotsLinkOnlyWhatTheyUse(t *testing.T) {
	const ours = "github.com/hotaru-go/hotaru/"
	aws := []string{"github.com/aws/aws-sdk-go-v2", "github.com/aws/smithy-go", ours + "internal/awscall", ours + "store/dynamodb", ours + "jobs/sqs"}
	google := []string{ours + "internal/googlecall", ours + "store/firestore", ours + "jobs/cloudtasks"}
	local := []string{"go.etcd.io/bbolt", ours + "store/bbolt", ours + "jobs/bbolt", ours + "jobs/memory"}
	test := []string{ours + "discordtest", ours + "playground"}
	heavy := []string{"html/template", "text/template"}
	heavyAWS := append([]string{"regexp", "net/rpc"}, heavy...)
	all := append([]string{ours + "store", ours + "jobs", ours + "internal/httpcall", "golang.org/x/crypto/chacha20poly1305"}, aws...)
	for program, c := range map[string]struct{ without, with []string }{
		"internal/house/testdata/ping": {concat(all, google, local, test, heavyAWS), []string{ours + "core"}},
		"examples/lambda":              {concat(google, local, test, heavyAWS), []string{ours + "jobs/sqs", ours + "store/dynamodb"}},
		"examples/gcf/cmd":             {concat(aws, local, test, heavy), []string{ours + "jobs/cloudtasks"}},
	} {
		t.Run(program, func(t *testing.T) {
			t.Parallel()
			// Unlike go build, go run keeps the linked program in the build cache. -s=false keeps
			// its symbols. With -exec nm, go run lists them.
			nm := exec.Command("go", "run", "-tags=lambda.norpc", "-ldflags=-s=false", "-exec", "go tool nm", ours+program)
			nm.Dir = root(t)
			var failed strings.Builder
			nm.Stderr = &failed
			symbols, err := nm.Output()
			if err != nil {
				t.Fatalf("%v\n%s", err, &failed)
			}
			for _, path := range c.without {
				if has(string(symbols), path) {
					t.Errorf("%s links %s", program, path)
				}
			}
			for _, path := range c.with {
				if !has(string(symbols), path) {
					t.Errorf("%s does not link %s: this test looks for the wrong thing", program, path)
				}
			}
		})
	}
}

// has reports a symbol of a package, or of one below it.
func has(symbols, path string) bool {
	return strings.Contains(symbols, " "+path+".") || strings.Contains(symbols, " "+path+"/")
}

func concat(lists ...[]string) (all []string) {
	for _, list := range lists {
		all = append(all, list...)
	}
	return all
}
