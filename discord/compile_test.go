package discord_test

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// programs are pairs of functions that differ in one thing. The right body compiles. For the wrong
// one the compiler says that a type does not implement an interface.
var programs = []struct{ name, result, right, wrong, refusal string }{
	{"modal_to_modal", "discord.ModalAnswer", `return discord.Message{}`, `return discord.Modal{}`, "discord.Modal .*discord.ModalAnswer"},
	{"choices_to_modal", "discord.ModalAnswer", `return discord.Update{}`, `return discord.Choices{}`, "discord.Choices .*discord.ModalAnswer"},
	{"update_to_command", "discord.CommandAnswer", `return discord.Message{}`, `return discord.Update{}`, "discord.Update .*discord.CommandAnswer"},
	{"deferred_update_to_command", "discord.CommandAnswer", `return discord.DeferredMessage{}`, `return discord.DeferredUpdate{}`, "discord.DeferredUpdate .*discord.CommandAnswer"},
	{"choices_to_command", "discord.CommandAnswer", `return discord.Modal{}`, `return discord.Choices{}`, "discord.Choices .*discord.CommandAnswer"},
	{"message_to_autocomplete", "discord.AutocompleteAnswer", `return discord.Choices{}`, `return discord.Message{}`, "discord.Message .*discord.AutocompleteAnswer"},
	{"modal_to_autocomplete", "discord.AutocompleteAnswer", `return discord.RawAnswer{}`, `return discord.Modal{}`, "discord.Modal .*discord.AutocompleteAnswer"},
	{"deferral_to_autocomplete", "discord.AutocompleteAnswer", `return discord.Choices{}`, `return discord.DeferredMessage{}`, "discord.DeferredMessage .*discord.AutocompleteAnswer"},
	{"choices_to_component", "discord.ComponentAnswer", `return discord.Modal{}`, `return discord.Choices{}`, "discord.Choices .*discord.ComponentAnswer"},
	{"own_type_as_answer", "discord.CommandAnswer", `return discord.LaunchActivity{}`, `return struct{ discord.AutocompleteAnswer }{}`, "discord.CommandAnswer"},

	{"button_in_message", "any", `return discord.Message{Components: []discord.MessageComponent{discord.ActionRow{}}}`, `return discord.Message{Components: []discord.MessageComponent{discord.Button{}}}`, "discord.Button .*discord.MessageComponent"},
	{"select_in_message", "any", `return discord.Message{Components: []discord.MessageComponent{discord.Section{}}}`, `return discord.Message{Components: []discord.MessageComponent{discord.UserSelect{}}}`, "discord.UserSelect .*discord.MessageComponent"},
	{"thumbnail_in_message", "any", `return discord.Update{Components: []discord.MessageComponent{discord.MediaGallery{}}}`, `return discord.Update{Components: []discord.MessageComponent{discord.Thumbnail{}}}`, "discord.Thumbnail .*discord.MessageComponent"},
	{"label_in_message", "any", `return discord.Message{Components: []discord.MessageComponent{discord.Container{}}}`, `return discord.Message{Components: []discord.MessageComponent{discord.Label{}}}`, "discord.Label .*discord.MessageComponent"},
	{"text_in_row", "any", `return discord.ActionRow{Components: []discord.RowComponent{discord.Button{}}}`, `return discord.ActionRow{Components: []discord.RowComponent{discord.TextDisplay{}}}`, "discord.TextDisplay .*discord.RowComponent"},
	{"text_input_in_row", "any", `return discord.ActionRow{Components: []discord.RowComponent{discord.RoleSelect{}}}`, `return discord.ActionRow{Components: []discord.RowComponent{discord.TextInput{}}}`, "discord.TextInput .*discord.RowComponent"},
	{"container_in_container", "any", `return discord.Container{Components: []discord.ContainerComponent{discord.Separator{}}}`, `return discord.Container{Components: []discord.ContainerComponent{discord.Container{}}}`, "discord.Container .*discord.ContainerComponent"},
	{"button_in_section", "any", `return discord.Section{Components: []discord.SectionComponent{discord.TextDisplay{}}}`, `return discord.Section{Components: []discord.SectionComponent{discord.Button{}}}`, "discord.Button .*discord.SectionComponent"},
	{"select_as_accessory", "any", `return discord.Section{Accessory: discord.Button{}}`, `return discord.Section{Accessory: discord.StringSelect{}}`, "discord.StringSelect .*discord.SectionAccessory"},
	{"row_in_modal", "any", `return discord.Modal{Components: []discord.ModalComponent{discord.Label{}}}`, `return discord.Modal{Components: []discord.ModalComponent{discord.ActionRow{}}}`, "discord.ActionRow .*discord.ModalComponent"},
	{"input_in_modal", "any", `return discord.Modal{Components: []discord.ModalComponent{discord.TextDisplay{}}}`, `return discord.Modal{Components: []discord.ModalComponent{discord.TextInput{}}}`, "discord.TextInput .*discord.ModalComponent"},
	{"button_in_label", "any", `return discord.Label{Component: discord.Checkbox{}}`, `return discord.Label{Component: discord.Button{}}`, "discord.Button .*discord.LabelComponent"},
	{"checkbox_in_row", "any", `return discord.ActionRow{Components: []discord.RowComponent{discord.ChannelSelect{}}}`, `return discord.ActionRow{Components: []discord.RowComponent{discord.Checkbox{}}}`, "discord.Checkbox .*discord.RowComponent"},
	{"bare_value_as_choice", "any", `return discord.Choice{Value: discord.String("x")}`, `return discord.Choice{Value: "x"}`, "string.*discord.ChoiceValue"},
}

// compile builds a package with one file for each function body and returns the compiler's errors
// for each file. An overlay puts the package into this module, so that nothing is written there.
func compile(t *testing.T, body func(i int) string) map[string][]string {
	t.Helper()
	real := t.TempDir()
	virtual, err := filepath.Abs("compiled_by_a_test")
	if err != nil {
		t.Fatal(err)
	}
	replace := map[string]string{}
	for i, p := range programs {
		source := fmt.Sprintf("package compiled\n\nimport \"github.com/hotaru-go/hotaru/discord\"\n\nvar _ discord.Snowflake\n\nfunc f%d() %s { %s }\n", i, p.result, body(i))
		file := filepath.Join(real, p.name+".go")
		if err := os.WriteFile(file, []byte(source), 0o600); err != nil {
			t.Fatal(err)
		}
		replace[filepath.Join(virtual, p.name+".go")] = file
	}
	overlay, err := json.Marshal(map[string]any{"Replace": replace})
	if err != nil {
		t.Fatal(err)
	}
	list := filepath.Join(real, "overlay.json")
	if err := os.WriteFile(list, overlay, 0o600); err != nil {
		t.Fatal(err)
	}
	// -e reports all errors, not only the first ten.
	out, err := exec.Command("go", "build", "-overlay", list, "-gcflags=-e", "./compiled_by_a_test").CombinedOutput()
	said := map[string][]string{}
	for _, found := range regexp.MustCompile(`(?m)^.*?(\w+)\.go:\d+:\d+: (.*)$`).FindAllStringSubmatch(string(out), -1) {
		said[found[1]] = append(said[found[1]], found[2])
	}
	if (err == nil) != (len(said) == 0) {
		t.Fatalf("go build: %v\n%s", err, out)
	}
	return said
}

func TestWrongProgramsDoNotCompile(t *testing.T) {
	said := compile(t, func(i int) string { return programs[i].wrong })
	for _, p := range programs {
		refusal := regexp.MustCompile(p.refusal)
		switch errors := said[p.name]; {
		case len(errors) != 1:
			t.Errorf("%s: the compiler should refuse this, once: %s\n%s", p.name, p.wrong, strings.Join(errors, "\n"))
		case !refusal.MatchString(errors[0]) || !strings.Contains(errors[0], "does not implement"):
			t.Errorf("%s: the compiler says %q, which is not about %s", p.name, errors[0], p.refusal)
		}
	}
}

func TestRightProgramsCompile(t *testing.T) {
	for name, errors := range compile(t, func(i int) string { return programs[i].right }) {
		t.Errorf("%s: %s", name, strings.Join(errors, "\n"))
	}
}
