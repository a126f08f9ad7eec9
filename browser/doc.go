// Package browser holds the tests of the playground's page, in a real headless Chromium. They are a
// module of their own so that nobody who uses hotaru has a browser driver in their module graph.
//
//	.ci/browser
//
// installs Chromium from Debian's packages if there is none, and runs them. Screenshots land in
// artifacts/.
package browser
