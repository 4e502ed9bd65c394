// Package browser tries the playground in a real browser: the program as it is built, its page in headless Chromium,
// the clicks and keys of a person. It is a module of its own, so that the library for that stays out of the program,
// and "go test ./..." at the root needs no browser.
//
//	go test .                            all of it; needs Chromium, and npm ci in ../web for the accessibility check
//	go test -run Views -shots DIR  makes the pictures of docs
//	go test -run '^$' -bench .           from Enter to the painted answer
package browser
