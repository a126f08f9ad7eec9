package rest

import (
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/hotaru-go/hotaru/discord"
)

// DeclarationError says what is wrong with declared commands. Either this package found the problem
// before they were sent ([*discord.CheckError]), or Discord found it ([*Error] with
// [ErrInvalidFormBody]). errors.As finds that error in it.
type DeclarationError struct {
	// Fields have paths with the declared names:
	// "commands[2] (search) → options[1] (card) → name".
	Fields []Field
	err    error
}

// Error lists each field on its own line.
func (e *DeclarationError) Error() string {
	var b strings.Builder
	b.WriteString("rest: Discord would refuse the commands; nothing was changed")
	for _, f := range e.Fields {
		b.WriteString("\n\t" + strings.Join(nonEmpty(f.Path, f.Code, f.Message), ": "))
	}
	return b.String()
}

// Unwrap returns the error that the fields were taken from.
func (e *DeclarationError) Unwrap() error { return e.err }

func nonEmpty(texts ...string) []string {
	var list []string
	for _, text := range texts {
		if text != "" {
			list = append(list, text)
		}
	}
	return list
}

// declarationError returns a [DeclarationError] for a CheckError, or for an Error with fields. It
// returns any other error unchanged.
func declarationError(err error, commands []discord.Command) error {
	var fields []Field
	var check *discord.CheckError
	var refused *Error
	switch {
	case errors.As(err, &check):
		for _, v := range check.Violations {
			fields = append(fields, Field{Path: v.Path, Message: v.Problem})
		}
	case errors.As(err, &refused) && refused.Code == ErrInvalidFormBody:
		fields = append(fields, refused.Fields...)
	}
	if len(fields) == 0 {
		return err
	}
	var declared any
	if text, err := encodeJSON(commands); err == nil {
		_ = json.Unmarshal(text, &declared)
	}
	for i := range fields {
		fields[i].Path = declarationPath(fields[i].Path, declared)
	}
	return &DeclarationError{fields, err}
}

// declarationPath adds the declared names to the indexes in a path. at is the JSON of the commands.
func declarationPath(path string, at any) string {
	named := "commands"
	for _, part := range strings.FieldsFunc(path, func(r rune) bool { return r == '.' || r == '[' || r == ']' }) {
		if n, err := strconv.Atoi(part); err == nil && isIndex(part) {
			list, _ := at.([]any)
			at = nil
			if n < len(list) {
				at = list[n]
			}
			fields, _ := at.(map[string]any)
			named = indexed(named, n, fields)
			continue
		}
		fields, _ := at.(map[string]any)
		at = fields[part]
		named = joinField(named, part)
	}
	return named
}

// joinField adds a field's name to a path.
func joinField(path, name string) string {
	if path == "" {
		return name
	}
	return path + " → " + name
}

// indexed adds an index to a path, with the name of the element.
func indexed(path string, n int, fields map[string]any) string {
	path += "[" + strconv.Itoa(n) + "]"
	if name, ok := fields["name"].(string); ok && name != "" {
		path += fmt.Sprintf(" (%s)", name)
	}
	return path
}
