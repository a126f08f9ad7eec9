package rest_test

import (
	"os"
	"testing"

	"github.com/hotaru-go/hotaru/internal/leak"
)

func TestMain(m *testing.M) { os.Exit(leak.Run(m)) }
