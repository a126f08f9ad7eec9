package main

import (
	"fmt"
	"go/types"
	"strings"
)

// writing generates functions that write a value to a *wire.Writer. They receive a pointer to the
// value.
type writing struct{ *pkg }

func (l writing) function(name string, t *target) (string, error) {
	head := fmt.Sprintf("func %s(w *wire.Writer, v *%s) {\n", name, l.source(t.of))
	var body string
	var err error
	switch of := t.of.Underlying().(type) {
	case *types.Slice:
		body, err = l.list(of)
	case *types.Map:
		body, err = l.mapping(of)
	default:
		body, err = l.members(t.of)
		if !t.members {
			body = "w.Open('{')\n" + body + "w.Close('}')\n"
		}
	}
	return head + body + "}\n", err
}

func (l writing) members(t types.Type) (string, error) {
	fields, err := l.fields(t)
	if err != nil {
		return "", err
	}
	var out strings.Builder
	if method, _, _ := types.LookupFieldOrMethod(t, false, l.types, "ComponentType"); method != nil {
		if _, ok := method.(*types.Func); ok {
			out.WriteString("w.Name(`\"type\":`)\nw.Int(int64(v.ComponentType()))\n")
		}
	}
	for _, f := range fields {
		if f.embedded {
			fmt.Fprintf(&out, "%s(w, &v.%s)\n", l.want(&target{function: "write" + f.goName + "Members", of: f.of, members: true}), f.goName)
			continue
		}
		write, err := l.value("v."+f.goName, f.of)
		if err != nil {
			return "", fmt.Errorf("%s: %w", f.goName, err)
		}
		text := fmt.Sprintf("w.Name(`%q:`)\n%s\n", f.name, write)
		if f.omitZero {
			text = fmt.Sprintf("if %s {\n%s}\n", l.notZero("v."+f.goName, f.of), text)
			if pointer, ok := f.of.(*types.Pointer); ok {
				// The pointer is not nil here.
				inner, err := l.value("(*v."+f.goName+")", pointer.Elem())
				if err != nil {
					return "", err
				}
				text = fmt.Sprintf("if v.%s != nil {\nw.Name(`%q:`)\n%s\n}\n", f.goName, f.name, strings.ReplaceAll(inner, "&(*v."+f.goName+")", "v."+f.goName))
			}
		}
		out.WriteString(text)
	}
	return out.String(), nil
}

// notZero returns the condition under which omitzero writes a member.
func (l writing) notZero(place string, t types.Type) string {
	if method, _, _ := types.LookupFieldOrMethod(t, true, l.types, "IsZero"); method != nil {
		if _, ok := method.(*types.Func); ok {
			return "!" + place + ".IsZero()"
		}
	}
	switch t.Underlying().(type) {
	case *types.Basic:
		switch t.Underlying().(*types.Basic).Kind() {
		case types.String:
			return place + ` != ""`
		case types.Bool:
			return place
		}
		return place + " != 0"
	case *types.Struct:
		return fmt.Sprintf("%s != (%s{})", place, l.source(t))
	}
	return place + " != nil"
}

func (l writing) list(of *types.Slice) (string, error) {
	write, err := l.value("(*v)[n]", of.Elem())
	return fmt.Sprintf("w.Open('[')\nfor n := range *v {\nw.Element()\n%s\n}\nw.Close(']')\n", write), err
}

func (l writing) mapping(of *types.Map) (string, error) {
	key := "w.Key(string(key))"
	if name, _ := l.name(of.Key()); name == "Snowflake" {
		key = "w.Key(key.String())"
	}
	write, err := l.value("value", of.Elem())
	return fmt.Sprintf("w.Open('{')\nfor _, key := range slices.Sorted(maps.Keys(*v)) {\n%s\nvalue := (*v)[key]\n%s\n}\nw.Close('}')\n", key, write), err
}

func (l writing) value(place string, t types.Type) (string, error) {
	if pointer, ok := t.(*types.Pointer); ok {
		inner, err := l.value("(*"+place+")", pointer.Elem())
		return fmt.Sprintf("if %s == nil {\nw.Null()\n} else {\n%s\n}", place, strings.ReplaceAll(inner, "&(*"+place+")", place)), err
	}
	if slice, ok := t.(*types.Slice); ok && types.Identical(slice.Elem(), types.Typ[types.Byte]) {
		return "w.Base64(" + place + ")", nil
	}
	name, err := l.name(t)
	if err != nil {
		return "", err
	}
	if l.table.isPlace(name) {
		return fmt.Sprintf("writeComponent(w, %s)", place), nil
	}
	if _, named := types.Unalias(t).(*types.Named); named && l.declared["write"+name] {
		return fmt.Sprintf("write%s(w, &%s)", name, place), nil
	}
	if basic, ok := t.Underlying().(*types.Basic); ok {
		return l.basic(basic, t, place), nil
	}
	return fmt.Sprintf("%s(w, &%s)", l.want(&target{function: "write" + name, of: t}), place), nil
}

func (l writing) basic(basic *types.Basic, t types.Type, place string) string {
	as := basic.Name()
	if as == "int" {
		as = "int64"
	}
	if as != t.String() {
		place = as + "(" + place + ")"
	}
	name := wireMethod(basic)
	if name == "Int64" {
		name = "Int"
	}
	return "w." + name + "(" + place + ")"
}
