package rest

import (
	"fmt"
	"strings"

	"github.com/hotaru-go/hotaru/discord"
)

// String returns a report: a summary, then a line for each command and each changed field.
func (c *Changes) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%d created, %d changed, %d removed, %d unchanged",
		len(c.Created), len(c.Changed), len(c.Removed), len(c.Unchanged))
	if c.NotCompared {
		b.WriteString("; not compared with Discord, because there are no credentials")
	}
	b.WriteString("\n")
	for i := range c.Created {
		fmt.Fprintf(&b, "+ created    %s\n", title(&c.Created[i]))
	}
	for i := range c.Changed {
		change := &c.Changed[i]
		fmt.Fprintf(&b, "~ changed    %s\n", title(&change.After))
		for _, f := range change.Fields {
			fmt.Fprintf(&b, "    %s: %s → %s\n", f.Path, orNothing(f.Before), orDefault(f))
		}
	}
	for i := range c.Removed {
		fmt.Fprintf(&b, "- removed    %s\n", title(&c.Removed[i]))
	}
	for i := range c.Unchanged {
		fmt.Fprintf(&b, "= unchanged  %s\n", title(&c.Unchanged[i]))
	}
	for i := range c.Kept {
		fmt.Fprintf(&b, "= kept       %s\n", title(&c.Kept[i]))
	}
	return b.String()
}

// orDefault returns the new value, or says that the field goes back to a default that Discord fills
// in.
func orDefault(f FieldChange) string {
	switch {
	case f.After != "":
		return f.After
	case f.Path == "contexts" || f.Path == "integration_types" || f.Path == "dm_permission":
		return "(Discord's default)"
	}
	return orNothing("")
}

func orNothing(text string) string {
	if text == "" {
		return "(none)"
	}
	return text
}

// title returns the name of a command as users see it.
func title(c *discord.Command) string {
	switch commandType(c) {
	case discord.CommandChatInput:
		return "/" + c.Name
	case discord.CommandUser:
		return fmt.Sprintf("%q on a user", c.Name)
	case discord.CommandMessage:
		return fmt.Sprintf("%q on a message", c.Name)
	case discord.CommandEntryPoint:
		return fmt.Sprintf("%q, the entry point", c.Name)
	}
	return fmt.Sprintf("%q of type %d", c.Name, c.Type)
}
