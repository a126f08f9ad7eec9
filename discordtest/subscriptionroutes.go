package discordtest

import (
	"cmp"
	"net/http"
	"slices"

	"github.com/hotaru-go/hotaru/discord"
)

// subscriptionRoutes read subscriptions.
//
// See https://docs.discord.com/developers/resources/subscription.
func (a *API) subscriptionRoutes() map[string]routeHandler {
	return a.allLocked(map[string]routeHandler{
		"GET /skus/{sku}/subscriptions":                a.getSubscriptions,
		"GET /skus/{sku}/subscriptions/{subscription}": a.getSubscription,
	})
}

// AddSubscription gives the application a subscription, as a purchase does, and returns it as the
// API lists it. If the ID is zero, a new one is set. If there are no SKUs, the application's only
// SKU is set.
func (a *API) AddSubscription(s discord.Subscription) discord.Subscription {
	a.mu.Lock()
	defer a.mu.Unlock()
	if s.ID == 0 {
		s.ID = a.newID()
	}
	if s.SKUIDs == nil {
		s.SKUIDs = []discord.Snowflake{sku}
	}
	a.subscriptions = append(a.subscriptions, s)
	slices.SortFunc(a.subscriptions, func(x, y discord.Subscription) int { return cmp.Compare(x.ID, y.ID) })
	return s
}

// subscribed returns the subscriptions to the SKU of the path.
func (a *API) subscribed(r *http.Request) (list []discord.Subscription, refused *Refusal) {
	id := pathID(r, "sku")
	for _, s := range a.subscriptions {
		if slices.Contains(s.SKUIDs, id) {
			list = append(list, s)
		}
	}
	if id != sku && len(list) == 0 {
		return nil, unknownError(codeUnknownSKU, "SKU")
	}
	return list, nil
}

func (a *API) getSubscriptions(r *http.Request, call *Call) (apiReply, *Refusal) {
	list, refused := a.subscribed(r)
	if refused != nil {
		return apiReply{}, refused
	}
	user := snowflakeOf(call.Query.Get("user_id"))
	if user == 0 {
		return apiReply{}, invalidField("user_id", "BASE_TYPE_REQUIRED", "This field is required")
	}
	list = slices.DeleteFunc(list, func(s discord.Subscription) bool { return s.UserID != user })
	page, refused := pageOf(call.Query, list, func(s discord.Subscription) discord.Snowflake { return s.ID }, 50, 100)
	if refused != nil {
		return apiReply{}, refused
	}
	return okReply(encoded(append([]discord.Subscription{}, page...))), nil
}

func (a *API) getSubscription(r *http.Request, _ *Call) (apiReply, *Refusal) {
	list, refused := a.subscribed(r)
	if refused != nil {
		return apiReply{}, refused
	}
	at := slices.IndexFunc(list, func(s discord.Subscription) bool { return s.ID == pathID(r, "subscription") })
	if at < 0 {
		// Discord does not document the code for this error.
		return apiReply{}, refuse(http.StatusNotFound, 0, "404: Not Found", "")
	}
	return okReply(encoded(list[at])), nil
}
