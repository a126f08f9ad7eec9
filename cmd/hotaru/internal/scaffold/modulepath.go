package scaffold

import (
	"fmt"
	"strings"
)

// maxElement is how long an element of a module's path may be. The last element becomes part of a
// stack's name on AWS, which has a limit of 128, and of a file's name.
const maxElement = 100

// CheckModule returns an error that says what is wrong with the path of a module, such as
// "example.com/mybot". Google's build, and the go command for downloaded modules, require a dot in
// the first element.
//
// See https://go.dev/ref/mod#go-mod-file-ident.
func CheckModule(modulePath string) error {
	elements := strings.Split(modulePath, "/")
	for n, element := range elements {
		if problem := checkElement(element); problem != "" {
			return fmt.Errorf("the module's path %q: the element %q %s", modulePath, element, problem)
		}
		if n == 0 && (!strings.Contains(element, ".") || strings.Trim(element, "abcdefghijklmnopqrstuvwxyz0123456789.-") != "") {
			return fmt.Errorf("the module's path %q must begin with a domain in lower case, as in example.com/mybot", modulePath)
		}
	}
	if len(elements) < 2 {
		return fmt.Errorf("the module's path %q must name the bot after the domain, as in example.com/mybot", modulePath)
	}
	if name := (Bot{Module: modulePath}).Name(); !letter(name[0]) || strings.ContainsAny(name, "_.~") {
		return fmt.Errorf("the bot's name %q must begin with a letter, and hold letters, digits and hyphens: it names the stack on AWS", name)
	}
	return nil
}

func checkElement(element string) string {
	switch {
	case element == "":
		return "is empty"
	case len(element) > maxElement:
		return fmt.Sprintf("has more than %d characters", maxElement)
	case element[0] == '.' || element[0] == '-' || element[len(element)-1] == '.':
		return "begins with a dot or a hyphen, or ends with a dot"
	}
	for i := range len(element) {
		if c := element[i]; !letter(c) && (c < '0' || c > '9') && !strings.ContainsRune("-._~", rune(c)) {
			return fmt.Sprintf("holds %q: it may hold letters, digits and -._~", element[i:i+1])
		}
	}
	return ""
}

func letter(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }
