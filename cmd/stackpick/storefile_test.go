package main

import (
	"database/sql"
	"path/filepath"
	"testing"
)

// A storedVote is a row of the table of votes.
type storedVote struct {
	answer, voter, reason string
	up                    bool
}

// query reads rows from the store of a program that has ended, past package store, which registers the driver.
func query(t *testing.T, data, statement string, scan func(*sql.Rows) error) {
	t.Helper()
	db, err := sql.Open("sqlite", filepath.Join(data, storeFile))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	rows, err := db.QueryContext(t.Context(), statement)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	for rows.Next() {
		if err := scan(rows); err != nil {
			t.Fatal(err)
		}
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
}

func votesIn(t *testing.T, data string) (votes []storedVote) {
	t.Helper()
	query(t, data, `SELECT answer, voter, reason, up FROM votes`, func(rows *sql.Rows) error {
		var v storedVote
		err := rows.Scan(&v.answer, &v.voter, &v.reason, &v.up)
		votes = append(votes, v)
		return err
	})
	return votes
}
