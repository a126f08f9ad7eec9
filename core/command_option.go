package core

import (
	"fmt"
	"reflect"
	"sync"

	"github.com/hotaru-go/hotaru/discord"
)

// OptionError means that an option's value does not fit the struct that receives it. The command
// that is registered with Discord differs from the program's declaration. Register the commands
// again.
type OptionError struct {
	// Option is the option's name.
	Option string
	// Problem says what was expected and what was received. It does not contain the value.
	Problem string
}

// Error names the option and the problem.
func (e *OptionError) Error() string {
	return fmt.Sprintf("core: option %q: %s; register the commands again where the declaration has changed", e.Option, e.Problem)
}

// optionPlan holds what reflection found in an options struct: the options to declare, and the
// fields for their values.
type optionPlan struct {
	declared []discord.CommandOption
	fields   []optionField
}

type optionField struct {
	name     string
	index    int
	required bool
	// of is the field's type, or the type that it points to. A pointer field is nil if the option
	// is left out.
	of      reflect.Type
	pointer bool
	kind    *optionKind
}

// plans caches one plan per struct type.
var plans sync.Map

func planOptions[O any]() (*optionPlan, error) {
	t := reflect.TypeFor[O]()
	if kept, ok := plans.Load(t); ok {
		return kept.(*optionPlan), nil
	}
	plan, err := newOptionPlan(t)
	if err != nil {
		return nil, err
	}
	plans.Store(t, plan)
	return plan, nil
}

func newOptionPlan(t reflect.Type) (*optionPlan, error) {
	if t.Kind() != reflect.Struct {
		return nil, fmt.Errorf("the options are a %v; they must be a struct with a field for each option", t)
	}
	plan := &optionPlan{}
	for n := range t.NumField() {
		field := t.Field(n)
		if !field.IsExported() {
			if field.Tag.Get("description") != "" {
				return nil, fmt.Errorf("the field %s is not exported, so it cannot hold an option", field.Name)
			}
			continue
		}
		declared, into, err := declareField(field)
		if err != nil {
			return nil, fmt.Errorf("the field %s: %w", field.Name, err)
		}
		into.index = n
		plan.declared = append(plan.declared, declared)
		plan.fields = append(plan.fields, into)
	}
	// Discord requires that required options come first. The fields may have any order.
	required := make([]discord.CommandOption, 0, len(plan.declared))
	var optional []discord.CommandOption
	for _, option := range plan.declared {
		if option.Required {
			required = append(required, option)
		} else {
			optional = append(optional, option)
		}
	}
	plan.declared = append(required, optional...)
	return plan, nil
}

// fill puts the values of an interaction into a struct of the plan's type.
func (p *optionPlan) fill(into any, data *discord.CommandData) error {
	v := reflect.ValueOf(into).Elem()
	for n := range p.fields {
		field := &p.fields[n]
		option := data.Option(field.name)
		if option == nil {
			if field.required {
				return &OptionError{field.name, "it is required, and missing"}
			}
			continue
		}
		if option.Type != 0 && option.Type != field.kind.option {
			return &OptionError{field.name, fmt.Sprintf("its type is %d; the field takes type %d", option.Type, field.kind.option)}
		}
		target := v.Field(field.index)
		if isStranger(field.of, field.name, data) {
			if field.pointer {
				continue
			}
			return &notMember{field.name}
		}
		if field.pointer {
			target.Set(reflect.New(target.Type().Elem()))
			target = target.Elem()
		}
		if problem := field.kind.set(target, option, data); problem != "" {
			return &OptionError{field.name, problem}
		}
	}
	return nil
}
