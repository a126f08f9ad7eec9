package main

import (
	"fmt"
	"go/types"
	"strings"
)

// reading generates functions that read from a *reader into a pointer. The package declares the
// type reader, which embeds a wire.Reader. It may declare newX for a struct X; newX then makes the
// structs that pointers point to.
type reading struct{ *pkg }

func (l reading) function(name string, t *target) (string, error) {
	head := fmt.Sprintf("func %s(r *reader, v *%s) ", name, l.source(t.of))
	var body string
	var err error
	switch of := t.of.Underlying().(type) {
	case *types.Slice:
		body, err = l.list(of, t.of)
	case *types.Map:
		body, err = l.mapping(of)
	default:
		if t.members {
			body, err = l.members(t.of, "return false")
			return head + "bool {\n" + body + "return true\n}\n", err
		}
		body, err = l.object(t.of)
	}
	return head + "{\n" + body + "}\n", err
}

func (l reading) object(t types.Type) (string, error) {
	inner, err := l.inner(t)
	if err != nil {
		return "", err
	}
	return fmt.Sprintf("if r.Null() {\n*v = %s{}\nreturn\n}\nfor r.Open('{'); r.Member(); {\n%s}\n", l.source(t), inner), nil
}

// inner returns the code that reads one member. If there is a function for the struct's members,
// the code calls it.
func (l reading) inner(t types.Type) (string, error) {
	name, err := l.name(t)
	if err != nil || !l.embedded[name] {
		return l.members(t, "r.Skip()")
	}
	function := l.want(&target{function: "read" + name + "Members", of: t, members: true})
	return fmt.Sprintf("if !%s(r, v) {\nr.Skip()\n}\n", function), nil
}

// members returns a switch over the names of a struct's members, and then of the structs embedded
// in it.
func (l reading) members(t types.Type, otherwise string) (string, error) {
	fields, err := l.fields(t)
	if err != nil {
		return "", err
	}
	var cases strings.Builder
	if c := l.table.named(l.source(t)); c != nil {
		// The type is already known when the component is read.
		fmt.Fprintf(&cases, "case \"type\":\nreadType(r, %s)\n", l.table.constantOf(c.number))
	}
	for _, f := range fields {
		if f.embedded {
			function := l.want(&target{function: "read" + f.goName + "Members", of: f.of, members: true})
			otherwise = fmt.Sprintf("if !%s(r, &v.%s) {\n%s\n}", function, f.goName, otherwise)
			continue
		}
		read, err := l.value("v."+f.goName, f.of)
		if err != nil {
			return "", fmt.Errorf("%s: %w", f.goName, err)
		}
		fmt.Fprintf(&cases, "case %q:\n%s\n", f.name, read)
	}
	return fmt.Sprintf("switch string(r.Name) {\n%sdefault:\n%s\n}\n", cases.String(), otherwise), nil
}

func (l reading) list(of *types.Slice, whole types.Type) (string, error) {
	if l.isScalar(of.Elem()) {
		return l.scalars(of, whole)
	}
	// The first elements are read into a separate place, so a short list is allocated once, at its
	// exact size.
	read, err := l.value("(*at)", of.Elem())
	read = strings.ReplaceAll(read, "&(*at)", "at")
	size := l.sizes.Sizeof(of.Elem())
	few := max(1, min(5, 1024/max(size, 1)))
	return fmt.Sprintf(`if r.Null() {
	*v = nil
	return
}
list := %[1]s{}
if r.Open('['); r.More(']') {
	var few [%[2]d]%[3]s
	n := 0
	for more := true; more; more = r.More(']') {
		var at *%[3]s
		if n < len(few) {
			at = &few[n]
		} else if list = longer(r, list, few[:], %[5]d); r.Failed() {
			return
		} else {
			at = &list[n]
		}
		%[4]s
		n++
	}
	if n <= len(few) {
		list = alone(r, few[:n], %[5]d)
	}
}
*v = list
`, l.source(whole), few, l.source(of.Elem()), read, size), err
}

// scalars is like list, for strings and numbers, which are counted first.
func (l reading) scalars(of *types.Slice, whole types.Type) (string, error) {
	read, err := l.value("list[n]", of.Elem())
	return fmt.Sprintf(`if r.Null() {
	*v = nil
	return
}
list := %[1]s{}
for r.Open('['); r.More(']'); {
	n := len(list)
	if n == cap(list) {
		list = slices.Grow(list, r.Room(n, max(1, r.Scalars()-len(list)), %[4]d))
		if r.Failed() {
			return
		}
	}
	var zero %[2]s
	list = append(list, zero)
	%[3]s
}
*v = list
`, l.source(whole), l.source(of.Elem()), read, l.sizes.Sizeof(of.Elem())), err
}

// isScalar reports whether a type is a string, a number or a snowflake in JSON.
func (l reading) isScalar(t types.Type) bool {
	_, basic := t.Underlying().(*types.Basic)
	return basic
}

func (l reading) mapping(of *types.Map) (string, error) {
	key := fmt.Sprintf("key := %s(r.Key())", l.source(of.Key()))
	if name, _ := l.name(of.Key()); name == "Snowflake" {
		key = "key := snowflakeKey(r)"
	}
	read, err := l.value("value", of.Elem())
	// A map takes up to four times its entries while it grows.
	size := 4 * (l.sizes.Sizeof(of.Key()) + l.sizes.Sizeof(of.Elem()))
	return fmt.Sprintf(`if r.Null() {
	*v = nil
	return
}
if *v == nil {
	*v = map[%[1]s]%[2]s{}
}
for r.Open('{'); r.Member(); {
	%[3]s
	value := (*v)[key]
	r.Take(%[5]d)
	%[4]s
	(*v)[key] = value
}
`, l.source(of.Key()), l.source(of.Elem()), key, read, size), err
}

// value returns the code that reads a value into a place.
func (l reading) value(place string, t types.Type) (string, error) {
	if pointer, ok := t.(*types.Pointer); ok {
		return l.pointer(place, pointer.Elem())
	}
	name, err := l.name(t)
	if err != nil {
		return "", err
	}
	if name == "Component" || l.table.isPlace(name) {
		return fmt.Sprintf("%s = readIn[%s](r)", place, l.source(t)), nil
	}
	if _, named := types.Unalias(t).(*types.Named); named && l.declared["read"+name] {
		return fmt.Sprintf("read%s(r, &%s)", name, place), nil
	}
	if basic, ok := t.Underlying().(*types.Basic); ok {
		if basic.Kind() == types.String {
			// Passing a pointer takes less code than storing a string.
			pointer := "&" + place
			if t != basic {
				pointer = "(*string)(" + pointer + ")"
			}
			return fmt.Sprintf("r.TextInto(%s)", pointer), nil
		}
		return place + " = " + l.basic(basic, t), nil
	}
	return fmt.Sprintf("%s(r, &%s)", l.want(&target{function: "read" + name, of: t}), place), nil
}

// basic returns the expression that reads a string, a number or a boolean.
func (l reading) basic(basic *types.Basic, t types.Type) string {
	value := "r." + wireMethod(basic) + "()"
	if t != basic {
		value = l.source(t) + "(" + value + ")"
	}
	return value
}

func (l reading) pointer(place string, elem types.Type) (string, error) {
	name, err := l.name(elem)
	if err != nil {
		return "", err
	}
	fill := ""
	if basic, ok := elem.Underlying().(*types.Basic); ok && l.declared["new"+name] {
		fill = fmt.Sprintf("%[1]s = new%[2]s(r)\n*%[1]s = %[3]s", place, name, l.basic(basic, elem))
	} else if ok && !l.declared["read"+name] {
		fill = fmt.Sprintf("%s = new(%s)", place, l.basic(basic, elem))
	} else {
		made := fmt.Sprintf("new(%s)", l.source(elem))
		if l.declared["new"+name] {
			made = fmt.Sprintf("new%s(r)", name)
		}
		fill = fmt.Sprintf("if %[1]s == nil {\nr.Take(%[4]d)\n%[1]s = %[2]s\n}\n%[3]s(r, %[1]s)", place, made,
			l.want(&target{function: "read" + name, of: elem}), l.sizes.Sizeof(elem))
	}
	return fmt.Sprintf("if r.Null() {\n%[1]s = nil\n} else {\n%[2]s\n}", place, fill), nil
}
