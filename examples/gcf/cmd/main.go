// Command cmd serves the example function on this machine, as Google's build would. FUNCTION_TARGET
// names the function (Interactions unless set). PORT is the port of the loopback interface (8080
// unless set).
package main

import (
	"cmp"
	"log/slog"
	"os"

	"github.com/GoogleCloudPlatform/functions-framework-go/funcframework"
	_ "github.com/hotaru-go/hotaru/examples/gcf"
)

func main() {
	if os.Getenv("FUNCTION_TARGET") == "" {
		os.Setenv("FUNCTION_TARGET", "Interactions")
	}
	port := cmp.Or(os.Getenv("PORT"), "8080")
	slog.Info("serving", "function", os.Getenv("FUNCTION_TARGET"), "url", "http://127.0.0.1:"+port)
	if err := funcframework.StartHostPort("127.0.0.1", port); err != nil {
		slog.Error("not serving", "error", err)
		os.Exit(1)
	}
}
