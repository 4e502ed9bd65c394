package store

import (
	"context"
	"database/sql"
)

// maxBatch is how many writes are committed together at most. Its last one waits for all others, some 50 µs
// each, and for the flush.
const maxBatch = 256

// A write is one change that somebody waits for.
type write struct {
	do   func(context.Context, *sql.Tx) error // may be run again if its batch failed
	err  error
	done chan error // takes the outcome without a reader: the caller may have gone
}

// write hands do to the writer and returns once it is on the disk, or with do's error, which leaves nothing of
// it. If ctx ends before the writer has taken it, nothing is written; if ctx ends later, it may well be.
//
// What do closes over must not be read by the caller in case of an error, nor changed in any case.
func (s *Store) write(ctx context.Context, do func(context.Context, *sql.Tx) error) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	s.open.RLock()
	defer s.open.RUnlock()
	if s.closed {
		return ErrClosed
	}
	w := &write{do: do, done: make(chan error, 1)}
	select {
	case s.writes <- w:
	case <-ctx.Done():
		return ctx.Err()
	}
	select {
	case err := <-w.done:
		return explain(s.path, err)
	case <-ctx.Done():
		return ctx.Err()
	}
}

// writer commits writes until there can be no more. While it commits one batch, the next one gathers at the
// channel; nothing waits for company.
func (s *Store) writer() {
	defer close(s.stopped)
	for w := range s.writes {
		s.commit(s.gather(w))
	}
}

// gather returns first and the writes that are waiting behind it.
func (s *Store) gather(first *write) []*write {
	batch := []*write{first}
	for len(batch) < maxBatch {
		select {
		case w, ok := <-s.writes:
			if !ok {
				return batch
			}
			batch = append(batch, w)
		default:
			return batch
		}
	}
	return batch
}

// commit makes a batch durable and tells each write its outcome. Where the batch as a whole fails, perhaps
// because one write is larger than what is left of the disk, each gets a transaction to itself.
func (s *Store) commit(batch []*write) {
	err := s.try(batch)
	if err != nil && len(batch) > 1 {
		for i := range batch {
			s.commit(batch[i : i+1])
		}
		return
	}
	for _, w := range batch {
		if err != nil {
			w.err = err
		}
		w.done <- w.err
	}
}

// try runs a batch in one transaction. Its error is the transaction's; those of single writes stay with them.
func (s *Store) try(batch []*write) error {
	ctx := context.Background() // the batch belongs to no caller
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	for _, w := range batch {
		if err := w.attempt(ctx, tx); err != nil {
			return err
		}
	}
	return tx.Commit()
}

// attempt runs one write so that nothing remains of it if it fails. It returns an error where the transaction
// did not outlive that: SQLite ends it by itself when the disk is full.
func (w *write) attempt(ctx context.Context, tx *sql.Tx) error {
	if _, err := tx.ExecContext(ctx, `SAVEPOINT one`); err != nil {
		return err
	}
	if w.err = w.do(ctx, tx); w.err != nil {
		if _, err := tx.ExecContext(ctx, `ROLLBACK TO SAVEPOINT one`); err != nil {
			return w.err
		}
	}
	_, err := tx.ExecContext(ctx, `RELEASE SAVEPOINT one`)
	return err
}
