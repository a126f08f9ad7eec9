package house_test

import (
	"maps"
	"slices"
	"strings"
	"testing"
)

const cloudEvents = "github.com/cloudevents"

// Everything that a bot links makes its cold starts longer.
func TestLinks(t *testing.T) {
	own := func(folders ...string) (paths []string) {
		for _, f := range folders {
			paths = append(paths, module+"/"+f)
		}
		return paths
	}
	google := []string{frameworkModule, cloudEvents, "cloud.google.com", module + "/gcf"}
	amazon := []string{lambdaModule, module + "/lambda"}
	onlyTests := append(own("cmd", "discordtest", "playground", "examples", "internal/house", "internal/jsongen", "internal/freeport", "internal/leak", "internal/memnet"), notifyModule, "testing", "net/http/httptest")
	tests := []struct {
		name    string
		imports []string
		must    []string
		mustNot []string
	}{
		{"core alone", []string{"core"}, []string{ed25519Package},
			slices.Concat(google, amazon, onlyTests, own("adapters"))},
		{"a bot on Lambda", []string{"core", "lambda"}, []string{lambdaModule},
			slices.Concat(google, onlyTests, own("adapters"))},
		{"a bot on Cloud Functions", []string{"core", "gcf"}, []string{declarations, cloudEvents},
			slices.Concat(amazon, onlyTests)},
		{"a bot on net/http", []string{"core", "adapters"}, []string{"net/http"},
			slices.Concat(google, amazon, onlyTests)},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			links := slices.Sorted(maps.Keys(linked(t, test.imports...)))
			for _, path := range links {
				if within(path, test.mustNot) {
					t.Errorf("it links %s", path)
				}
			}
			for _, path := range test.must {
				if !slices.ContainsFunc(links, func(one string) bool { return strings.HasPrefix(one, path) }) {
					t.Errorf("it does not link %s: is the list right?", path)
				}
			}
		})
	}
}
