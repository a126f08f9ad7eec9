package conformance

import (
	"encoding/json"
	"go/ast"
	"go/constant"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// numbered are the lists of numbers and words of the description, and the types that have their
// constants.
var numbered = map[string]string{
	"ApplicationCommandHandler": "EntryPointHandler", "ApplicationCommandOptionType": "OptionType", "ApplicationCommandType": "CommandType",
	"ApplicationIntegrationType": "IntegrationType", "ButtonStyleTypes": "ButtonStyle", "ChannelTypes": "ChannelType", "EntitlementTypes": "EntitlementType",
	"InteractionCallbackTypes": "CallbackType", "InteractionContextType": "InteractionContext", "InteractionTypes": "InteractionType",
	"MessageComponentTypes": "ComponentType", "MessageType": "MessageType", "PremiumTypes": "PremiumType", "StickerFormatTypes": "StickerFormat",
	"StickerTypes": "StickerType", "SubscriptionResponseStatusType": "SubscriptionStatus", "TextInputStyleTypes": "TextInputStyle",
	"ActivityActionTypes": "MessageActivityType", "AllowedMentionTypes": "MentionType",
	"ApplicationCommandPermissionType": "CommandPermissionType", "ApplicationEventWebhooksStatus": "EventWebhooksStatus",
	"ChannelPermissionOverwrites": "OverwriteType", "ForumLayout": "ForumLayout", "GuildFeatures": "GuildFeature",
	"MessageComponentSeparatorSpacingSize": "Spacing", "MessageReferenceType": "ReferenceType",
	"MessageShareCustomUserThemeBaseTheme": "BaseTheme", "SnowflakeSelectDefaultValueTypes": "DefaultValueType",
	"ThreadSortOrder":   "SortOrder",
	"VideoQualityModes": "VideoQualityMode", "WebhookTypes": "WebhookKind",
}

// TestNumbers holds that package discord has a constant for every number and word that the
// description lists.
func TestNumbers(t *testing.T) {
	text, err := os.ReadFile(filepath.Join("..", "..", "shared", "discord", "openapi.json"))
	if err != nil {
		t.Skipf("without Discord's description: %v", err)
	}
	var description struct {
		Components struct {
			Schemas map[string]struct {
				OneOf []struct {
					Const any `json:"const"`
				} `json:"oneOf"`
			} `json:"schemas"`
		} `json:"components"`
	}
	if err := json.Unmarshal(text, &description); err != nil {
		t.Fatal(err)
	}
	have := constants(t)
	for list, name := range numbered {
		one := description.Components.Schemas[list].OneOf
		if len(one) == 0 {
			t.Errorf("the description has no %s", list)
		}
		for _, o := range one {
			text, _ := json.Marshal(o.Const)
			if !slices.Contains(have[name], string(text)) {
				t.Errorf("discord.%s has no constant for %s of %s", name, text, list)
			}
		}
	}
}

// constants returns the values of the constants of package discord, by the name of their type.
func constants(t *testing.T) map[string][]string {
	t.Helper()
	paths, err := filepath.Glob("../discord/*.go")
	if err != nil {
		t.Fatal(err)
	}
	set := token.NewFileSet()
	var files []*ast.File
	for _, path := range paths {
		if strings.HasSuffix(path, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(set, path, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, file)
	}
	// Errors are those of imports that are not found, which constants do not need.
	config := types.Config{Importer: importer.Default(), Error: func(error) {}}
	pkg, _ := config.Check("discord", set, files, nil)
	values := map[string][]string{}
	for _, name := range pkg.Scope().Names() {
		c, ok := pkg.Scope().Lookup(name).(*types.Const)
		if !ok {
			continue
		}
		if named, ok := c.Type().(*types.Named); ok {
			value := c.Val()
			if value.Kind() != constant.String {
				value = constant.ToInt(value)
			}
			values[named.Obj().Name()] = append(values[named.Obj().Name()], value.ExactString())
		}
	}
	return values
}
