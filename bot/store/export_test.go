package store

import (
	"context"
	"database/sql"
)

// Exec runs a statement as it is, as a write among the others.
func (s *Store) Exec(ctx context.Context, statement string) error {
	return s.write(ctx, func(ctx context.Context, tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, statement)
		return err
	})
}

// Occupy keeps the writer busy, and the connection with it, until free is closed. The write that does so ends
// its wait with ctx, and leaves a record "occupant" of team T1.
func (s *Store) Occupy(ctx context.Context, free chan struct{}) error {
	keep, err := keeping(&Record{ID: "occupant", Team: "T1"})
	if err != nil {
		return err
	}
	return s.write(ctx, func(ctx context.Context, tx *sql.Tx) error {
		<-free
		return keep(ctx, tx)
	})
}

// Row reads the row that a query finds into dest.
func (s *Store) Row(ctx context.Context, query string, dest ...any) error {
	return s.read(ctx, func(rows *sql.Rows) error { return rows.Scan(dest...) }, query)
}

// Path is the file.
func (s *Store) Path() string { return s.path }

// Save keeps a record without a delivery.
func (s *Store) Save(ctx context.Context, r *Record) error {
	keep, err := keeping(r)
	if err != nil {
		return doing("saving an answer", err)
	}
	return doing("saving an answer", s.write(ctx, keep))
}
