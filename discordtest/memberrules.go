package discordtest

import (
	"net/http"
	"slices"
	"time"

	"github.com/hotaru-go/hotaru/discord"
)

// longestTimeOut is how long a member can be timed out.
const longestTimeOut = 28 * 24 * time.Hour

// mayActOn refuses an action on a member whose highest role is not below the bot's. Roles have
// their own rule, and the bot may rename itself.
func (a *API) mayActOn(m *discord.Member, sent object) *Refusal {
	_, renames := sent["nick"]
	_, timesOut := sent["communication_disabled_until"]
	if (renames && m != a.botMember() || timesOut) && !a.world.above(a.botMember(), m) {
		return missingPermissionsOverRole()
	}
	return nil
}

func missingPermissionsOverRole() *Refusal {
	return refuse(http.StatusForbidden, codeMissingPermissions, "Missing Permissions",
		"the bot's highest role is not above the other one: see World.Grant")
}

// checkRoles refuses a change of roles that the bot may not give or take.
func (a *API) checkRoles(m *discord.Member, sent object) *Refusal {
	list, given := sent["roles"].([]any)
	if !given {
		return nil
	}
	var roles []discord.Snowflake
	for _, one := range list {
		roles = append(roles, snowflakeOf(one))
	}
	for _, id := range slices.Concat(roles, m.Roles) {
		if slices.Contains(roles, id) != slices.Contains(m.Roles, id) {
			if refused := a.mayGive(id); refused != nil {
				return refused
			}
		}
	}
	return nil
}

// mayGive refuses a role that the bot can neither give nor take: a role that is not below its own,
// or that an integration manages.
func (a *API) mayGive(id discord.Snowflake) *Refusal {
	role := a.world.Role(id)
	switch {
	case role == nil:
		return unknownError(codeUnknownRole, "Role")
	case role.ID == a.world.Guild.ID:
		return refuse(http.StatusBadRequest, codeInvalidRole, "Invalid role", "everybody has this role")
	case role.Managed || role.Position >= a.world.highest(a.botMember()):
		return missingPermissionsOverRole()
	}
	return nil
}

func (a *API) checkTimeOut(m *discord.Member, sent object) *Refusal {
	text, _ := sent["communication_disabled_until"].(string)
	if text == "" {
		return nil
	}
	until, err := time.Parse(time.RFC3339, text)
	switch {
	case err != nil:
		return invalidField("communication_disabled_until", "DATE_TIME_TYPE_PARSE", "Could not parse %s. Should be ISO8601.", text)
	case until.Sub(a.now()) > longestTimeOut:
		return invalidField("communication_disabled_until", "COMMUNICATION_DISABLED_UNTIL_TOO_LONG", "Must be at most 28 days in the future.")
	case a.world.PermissionsOf(m.User.ID).Has(discord.PermissionAdministrator):
		return missingPermissionsOverRole()
	}
	return nil
}
