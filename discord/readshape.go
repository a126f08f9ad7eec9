package discord

import (
	"reflect"
	"strings"
	"sync"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
)

// shape is how values of one type are read. It is worked out from the type once.
type shape struct {
	read func(r *reader, v reflect.Value)
	// members are a struct's, by the length of their names: of the same length there are few.
	members [maxMemberName + 1][]member
	// elem is the shape of what a pointer or a slice leads to; none is an empty slice.
	elem *shape
	none reflect.Value
	// made is for what may lead back to the type itself.
	made sync.Once
}

// maxMemberName is the length, in bytes, up to which names are looked at. A struct with a longer one panics at first
// use, in every test that decodes it.
const maxMemberName = 39

type member struct {
	name string
	// outer is the index of the struct's own field, and inner that of a field embedded in it, or negative.
	outer, inner int
	shape        *shape
}

// shapes holds a *shape for each reflect.Type.
var shapes sync.Map

// readable is a type that has its own way with a reader.
type readable interface{ readFrom(r *reader) }

var (
	readableType    = reflect.TypeFor[readable]()
	unmarshalerType = reflect.TypeFor[json.Unmarshaler]()
	decoderType     = reflect.TypeFor[json.UnmarshalerFrom]()
)

func shapeOf(t reflect.Type) *shape {
	if known, ok := shapes.Load(t); ok {
		return known.(*shape)
	}
	s := new(shape)
	switch pointer := reflect.PointerTo(t); {
	case t == reflect.TypeFor[Snowflake]():
		s.read = readSnowflake
	case t == reflect.TypeFor[jsontext.Value]():
		s.read = readRaw
	case pointer.Implements(readableType):
		s.read = func(r *reader, v reflect.Value) { v.Addr().Interface().(readable).readFrom(r) }
	case pointer.Implements(unmarshalerType):
		s.read = readMethod
	case pointer.Implements(decoderType):
		s.read = readElse
	default:
		s.byKind(t)
	}
	known, _ := shapes.LoadOrStore(t, s)
	return known.(*shape)
}

func (s *shape) byKind(t reflect.Type) {
	switch t.Kind() {
	case reflect.String:
		s.read = readString
	case reflect.Bool:
		s.read = readBool
	case reflect.Int, reflect.Int64:
		s.read = readInt
	case reflect.Pointer:
		s.read = s.readPointer
	case reflect.Slice:
		s.read = s.readSlice
		if t.Elem().Kind() == reflect.Uint8 {
			s.read = readElse
		}
	case reflect.Struct:
		s.read = s.readStruct
	default:
		s.read = readElse
	}
}

func (s *shape) readPointer(r *reader, v reflect.Value) {
	if r.null() {
		v.SetZero()
		return
	}
	s.made.Do(func() { s.elem = shapeOf(v.Type().Elem()) })
	if v.IsNil() {
		v.Set(reflect.New(v.Type().Elem()))
	}
	s.elem.read(r, v.Elem())
}

func (s *shape) readSlice(r *reader, v reflect.Value) {
	if r.null() {
		v.SetZero()
		return
	}
	if r.next() != '[' {
		r.failed = true
		return
	}
	s.made.Do(func() { s.elem, s.none = shapeOf(v.Type().Elem()), reflect.MakeSlice(v.Type(), 0, 0) })
	v.Set(s.none)
	for n := 0; r.more(']'); n++ {
		if n == v.Cap() {
			v.Grow(max(n, firstRoom(v.Type().Elem())))
		}
		v.SetLen(n + 1)
		s.elem.read(r, v.Index(n))
	}
}

// firstRoom is for how many elements there is room at first: a few small ones, which come together, or one large one.
func firstRoom(elem reflect.Type) int { return max(1, min(4, 512/max(int(elem.Size()), 1))) }

func (s *shape) readStruct(r *reader, v reflect.Value) {
	if r.null() {
		v.SetZero()
		return
	}
	if r.next() != '{' {
		r.failed = true
		return
	}
	s.made.Do(func() { s.addMembers(v.Type(), -1) })
	for r.more('}') {
		name := r.name()
		m := s.member(name)
		switch {
		case m == nil:
			r.raw()
		case m.inner < 0:
			m.shape.read(r, v.Field(m.outer))
		default:
			m.shape.read(r, v.Field(m.outer).Field(m.inner))
		}
		if r.failed {
			return
		}
	}
}

func (s *shape) member(name string) *member {
	if len(name) > maxMemberName {
		return nil
	}
	same := s.members[len(name)]
	for i := range same {
		// The last letter tells most of them apart without a call.
		if other := same[i].name; name != "" && other[len(other)-1] == name[len(name)-1] && other == name {
			return &same[i]
		}
	}
	return nil
}

// addMembers takes the struct tags for what they are to package json.
func (s *shape) addMembers(t reflect.Type, outer int) {
	for i := range t.NumField() {
		f := t.Field(i)
		if f.Anonymous && f.Tag == "" {
			s.addMembers(f.Type, i)
			continue
		}
		name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		if name == "-" || !f.IsExported() {
			continue
		}
		m := member{name, i, -1, shapeOf(f.Type)}
		if outer >= 0 {
			m.outer, m.inner = outer, i
		}
		s.members[len(name)] = append(s.members[len(name)], m)
	}
}
