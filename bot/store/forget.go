package store

import (
	"context"
	"database/sql"
	"fmt"
	"time"
)

// sweepSize is how many rows of a table one write deletes, so that nobody waits long behind a large clean-up:
// 200 answers of 5 kB took 8 ms, since what is deleted is overwritten.
const sweepSize = 200

// Prune forgets what is older than before: deliveries that are finished, by the time they were accepted, with
// their keys; records, votes and hushes. It returns how many of these there were. Deliveries that are pending
// stay, however old, and so do the switches of channels. Where it fails half-way, what is deleted stays deleted.
// After it, nothing of what was forgotten, or erased before, is in the files any more.
func (s *Store) Prune(ctx context.Context, before time.Time) (int64, error) {
	const old = `(SELECT id FROM deliveries WHERE finished = TRUE AND accepted < $1 ORDER BY accepted, id LIMIT $2)`
	deliveries, err := s.sweep(ctx, before,
		`DELETE FROM delivery_keys WHERE delivery IN `+old,
		`DELETE FROM deliveries WHERE id IN `+old)
	if err != nil {
		return deliveries, doing("pruning", err)
	}
	rest, err := s.sweepTables(ctx, before, `at < $1`)
	if err == nil {
		err = s.emptyLog(ctx)
	}
	return deliveries + rest, doing("pruning", err)
}

// emptyLog brings what stands in the log beside the file into the file, and empties the log: it still holds what was
// erased since it was begun, payloads of finished deliveries among it.
func (s *Store) emptyLog(ctx context.Context) error {
	return s.read(ctx, func(*sql.Rows) error { return nil }, `PRAGMA wal_checkpoint(TRUNCATE)`)
}

// Forget forgets all of a team, deliveries that are pending included. Where it fails half-way, call it again.
func (s *Store) Forget(ctx context.Context, team string) error {
	const keys = `FROM delivery_keys WHERE team = $1 ORDER BY key LIMIT $2`
	_, err := s.sweep(ctx, team,
		`DELETE FROM deliveries WHERE id IN (SELECT delivery `+keys+`)`,
		`DELETE FROM delivery_keys WHERE (team, key) IN (SELECT team, key `+keys+`)`)
	if err == nil {
		_, err = s.sweepTables(ctx, team, `team = $1`)
	}
	if err == nil {
		_, err = s.sweep(ctx, team,
			`DELETE FROM plain_channels WHERE (team, channel) IN (SELECT team, channel FROM plain_channels WHERE team = $1 LIMIT $2)`)
	}
	return doing("forgetting a team", err)
}

// sweepTables deletes the rows that meet a condition from the tables that nothing else hangs on.
func (s *Store) sweepTables(ctx context.Context, by any, condition string) (total int64, err error) {
	for _, t := range []struct{ table, key string }{
		{"records", "team, id"},
		{"votes", "team, answer, voter"},
		{"hushes", "team, channel, thread"},
	} {
		n, err := s.sweep(ctx, by, fmt.Sprintf(
			`DELETE FROM %[1]s WHERE (%[2]s) IN (SELECT %[2]s FROM %[1]s WHERE %[3]s LIMIT $2)`, t.table, t.key, condition))
		total += n
		if err != nil {
			return total, err
		}
	}
	return total, nil
}

// sweep runs deletions together, in one write after the other, until the last of them finds less than a full
// portion. They get what they go by as $1 and the size of a portion as $2. It returns how many rows the last
// one deleted in all.
func (s *Store) sweep(ctx context.Context, by any, deletions ...string) (total int64, err error) {
	for {
		var deleted int64
		err := s.write(ctx, func(ctx context.Context, tx *sql.Tx) (err error) {
			for _, deletion := range deletions {
				if deleted, err = exec(ctx, tx, deletion, by, sweepSize); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			return total, err
		}
		total += deleted
		if deleted < sweepSize {
			return total, nil
		}
	}
}
