package store

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"slices"
	"time"
)

// A Delivery is something Slack delivered that has been accepted: it must end in a visible message.
type Delivery struct {
	ID       string   // ours, and unique over all teams: chosen by the caller
	Keys     []string // what makes two deliveries of a team the same one: event id, trigger id, team/channel/ts
	Team     string
	Payload  []byte // what answering it needs after a crash; erased when it is finished
	Accepted time.Time
}

// Accept notes a delivery, durably once it returns. It tells whether the delivery is fresh: it is not if the
// team has sent one of its keys before, or if its ID is known. Then its other keys are noted as the earlier
// one's, so that a third copy that has only those is recognised too. Empty keys count for nothing; one at
// least must remain.
//
// If ctx ends meanwhile, the delivery may have been accepted nonetheless: its repetition is then not fresh, and
// Pending has it.
func (s *Store) Accept(ctx context.Context, d Delivery) (fresh bool, err error) {
	d.Keys = slices.DeleteFunc(slices.Clone(d.Keys), func(key string) bool { return key == "" })
	d.ID, d.Payload = valid(d.ID), bytes.Clone(d.Payload)
	if len(d.Keys) == 0 {
		return false, doing("accepting a delivery", errors.New("it has no key"))
	}
	var accepted bool // not fresh itself: the writer may still set it when this call has returned
	err = s.write(ctx, func(ctx context.Context, tx *sql.Tx) (err error) {
		accepted, err = accept(ctx, tx, d)
		return err
	})
	if err != nil {
		return false, doing("accepting a delivery", err)
	}
	return accepted, nil
}

func accept(ctx context.Context, tx *sql.Tx, d Delivery) (fresh bool, err error) {
	owner := d.ID
	for _, key := range d.Keys {
		err := tx.QueryRowContext(ctx, `
			INSERT INTO delivery_keys (team, key, delivery) VALUES ($1, $2, $3)
			ON CONFLICT (team, key) DO UPDATE SET delivery = delivery_keys.delivery
			RETURNING delivery`, args([]any{d.Team, key, owner})...).Scan(&owner)
		if err != nil {
			return false, err
		}
	}
	if owner != d.ID {
		_, err := exec(ctx, tx, `UPDATE delivery_keys SET delivery = $1 WHERE team = $2 AND delivery = $3`, owner, d.Team, d.ID)
		return false, err
	}
	n, err := exec(ctx, tx, `
		INSERT INTO deliveries (id, team, accepted, finished, payload) VALUES ($1, $2, $3, FALSE, $4)
		ON CONFLICT (id) DO NOTHING`, d.ID, d.Team, d.Accepted, d.Payload)
	return n == 1, err
}

// Pending returns at most limit deliveries of all teams that are accepted and not finished, oldest first, each
// with all keys noted for it, in the order of the alphabet.
func (s *Store) Pending(ctx context.Context, limit int) ([]Delivery, error) {
	var pending []Delivery
	err := s.read(ctx, func(rows *sql.Rows) error {
		var d Delivery
		var accepted int64
		var key string
		if err := rows.Scan(&d.ID, &d.Team, &accepted, &d.Payload, &key); err != nil {
			return err
		}
		if len(pending) == 0 || pending[len(pending)-1].ID != d.ID {
			d.Accepted = moment(accepted)
			pending = append(pending, d)
		}
		last := &pending[len(pending)-1]
		last.Keys = append(last.Keys, key)
		return nil
	}, `
		SELECT d.id, d.team, d.accepted, d.payload, k.key
		FROM (SELECT * FROM deliveries WHERE finished = FALSE ORDER BY accepted, id LIMIT $1) d
		JOIN delivery_keys k ON k.team = d.team AND k.delivery = d.id
		ORDER BY d.accepted, d.id, k.key`, max(limit, 0))
	return pending, doing("reading pending deliveries", err)
}

// Finish marks a delivery as finished, erases its payload and, unless r is nil, keeps r in place of a record with the
// same team and ID; the thread of r is no longer hushed. It does all of that or nothing. To finish it again, as
// after a crash, is fine. ErrNotFound means that there is no such delivery, perhaps because its team has been
// forgotten; then r is not kept either.
func (s *Store) Finish(ctx context.Context, delivery string, r *Record) error {
	keep, err := keeping(r)
	if err != nil {
		return doing("finishing a delivery", err)
	}
	return doing("finishing a delivery", s.write(ctx, func(ctx context.Context, tx *sql.Tx) error {
		n, err := exec(ctx, tx, `UPDATE deliveries SET finished = TRUE, payload = NULL WHERE id = $1`, delivery)
		switch {
		case err != nil:
			return err
		case n == 0:
			return ErrNotFound
		}
		return keep(ctx, tx)
	}))
}
