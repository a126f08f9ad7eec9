package discord

// alone returns a list of a few elements, each of which takes size bytes.
func alone[E any](r *reader, few []E, size int) []E {
	r.Take(len(few) * size)
	list := make([]E, len(few))
	copy(list, few)
	return list
}

// longer makes room for one more element. An empty list begins with the elements of first. longer
// fails if there is too little room.
func longer[E any](r *reader, list, first []E, size int) []E {
	if len(list) > 0 {
		first = list
	}
	if len(list) == cap(list) {
		more := r.Room(len(first), 1, size)
		if r.Failed() {
			return nil
		}
		list = append(make([]E, 0, len(first)+more), first...)
	}
	return list[:len(list)+1]
}
