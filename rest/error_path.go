package rest

import (
	"cmp"
	"strconv"
	"strings"
)

// join adds one step to a path: an index if it is digits, otherwise a name.
func join(path, step string) string {
	if isIndex(step) {
		return path + "[" + step + "]"
	}
	if path == "" {
		return step
	}
	return path + "." + step
}

func isIndex(step string) bool {
	return step != "" && strings.Trim(step, "0123456789") == ""
}

// byIndex compares indexes as numbers, and puts them before names.
func byIndex(a, b string) int {
	x, errA := strconv.Atoi(a)
	y, errB := strconv.Atoi(b)
	switch {
	case errA == nil && errB == nil:
		return cmp.Or(cmp.Compare(x, y), cmp.Compare(a, b))
	case errA == nil:
		return -1
	case errB == nil:
		return 1
	}
	return cmp.Compare(a, b)
}
