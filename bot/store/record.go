package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"slices"
	"time"

	"github.com/stackpick/stackpick/bot"
)

// A Record is an answered question.
type Record struct {
	ID       string // of the answer, unique in its team: stands in buttons
	Team     string
	Channel  string
	Thread   string // the root's ts, "" outside threads
	TS       string // of our message, "" where Slack tells none (private answers)
	User     string // who asked
	Surface  string // "command", "mention", "dm", …
	Private  bool   // seen by User only
	External bool   // people of another organisation read along
	Question string
	Answer   *bot.Answer // kept as JSON, hence without its Ledger
	At       time.Time   // kept to the millisecond, and returned in UTC
}

// keeping returns the write that keeps r as it is now; for nil, one that does nothing.
func keeping(r *Record) (func(context.Context, *sql.Tx) error, error) {
	if r == nil {
		return func(context.Context, *sql.Tx) error { return nil }, nil
	}
	kept := *r
	answer, err := json.Marshal(r.Answer)
	if err != nil {
		return nil, err
	}
	return func(ctx context.Context, tx *sql.Tx) error {
		_, err := exec(ctx, tx, `
			INSERT INTO records (team, id, channel, thread, ts, asker, surface, private, external, at, question, answer)
			VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
			ON CONFLICT (team, id) DO UPDATE SET channel = excluded.channel, thread = excluded.thread,
				ts = excluded.ts, asker = excluded.asker, surface = excluded.surface, private = excluded.private, external = excluded.external,
				at = excluded.at, question = excluded.question, answer = excluded.answer`,
			kept.Team, kept.ID, kept.Channel, kept.Thread, kept.TS, kept.User, kept.Surface, kept.Private,
			kept.External, kept.At, kept.Question, string(answer))
		if err == nil {
			_, err = exec(ctx, tx, `DELETE FROM hushes WHERE team = $1 AND channel = $2 AND thread = $3`,
				kept.Team, kept.Channel, kept.Thread)
		}
		return err
	}, nil
}

// Answer returns the record with an ID, or ErrNotFound where the team has none: it may have been forgotten, or
// be another team's.
func (s *Store) Answer(ctx context.Context, team, id string) (*Record, error) {
	records, err := s.records(ctx, `WHERE team = $1 AND id = $2`, team, id)
	if err == nil && len(records) == 0 {
		err = ErrNotFound
	}
	if err != nil {
		return nil, doing("reading an answer", err)
	}
	return &records[0], nil
}

// Thread returns the newest records of a thread, at most limit of them, oldest first, without those that only
// one person has seen; for thread "", those of the channel outside threads. Hushed tells whether people have
// begun to talk to each other there, see Hush.
func (s *Store) Thread(ctx context.Context, team, channel, thread string, limit int) (records []Record, hushed bool, err error) {
	err = s.read(ctx, func(rows *sql.Rows) error { return rows.Scan(&hushed) },
		`SELECT EXISTS (SELECT 1 FROM hushes WHERE team = $1 AND channel = $2 AND thread = $3)`, team, channel, thread)
	if err == nil {
		records, err = s.records(ctx, `
			WHERE team = $1 AND channel = $2 AND thread = $3 AND private = FALSE
			ORDER BY at DESC, id DESC LIMIT $4`, team, channel, thread, max(limit, 0))
	}
	slices.Reverse(records)
	return records, hushed, doing("reading a thread", err)
}

// Recent returns what a person asked, private answers included, newest first, at most limit of them.
func (s *Store) Recent(ctx context.Context, team, user string, limit int) ([]Record, error) {
	records, err := s.records(ctx, `
		WHERE team = $1 AND asker = $2
		ORDER BY at DESC, id DESC LIMIT $3`, team, user, max(limit, 0))
	return records, doing("reading a person's questions", err)
}

// records returns the records that the rest of a query asks for. It decodes their answers when it has given
// the connection back.
func (s *Store) records(ctx context.Context, rest string, values ...any) ([]Record, error) {
	var records []Record
	var answers [][]byte
	err := s.read(ctx, func(rows *sql.Rows) error {
		var r Record
		var at int64
		var answer []byte
		err := rows.Scan(&r.ID, &r.Team, &r.Channel, &r.Thread, &r.TS, &r.User, &r.Surface, &r.Private, &r.External, &at, &r.Question, &answer)
		r.At = moment(at)
		records, answers = append(records, r), append(answers, answer)
		return err
	}, `SELECT id, team, channel, thread, ts, asker, surface, private, external, at, question, answer FROM records `+rest, values...)
	if err != nil {
		return nil, err
	}
	for i := range records {
		if err := json.Unmarshal(answers[i], &records[i].Answer); err != nil {
			return nil, doing("decoding it", err)
		}
	}
	return records, nil
}

// Hush notes that people talk to each other in a thread, so that the bot keeps out of it until it is asked
// again: the next record in that thread ends it.
func (s *Store) Hush(ctx context.Context, team, channel, thread string) error {
	now := time.Now()
	return doing("hushing a thread", s.write(ctx, func(ctx context.Context, tx *sql.Tx) error {
		_, err := exec(ctx, tx, `
			INSERT INTO hushes (team, channel, thread, at) VALUES ($1, $2, $3, $4)
			ON CONFLICT (team, channel, thread) DO UPDATE SET at = excluded.at`, team, channel, thread, now)
		return err
	}))
}

// A Vote is one person's feedback on one answer.
type Vote struct {
	Answer string // Record.ID
	Team   string
	User   string
	Up     bool
	Reason string // one of those offered, "" if none was chosen
	Words  string // the person's own, "" if there are none
	At     time.Time
}

// Vote keeps a vote in place of the person's earlier one on that answer. People vote first and say why
// afterwards, so Reason and Words that are empty leave what was given before, unless Up has changed: then that
// spoke of something else.
func (s *Store) Vote(ctx context.Context, v Vote) error {
	return doing("saving a vote", s.write(ctx, func(ctx context.Context, tx *sql.Tx) error {
		_, err := exec(ctx, tx, `
			INSERT INTO votes (team, answer, voter, up, reason, words, at) VALUES ($1, $2, $3, $4, $5, $6, $7)
			ON CONFLICT (team, answer, voter) DO UPDATE SET
				reason = CASE WHEN excluded.reason = '' AND excluded.up = votes.up THEN votes.reason ELSE excluded.reason END,
				words = CASE WHEN excluded.words = '' AND excluded.up = votes.up THEN votes.words ELSE excluded.words END,
				up = excluded.up, at = excluded.at`, v.Team, v.Answer, v.User, v.Up, v.Reason, v.Words, v.At)
		return err
	}))
}
