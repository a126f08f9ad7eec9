package gcf_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"github.com/hotaru-go/hotaru/core"
	"github.com/hotaru-go/hotaru/gcf"
)

const exampleKey = "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"

// In a function's package this is in an init function. The name is the one of --entry-point.
func ExampleHTTP() {
	server, err := core.NewServer(core.Options{PublicKey: exampleKey})
	if err != nil {
		fmt.Println(err)
		return
	}
	if err := gcf.HTTP("ExampleHTTP", server); err != nil {
		fmt.Println(err)
		return
	}
	err = gcf.HTTP("ExampleHTTP", server)
	fmt.Println(errors.Is(err, gcf.ErrRegistered))
	// Output: true
}

// A function with a time-out of five minutes.
func ExampleFunction() {
	server, err := core.NewServer(core.Options{PublicKey: exampleKey})
	if err != nil {
		fmt.Println(err)
		return
	}
	function := gcf.Function{Name: "ExampleFunction", Server: server, Timeout: 5 * time.Minute}
	fmt.Println(function.Register())
	// Output: <nil>
}

// A wrong registration is an error that says what to do. It does not end the process.
func ExampleFunction_Register() {
	fmt.Println(gcf.Function{Name: "my bot"}.Register())
	// Output: gcf: a function's name is 1 to 128 Latin letters, digits, underscores and single dots inside; use the name in --entry-point; this one is "my bot"
}

func ExampleLogHandler() {
	var out bytes.Buffer
	logger := slog.New(gcf.LogHandler(&out))
	logger.Warn("late", "interaction_id", "846462639134605312")

	var line map[string]any
	if err := json.Unmarshal(out.Bytes(), &line); err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(line["severity"], line["message"], line["interaction_id"])
	// Output: WARNING late 846462639134605312
}
