package main

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"strings"
)

// console holds the inputs and outputs of a subcommand.
type console struct {
	in io.Reader
	// out gets the results. notes gets the other texts that people read.
	out, notes io.Writer
	env        func(string) string
	// terminal is true if a person can answer questions.
	terminal bool
}

// isTerminal reports whether a file is a terminal or another device. A question to a device that
// answers nothing counts as a no.
func isTerminal(f *os.File) bool {
	info, err := f.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}

// ask asks a yes-or-no question. Every answer except yes is a no.
func (c *console) ask(question string) bool {
	fmt.Fprintf(c.notes, "%s [y/N] ", question)
	answer, _ := bufio.NewReader(c.in).ReadString('\n')
	answer = strings.ToLower(strings.TrimSpace(answer))
	return answer == "y" || answer == "yes"
}
