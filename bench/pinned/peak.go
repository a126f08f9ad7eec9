package pinned

import (
	"fmt"
	"os"
	"strconv"
	"strings"
)

// Peak returns the peak of a process's memory, in KiB. The figure that wait returns is too high,
// because it counts the parent's memory before the program is loaded.
func Peak(pid int) (float64, error) {
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		return 0, err
	}
	for line := range strings.Lines(string(status)) {
		if value, ok := strings.CutPrefix(line, "VmHWM:"); ok {
			return strconv.ParseFloat(strings.TrimSuffix(strings.TrimSpace(value), " kB"), 64)
		}
	}
	return 0, fmt.Errorf("no VmHWM in %s", status)
}
