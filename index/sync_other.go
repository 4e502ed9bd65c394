//go:build !unix

package index

// syncFolder does nothing: only Unix lets a program ask for this.
func syncFolder(string) error { return nil }
