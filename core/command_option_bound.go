package core

import (
	"fmt"
	"math"
	"reflect"

	"github.com/hotaru-go/hotaru/discord"
)

// bound declares the range of an integer field's type, unless the tags declare a smaller range.
// Discord's client then refuses a number that the field cannot hold. An option with choices needs
// no range. A tag outside the type's range is an error.
func bound(t reflect.Type, o *discord.CommandOption) error {
	least, most := integerRange(t.Kind())
	if most == 0 || len(o.Choices) > 0 {
		return nil
	}
	for _, limit := range []struct {
		tag   string
		value *float64
	}{{"min", o.MinValue}, {"max", o.MaxValue}} {
		if v := limit.value; v != nil && (*v < least || *v > most) {
			return fmt.Errorf("the %s tag is %v; a %v holds %v to %v", limit.tag, *v, t, least, most)
		}
	}
	if o.MinValue == nil && least > discord.MinInteger {
		o.MinValue = &least
	}
	if o.MaxValue == nil && most < discord.MaxInteger {
		o.MaxValue = &most
	}
	return nil
}

// integerRange returns the values that an integer type and a Discord integer both hold, and zeros
// for other types.
func integerRange(kind reflect.Kind) (least, most float64) {
	switch kind {
	case reflect.Int8:
		return math.MinInt8, math.MaxInt8
	case reflect.Int16:
		return math.MinInt16, math.MaxInt16
	case reflect.Int32:
		return math.MinInt32, math.MaxInt32
	case reflect.Int, reflect.Int64:
		return discord.MinInteger, discord.MaxInteger
	case reflect.Uint8:
		return 0, math.MaxUint8
	case reflect.Uint16:
		return 0, math.MaxUint16
	case reflect.Uint32:
		return 0, math.MaxUint32
	case reflect.Uint, reflect.Uint64:
		return 0, discord.MaxInteger
	}
	return 0, 0
}
