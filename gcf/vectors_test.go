package gcf_test

import (
	"cmp"
	"net/http"
	"testing"

	"github.com/hotaru-go/hotaru/discordtest/vectors"
)

// Each kind of server is a function under the framework, and answers the whole table.
func TestVectors(t *testing.T) {
	t.Parallel()
	running := map[vectors.Kind]*process{}
	played := 0
	for _, v := range vectors.Load(t) {
		kind := cmp.Or(v.Server, vectors.Bot)
		if running[kind] == nil {
			running[kind] = startSelf(t, "vectors", string(kind))
		}
		t.Run(v.Name, func(t *testing.T) {
			if why := v.NotOn(vectors.GCF); why != "" {
				t.Skip(why)
			}
			played++
			logged := len(running[kind].errors.String())
			v.Check(t, v.Post(t, http.DefaultClient, running[kind].url))
			v.CheckLog(t, vectors.GCF, running[kind].since(t, logged))
		})
	}
	if played == 0 {
		t.Error("the table is empty")
	}
}
