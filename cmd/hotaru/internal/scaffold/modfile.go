package scaffold

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// modFile is a go.mod. It supports only the directives that hotaru and a new bot use.
//
// See https://go.dev/ref/mod#go-mod-file.
type modFile struct {
	path, language, tool string
	required             map[string]requirement
	// replaced is the folder that replaces hotaru. It is empty if none does.
	replaced string
}

type requirement struct {
	version  string
	indirect bool
}

func readModFile(text string) modFile {
	f := modFile{required: map[string]requirement{}}
	block := ""
	for line := range strings.Lines(text) {
		line, comment, _ := strings.Cut(strings.TrimSpace(line), "//")
		words := strings.Fields(line)
		switch {
		case len(words) == 0:
			continue
		case words[0] == "replace":
			f.replace(line)
			continue
		case words[0] == ")":
			block = ""
			continue
		case len(words) == 2 && words[1] == "(":
			block = words[0]
			continue
		case block != "":
			words = append([]string{block}, words...)
		}
		f.directive(words, strings.TrimSpace(comment) == "indirect")
	}
	return f
}

// directive adds one directive, split into words.
func (f *modFile) directive(words []string, indirect bool) {
	switch {
	case words[0] == "module" && len(words) == 2:
		f.path = words[1]
	case words[0] == "go" && len(words) == 2:
		f.language = words[1]
	case words[0] == "tool" && len(words) == 2:
		f.tool = words[1]
	case words[0] == "require" && len(words) == 3:
		f.required[words[1]] = requirement{words[2], indirect}
	}
}

// replace adds the directive that replaces hotaru by a folder. The folder's name may contain
// spaces.
func (f *modFile) replace(line string) {
	folder, ok := strings.CutPrefix(strings.TrimSpace(line), "replace "+hotaru+" => ")
	if !ok {
		return
	}
	f.replaced = folder
	if unquoted, err := strconv.Unquote(folder); err == nil {
		f.replaced = unquoted
	}
}

// String returns the file as the go command formats it.
func (f modFile) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "module %s\n\ngo %s\n", f.path, f.language)
	if f.replaced != "" {
		fmt.Fprintf(&b, "\nreplace %s => %s\n", hotaru, quotePath(f.replaced))
	}
	if f.tool != "" {
		fmt.Fprintf(&b, "\ntool %s\n", f.tool)
	}
	f.writeRequired(&b, false, "")
	f.writeRequired(&b, true, " // indirect")
	return b.String()
}

func (f modFile) writeRequired(b *strings.Builder, indirect bool, comment string) {
	var lines []string
	for _, path := range slices.Sorted(maps.Keys(f.required)) {
		if r := f.required[path]; r.indirect == indirect {
			lines = append(lines, path+" "+r.version+comment)
		}
	}
	switch len(lines) {
	case 0:
	case 1:
		fmt.Fprintf(b, "\nrequire %s\n", lines[0])
	default:
		fmt.Fprintf(b, "\nrequire (\n\t%s\n)\n", strings.Join(lines, "\n\t"))
	}
}

// quotePath quotes the path of a folder if go.mod requires quotes.
func quotePath(path string) string {
	if strings.ContainsAny(path, " \t\"'`(),[]{}") {
		return strconv.Quote(path)
	}
	return path
}
