package contestants

import (
	"slices"
	"testing"
)

func TestArgumentsWithoutAFlag(t *testing.T) {
	for _, arguments := range [][]string{
		{"-rounds", "2", "-more", "folder", "-split", "hotaru"},
		{"-rounds", "2", "--more=folder", "-split", "hotaru"},
	} {
		if got := without(arguments, "more"); !slices.Equal(got, []string{"-rounds", "2", "-split", "hotaru"}) {
			t.Errorf("%q without -more is %q", arguments, got)
		}
	}
}
