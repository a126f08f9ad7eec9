package discordtest

// StopServing stops the API's server. A bubble of testing/synctest cannot pass the time while a
// server waits for real connections. The API can still be called as a handler.
func (a *API) StopServing() {
	a.server.Close()
	a.server = nil
}
