package rest

// Thaw makes the client as it is when a function was frozen for long: Discord was last heard of long ago.
func (c *Client) Thaw() { c.heard.Store(0) }
