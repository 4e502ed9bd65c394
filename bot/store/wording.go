package store

import (
	"context"
	"database/sql"
	"encoding/json"
)

// Amend replaces the answer of a record that is kept, for one that says the same in other words, and nothing else of
// it. Where the record is gone, because it was forgotten or pruned, nothing is kept.
func (s *Store) Amend(ctx context.Context, r *Record) error {
	answer, err := json.Marshal(r.Answer)
	if err != nil {
		return doing("amending an answer", err)
	}
	team, id := r.Team, r.ID
	return doing("amending an answer", s.write(ctx, func(ctx context.Context, tx *sql.Tx) error {
		_, err := exec(ctx, tx, `UPDATE records SET answer = $1 WHERE team = $2 AND id = $3`, string(answer), team, id)
		return err
	}))
}

// SwitchModel notes whether answers in a channel may be put into other words by a language model. It stays so until it
// is switched again or the team is forgotten; a channel of which nothing is noted is on.
func (s *Store) SwitchModel(ctx context.Context, team, channel string, on bool) error {
	statement := `INSERT INTO plain_channels (team, channel) VALUES ($1, $2) ON CONFLICT (team, channel) DO NOTHING`
	if on {
		statement = `DELETE FROM plain_channels WHERE team = $1 AND channel = $2`
	}
	return doing("switching the language model", s.write(ctx, func(ctx context.Context, tx *sql.Tx) error {
		_, err := exec(ctx, tx, statement, team, channel)
		return err
	}))
}

// ModelOff tells whether SwitchModel has switched the language model off in a channel.
func (s *Store) ModelOff(ctx context.Context, team, channel string) (off bool, err error) {
	err = s.read(ctx, func(rows *sql.Rows) error { return rows.Scan(&off) },
		`SELECT EXISTS (SELECT 1 FROM plain_channels WHERE team = $1 AND channel = $2)`, team, channel)
	return off, doing("reading the language model's switch", err)
}
