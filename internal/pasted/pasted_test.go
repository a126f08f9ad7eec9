package pasted

import "testing"

func TestText(t *testing.T) {
	for _, c := range []struct{ pasted, want string }{
		{"", ""},
		{"value", "value"},
		{" value\r\n", "value"},
		{"\ufeffvalue\u200b", "value"},
		{`"value"`, "value"},
		{" 'value' ", "value"},
		{"` value `", "value"},
		{`""`, ""},
		{`"`, `"`},
		{`"value'`, `"value'`},
		{"two words", "two words"},
		{`""value""`, `"value"`},
	} {
		if got := Text(c.pasted); got != c.want {
			t.Errorf("Text(%q) is %q, want %q", c.pasted, got, c.want)
		}
	}
}

func TestOr(t *testing.T) {
	t.Setenv("HOTARU_TEST_A", " \n")
	t.Setenv("HOTARU_TEST_B", "\"second\"\n")
	for _, c := range []struct {
		option    string
		variables []string
		want      string
	}{
		{" option ", []string{"HOTARU_TEST_B"}, "option"},
		{"''", []string{"HOTARU_TEST_A", "HOTARU_TEST_B"}, "second"},
		{"", []string{"HOTARU_TEST_A"}, ""},
		{"", nil, ""},
	} {
		if got := Or(c.option, c.variables...); got != c.want {
			t.Errorf("Or(%q, %q) is %q, want %q", c.option, c.variables, got, c.want)
		}
	}
}
