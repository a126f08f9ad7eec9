package main

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"strings"
)

// console is what a subcommand reads and writes.
type console struct {
	in io.Reader
	// out takes results, notes what people read beside them.
	out, notes io.Writer
	env        func(string) string
	// terminal says that a person can be asked.
	terminal bool
}

// isTerminal reports whether a file is a terminal, or another device: asking one that answers
// nothing is a no.
func isTerminal(f *os.File) bool {
	info, err := f.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}

// ask asks a question that is answered by yes or no. Everything but yes is a no.
func (c *console) ask(question string) bool {
	fmt.Fprintf(c.notes, "%s [y/N] ", question)
	answer, _ := bufio.NewReader(c.in).ReadString('\n')
	answer = strings.ToLower(strings.TrimSpace(answer))
	return answer == "y" || answer == "yes"
}
