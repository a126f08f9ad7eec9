package main

import (
	"bytes"
	"fmt"
	"strings"
)

// code generates the code that follows from the directives and the names of fields: the type
// numbers, the places, the JSON methods, and the switches over types. The structs do not type-check
// without it.
func (t *table) code(packageName string) []byte {
	if len(t.components) == 0 {
		return nil
	}
	var out bytes.Buffer
	print := func(format string, args ...any) { fmt.Fprintf(&out, format+"\n", args...) }
	print("%s\n\npackage %s\n\nimport %q\n", header, packageName, wirePackage)
	t.constants(print)
	t.interfaces(print)
	for _, c := range t.components {
		t.methods(&c, print)
	}
	t.switches(print)
	return out.Bytes()
}

type printer func(format string, args ...any)

func (t *table) constants(print printer) {
	print("// The component types.\nconst (")
	for _, c := range t.components {
		if c.sent() {
			print("%s ComponentType = %d", c.constant(), c.number)
		}
	}
	print(")\n")
}

// interfaces writes an interface for each place, whose doc lists the components that may be there.
func (t *table) interfaces(print printer) {
	for _, p := range t.places {
		names := []string{}
		for _, c := range t.components {
			for _, key := range c.places {
				if key == p.key {
					names = append(names, "["+c.name+"]")
				}
			}
		}
		doc := fmt.Sprintf("%s is a component that may be %s: %s or [RawComponent].", p.name, p.where, strings.Join(names, ", "))
		print("%s\ntype %s interface {\nComponent\n%s()\n}\n", wrapped(doc), p.name, lower(p.name))
		print("func (RawComponent) %s() {}\n", lower(p.name))
	}
}

// wrapped returns a text as a comment, wrapped at about 100 columns.
func wrapped(text string) string {
	const columns = 96
	lines := []string{"//"}
	for _, word := range strings.Fields(text) {
		if last := &lines[len(lines)-1]; len(*last)+len(word) < columns {
			*last += " " + word
		} else {
			lines = append(lines, "// "+word)
		}
	}
	return strings.Join(lines, "\n")
}

func (t *table) methods(c *component, print printer) {
	constant := t.constantOf(c.number)
	print("// ComponentType returns [%s].\nfunc (%s) ComponentType() ComponentType { return %[1]s }\n", constant, c.name)
	print("func (c %s) component() Component { return c }\n", c.name)
	for _, p := range t.places {
		for _, key := range c.places {
			if key == p.key {
				print("func (%s) %s() {}\n", c.name, lower(p.name))
			}
		}
	}
	print("// MarshalJSON returns the component with its type.\nfunc (c %s) MarshalJSON() ([]byte, error) { return encoded(write%[1]s, &c) }\n", c.name)
	for i := range c.fields {
		if _, one := t.holds(&c.fields[i]); one {
			print("// UnmarshalJSON reads the component and those in it.\nfunc (c *%s) UnmarshalJSON(value []byte) error { return decode(value, read%[1]s, c) }\n", c.name)
			break
		}
	}
}

func (t *table) switches(print printer) {
	print("// blankComponent returns a component of a type without fields, or nil for a type that this package does not know.")
	print("func blankComponent(kind ComponentType) Component {\nif uint(kind) < uint(len(blankComponents)) {\nreturn blankComponents[kind]\n}\nreturn nil\n}\n")
	print("var blankComponents = [...]Component{")
	for _, c := range t.components {
		if c.sent() {
			print("%s: %s{},", c.constant(), c.name)
		}
	}
	print("}\n")
	print("// readComponent reads a component of a type that blankComponent knows.")
	print("func readComponent(r *reader, kind ComponentType) Component {\nswitch kind {")
	for _, c := range t.components {
		if c.sent() {
			print("case %s:\nvar c %s\nread%[2]s(r, &c)\nreturn c", c.constant(), c.name)
		}
	}
	print("}\nreturn nil\n}\n")
	print("// writeKnown writes a component of this package, and returns false for anything else.")
	print("func writeKnown(w *wire.Writer, c Component) bool {\nswitch c := c.(type) {")
	for _, c := range t.components {
		print("case %s:\nwrite%[1]s(w, &c)", c.name)
	}
	print("default:\nreturn false\n}\nreturn true\n}\n")
	t.walks(print)
	t.accessor("knownCustomID", "returns the custom ID of a component of this package that has one.", "CustomID", "string", print)
	t.accessor("knownIDs", "returns the IDs that a user chose in a component.", "Values", "[]Snowflake", print)
	t.accessor("knownValues", "returns the values that a user chose in a component.", "Values", "[]string", print)
}

// walks writes the walk over the components inside components.
func (t *table) walks(print printer) {
	print("// walkHeld calls yield for all that a component of this package holds, until it returns false.")
	print("func walkHeld(c Component, depth int, yield func(Component) bool) bool {\nswitch c := c.(type) {")
	for _, c := range t.components {
		var steps []string
		for i := range c.fields {
			switch many, one := t.holds(&c.fields[i]); {
			case many:
				steps = append(steps, "walkList(c."+c.fields[i].name+", depth, yield)")
			case one:
				steps = append(steps, "walk(c."+c.fields[i].name+", depth, yield)")
			}
		}
		if steps != nil {
			print("case %s:\nreturn %s", c.name, strings.Join(steps, " && "))
		}
	}
	print("}\nreturn true\n}\n")
}

// accessor writes a switch that returns a field of every component that has it. A field with
// omitzero counts only if it is not zero.
func (t *table) accessor(function, does, fieldName, of string, print printer) {
	print("// %[1]s %s\nfunc %[1]s(c Component) (value %[3]s, ok bool) {\nswitch c := c.(type) {", function, does, of)
	for _, c := range t.components {
		switch f := c.field(fieldName, of); {
		case f == nil:
		case f.omitZero && of == "string":
			print("case %s:\nreturn c.%s, c.%[2]s != \"\"", c.name, fieldName)
		default:
			print("case %s:\nreturn c.%s, true", c.name, fieldName)
		}
	}
	print("}\nreturn value, false\n}\n")
}
