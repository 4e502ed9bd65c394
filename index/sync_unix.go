//go:build unix

package index

import (
	"errors"
	"os"
)

// syncFolder writes a folder's list of names through to the disk.
func syncFolder(folder string) error {
	f, err := os.Open(folder)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}
