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

// Occupy keeps the writer busy until release is called, so that further writes queue up behind it.
func (s *Store) Occupy(ctx context.Context) (release func()) {
	busy, free := make(chan struct{}), make(chan struct{})
	go s.write(ctx, func(context.Context, *sql.Tx) error {
		close(busy)
		<-free
		return nil
	})
	<-busy
	return func() { close(free) }
}

// Row reads the row that a query finds into dest.
func (s *Store) Row(ctx context.Context, query string, dest ...any) error {
	return s.read(ctx, func(rows *sql.Rows) error { return rows.Scan(dest...) }, query)
}

// Path is the file.
func (s *Store) Path() string { return s.path }
