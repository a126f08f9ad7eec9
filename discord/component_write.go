package discord

import "github.com/hotaru-go/hotaru/internal/wire"

func writeComponents[C Component](w *wire.Writer, v *Components[C]) {
	w.Open('[')
	for _, c := range *v {
		w.Element()
		writeComponent(w, c)
	}
	w.Close(']')
}

// writeComponent writes a component with its type. It writes null for a nil component.
func writeComponent(w *wire.Writer, c Component) {
	if c == nil {
		w.Null()
	} else if raw, ok := c.(RawComponent); ok {
		w.Raw(raw)
	} else if !writeKnown(w, c) {
		// A pointer to a component has the component's methods, so it is a component too.
		writeComponent(w, pointedTo(c))
	}
}
