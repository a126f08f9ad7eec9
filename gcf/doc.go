// Package gcf carries core over Google Cloud Functions.
package gcf
