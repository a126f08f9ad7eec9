// Package playground is a page in the browser to try a bot without Discord.
package playground
