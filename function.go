// Package hotaru puts Discord apps on serverless. There is nothing to import from here: a bot
// imports core, and lambda, gcf or adapters to be carried by.
//
// What stands here makes the repository's root a source folder that Google Cloud deploys as it is,
// with the function Interactions of examples/gcf in it: Google's build takes the one package at the
// root of the folder it is given, and looks there for the import of functions-framework-go.
package hotaru

import (
	_ "github.com/GoogleCloudPlatform/functions-framework-go/functions"
	_ "github.com/hotaru-go/hotaru/examples/gcf"
)
