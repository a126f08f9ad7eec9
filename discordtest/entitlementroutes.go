package discordtest

import (
	"cmp"
	"net/http"
	"slices"
	"strings"

	"github.com/hotaru-go/hotaru/discord"
)

// entitlementRoutes list and consume what people bought from the application, and make test
// purchases.
//
// See https://docs.discord.com/developers/resources/entitlement.
func (a *API) entitlementRoutes() map[string]routeHandler {
	return a.allLocked(map[string]routeHandler{
		"GET /applications/{application}/skus":                                a.getSKUs,
		"GET /applications/{application}/entitlements":                        a.getEntitlements,
		"POST /applications/{application}/entitlements":                       a.postEntitlement,
		"GET /applications/{application}/entitlements/{entitlement}":          a.getEntitlement,
		"DELETE /applications/{application}/entitlements/{entitlement}":       a.deleteEntitlement,
		"POST /applications/{application}/entitlements/{entitlement}/consume": a.postConsume,
	})
}

// sku is the only SKU of the application.
const sku discord.Snowflake = 1306194279000000100

func (a *API) getSKUs(r *http.Request, _ *Call) (apiReply, *Refusal) {
	if refused := a.own(r); refused != nil {
		return apiReply{}, refused
	}
	return okReply(encoded([]any{object{"id": sku.String(), "type": 3, "application_id": a.options.ApplicationID.String(),
		"name": "Lantern", "slug": "lantern", "flags": 1 << 8}})), nil
}

// AddEntitlement gives the application an entitlement, as a purchase does, and returns it as the
// API lists it. Its ID and ApplicationID are set if they are zero.
func (a *API) AddEntitlement(e discord.Entitlement) discord.Entitlement {
	a.mu.Lock()
	defer a.mu.Unlock()
	if e.ID == 0 {
		e.ID = a.newID()
	}
	if e.ApplicationID == 0 {
		e.ApplicationID = a.options.ApplicationID
	}
	var o object
	if refused := decodeJSON(encoded(e), &o); refused != nil {
		panic("discordtest: " + refused.Error())
	}
	a.entitlements = append(a.entitlements, o)
	return e
}

func (a *API) getEntitlements(r *http.Request, call *Call) (apiReply, *Refusal) {
	if refused := a.own(r); refused != nil {
		return apiReply{}, refused
	}
	var list []object
	for _, e := range a.entitlements {
		user, guild, skus := call.Query.Get("user_id"), call.Query.Get("guild_id"), call.Query.Get("sku_ids")
		ended := numberOf(e["ends_at"]) != 0
		switch {
		case user != "" && e["user_id"] != user, guild != "" && e["guild_id"] != guild:
		case skus != "" && !slices.Contains(strings.Split(skus, ","), stringOf(e["sku_id"])):
		case isTrue(call.Query.Get("exclude_ended")) && ended:
		case e["deleted"] == true && call.Query.Get("exclude_deleted") != "false":
		default:
			list = append(list, e)
		}
	}
	slices.SortFunc(list, func(x, y object) int { return cmp.Compare(snowflakeOf(x["id"]), snowflakeOf(y["id"])) })
	page, refused := pageOf(call.Query, list, func(e object) discord.Snowflake { return snowflakeOf(e["id"]) }, 100, 100)
	if refused != nil {
		return apiReply{}, refused
	}
	return okReply(encoded(append([]object{}, page...))), nil
}

func stringOf(value any) string {
	text, _ := value.(string)
	return text
}

// postEntitlement makes a test purchase: for a guild (owner_type 1) or a user (2).
func (a *API) postEntitlement(r *http.Request, call *Call) (apiReply, *Refusal) {
	if refused := a.own(r); refused != nil {
		return apiReply{}, refused
	}
	sent, refused := call.sentObject()
	if refused != nil {
		return apiReply{}, refused
	}
	refusal := invalidForm()
	checkPresent(refusal, sent, "sku_id", "owner_id", "owner_type")
	owner := map[int]string{1: "guild_id", 2: "user_id"}[int(numberOf(sent["owner_type"]))]
	if owner == "" {
		refusal.add("owner_type", "BASE_TYPE_CHOICES", "Value must be one of (1, 2).")
	}
	if len(refusal.Fields) > 0 {
		return apiReply{}, refusal
	}
	if snowflakeOf(sent["sku_id"]) != sku {
		return apiReply{}, unknownError(codeUnknownSKU, "SKU")
	}
	e := object{"id": a.newID().String(), "sku_id": sent["sku_id"], "application_id": a.options.ApplicationID.String(),
		"type": int(discord.EntitlementTestModePurchase), "deleted": false, "consumed": false, owner: sent["owner_id"]}
	a.entitlements = append(a.entitlements, e)
	return okReply(encoded(e)), nil
}

// entitlementOf finds the entitlement of the path.
func (a *API) entitlementOf(r *http.Request) (object, *Refusal) {
	if refused := a.own(r); refused != nil {
		return nil, refused
	}
	for _, e := range a.entitlements {
		if e["id"] == r.PathValue("entitlement") {
			return e, nil
		}
	}
	return nil, unknownError(codeUnknownEntitlement, "Entitlement")
}

func (a *API) getEntitlement(r *http.Request, _ *Call) (apiReply, *Refusal) {
	e, refused := a.entitlementOf(r)
	if refused != nil {
		return apiReply{}, refused
	}
	return okReply(encoded(e)), nil
}

func (a *API) deleteEntitlement(r *http.Request, _ *Call) (apiReply, *Refusal) {
	e, refused := a.entitlementOf(r)
	if refused != nil {
		return apiReply{}, refused
	}
	e["deleted"] = true
	return noContent, nil
}

func (a *API) postConsume(r *http.Request, _ *Call) (apiReply, *Refusal) {
	e, refused := a.entitlementOf(r)
	if refused != nil {
		return apiReply{}, refused
	}
	e["consumed"] = true
	return noContent, nil
}
