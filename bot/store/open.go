package store

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"net/url"
	"os"
	"path/filepath"
	"time"

	"github.com/pressly/goose/v3"
	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

//go:embed migrations/*.sql
var migrations embed.FS

const (
	// openPatience is how long Open tries to get the file: long enough for a process that is just going,
	// and for two that start in the same moment and get into each other's way, yet well below a second.
	openPatience = 500 * time.Millisecond
	openPause    = 20 * time.Millisecond

	// checkLimit is the size up to which a file is searched for damage before it is used: 240 MB took 0.14 s
	// from memory, so that a start stays below two seconds from a slow disk too.
	checkLimit = 256 << 20
)

// errDamaged is what the search for damage finds.
var errDamaged = errors.New("its pages do not fit together")

// Open opens the database at path, and makes it if there is none: the folders that are missing with mode 0700,
// the file with 0600. Tables of an older version are brought up to date.
//
// It fails with ErrInUse within a second if another process, or this one, has the file open. A file that is
// damaged, was written by a newer version or is no database at all is left as it is: the error names it and
// says what to do.
func Open(ctx context.Context, path string) (*Store, error) {
	path, err := locate(path)
	if err != nil {
		return nil, doing("opening the store", err)
	}
	db, err := connect(ctx, path)
	if err != nil {
		return nil, doing("opening the store", explain(path, err))
	}
	err = check(ctx, db, path)
	if err == nil {
		err = migrate(ctx, db, path)
	}
	if err != nil {
		db.Close()
		return nil, doing("opening the store", explain(path, err))
	}
	s := &Store{db: db, path: path, writes: make(chan *write), stopped: make(chan struct{})}
	go s.writer()
	return s, nil
}

// locate makes sure that there is a file at path, readable by nobody else if it is new: SQLite takes an empty
// one for a new database, and gives the files beside it the same mode.
func locate(path string) (string, error) {
	if path == "" {
		return "", errors.New("no file named")
	}
	path, err := filepath.Abs(path)
	if err != nil {
		return "", err
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return "", err
	}
	f, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	switch {
	case errors.Is(err, fs.ErrExist):
		return path, nil
	case err != nil:
		return "", err
	}
	return path, f.Close()
}

// connect takes hold of the file. It tries with a connection of its own each time: one that waited would keep
// the others waiting.
func connect(ctx context.Context, path string) (*sql.DB, error) {
	// Otherwise anybody in this process who reads the file, such as a backup, drops our lock by closing it.
	// Only Linux can; elsewhere this does nothing.
	_, _ = sqlite.OFDLocking(true)
	for deadline := time.Now().Add(openPatience); ; {
		db, err := sql.Open("sqlite", address(path))
		if err != nil {
			return nil, err
		}
		db.SetMaxOpenConns(1)
		// It is the first writing transaction that locks the file.
		if _, err = db.ExecContext(ctx, `BEGIN IMMEDIATE; ROLLBACK`); err == nil {
			return db, nil
		}
		db.Close()
		if !busy(err) || time.Now().After(deadline) {
			return nil, err
		}
		select {
		case <-time.After(openPause + rand.N(openPause)):
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
}

// address is path for the driver, with what each connection is told before anything else. FULL flushes every
// commit to the disk; secure_delete overwrites what was erased; temporary data stay in memory because a
// container may have no other folder to write to.
func address(path string) string {
	options := url.Values{
		"_error_rc": {"1"},
		"_pragma": {
			"locking_mode(EXCLUSIVE)", "journal_mode(WAL)", "synchronous(FULL)",
			"secure_delete(ON)", "temp_store(MEMORY)",
		},
	}
	u := url.URL{Scheme: "file", Path: filepath.ToSlash(path), RawQuery: options.Encode()}
	return u.String()
}

// check looks for damage in a file that is not too large for it.
func check(ctx context.Context, db *sql.DB, path string) error {
	info, err := os.Stat(path)
	if err != nil || info.Size() > checkLimit {
		return err
	}
	var verdict string
	err = db.QueryRowContext(ctx, `PRAGMA quick_check(1)`).Scan(&verdict)
	if err == nil && verdict != "ok" {
		err = errDamaged
	}
	return err
}

// migrate brings the tables up to date, or refuses a file that knows more than we do.
func migrate(ctx context.Context, db *sql.DB, path string) error {
	files, err := fs.Sub(migrations, "migrations")
	if err != nil {
		return err
	}
	provider, err := goose.NewProvider(goose.DialectSQLite3, db, files, goose.WithDisableGlobalRegistry(true))
	if err != nil {
		return err
	}
	current, newest, err := provider.GetVersions(ctx)
	if err != nil {
		return err
	}
	if current > newest {
		return fmt.Errorf("%s was written by a newer version (tables %d, this one knows %d): upgrade, or move it away", path, current, newest)
	}
	_, err = provider.Up(ctx)
	return err
}

// explain names the file in an error of SQLite's, and says what to do where something can be done.
func explain(path string, err error) error {
	var e *sqlite.Error
	switch {
	case busy(err):
		return fmt.Errorf("%s is %w: stop that one, or give this one a file of its own", path, ErrInUse)
	case isCode(err, sqlite3.SQLITE_NOTADB), isCode(err, sqlite3.SQLITE_CORRUPT), errors.Is(err, errDamaged):
		return fmt.Errorf("%s is damaged, or no database: move it away and start again: %w", path, err)
	case isCode(err, sqlite3.SQLITE_CANTOPEN), isCode(err, sqlite3.SQLITE_READONLY):
		return fmt.Errorf("%s must be a file that can be written, in a folder that can be: %w", path, err)
	case errors.As(err, &e):
		return fmt.Errorf("%s: %w", path, err)
	}
	return err
}

func busy(err error) bool { return isCode(err, sqlite3.SQLITE_BUSY) }

// isCode tells whether an error of SQLite's is of a kind; the higher bits of its code only say more exactly.
func isCode(err error, kind int) bool {
	var e *sqlite.Error
	return errors.As(err, &e) && e.Code()&0xff == kind
}
