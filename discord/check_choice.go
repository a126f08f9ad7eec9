package discord

import "math"

// The limits on choices, in an option's declaration and in an answer to autocomplete.
//
// See https://docs.discord.com/developers/interactions/application-commands#application-command-object-application-command-option-choice-structure.
const (
	maxChoices    = 25
	maxChoiceText = 100
	maxNumber     = 1 << 53

	integersAllowed = "-2^53+1 to 2^53-1 are allowed"
	numbersAllowed  = "-2^53 to 2^53 are allowed"
	valuesAllowed   = "a String, an Integer or a Number is needed"
)

// choices checks the choices for an option of a type. Zero means any type, because the option is
// not known.
func (c *checker) choices(choices []Choice, kind OptionType) {
	c.count("choices", len(choices), 0, maxChoices)
	for i := range choices {
		c.inAt("choices", i)
		c.text("name", choices[i].Name, 1, maxChoiceText)
		c.localized("name_localizations", choices[i].NameLocalizations, maxChoiceText)
		c.choiceValue(choices[i].Value, kind)
		c.out()
	}
}

// choiceValue checks a value by its JSON, in which an Integer and a whole Number look the same.
func (c *checker) choiceValue(value ChoiceValue, kind OptionType) {
	fits, whole := true, kind == OptionInteger
	switch v := value.(type) {
	case String:
		fits = kind == OptionString
		c.text("value", string(v), 0, maxChoiceText)
	case Integer:
		fits = kind != OptionString
		// A float64 would round a value beyond the limit to the limit.
		switch {
		case kind == OptionInteger && (v < MinInteger || v > MaxInteger):
			c.refuse("value", "%d, "+integersAllowed, v)
		case v < -maxNumber || v > maxNumber:
			c.refuse("value", "%d, "+numbersAllowed, v)
		}
	case Number:
		fits = kind != OptionString
		c.numeric("value", float64(v), whole)
	case nil:
		c.refuse("value", "nil, "+valuesAllowed)
	default:
		// A pointer to a value has the same methods, but is not encoded.
		c.refuse("value", "%T, "+valuesAllowed, v)
	}
	if !fits && kind != 0 {
		c.refuse("value", "%T, but the option is of type %d", value, kind)
	}
}

// numeric checks a value or a bound of a number option or, if whole is set, of an integer option.
func (c *checker) numeric(name string, n float64, whole bool) {
	switch {
	case whole && n != math.Trunc(n):
		c.refuse(name, "%v is not whole", n)
	case whole && (n < MinInteger || n > MaxInteger):
		c.refuse(name, "%v, "+integersAllowed, n)
	case math.IsNaN(n) || math.Abs(n) > maxNumber:
		c.refuse(name, "%v, "+numbersAllowed, n)
	}
}
