-- Plain SQL that SQLite and PostgreSQL both take: ids are TEXT, times BIGINT milliseconds since 1970 in UTC.
-- A migration that has been released never changes; what is new goes into the next file.

-- +goose Up

-- What Slack delivered. The payload is NULL once the delivery is finished.
CREATE TABLE deliveries (
    id       TEXT PRIMARY KEY,
    team     TEXT NOT NULL,
    accepted BIGINT NOT NULL,
    finished BOOLEAN NOT NULL,
    payload  BYTEA
);

-- For what is pending, oldest first, and for pruning.
CREATE INDEX deliveries_by_age ON deliveries (finished, accepted, id);

-- What makes two deliveries the same one.
CREATE TABLE delivery_keys (
    team     TEXT NOT NULL,
    key      TEXT NOT NULL,
    delivery TEXT NOT NULL,
    PRIMARY KEY (team, key)
);

CREATE INDEX delivery_keys_by_delivery ON delivery_keys (delivery);

-- Answered questions. The long columns stand last: SQLite reads a row from its beginning.
CREATE TABLE records (
    team     TEXT NOT NULL,
    id       TEXT NOT NULL,
    channel  TEXT NOT NULL,
    thread   TEXT NOT NULL,
    ts       TEXT NOT NULL,
    asker    TEXT NOT NULL,
    surface  TEXT NOT NULL,
    private  BOOLEAN NOT NULL,
    external BOOLEAN NOT NULL,
    at       BIGINT NOT NULL,
    question TEXT NOT NULL,
    answer   TEXT NOT NULL,
    PRIMARY KEY (team, id)
);

CREATE INDEX records_by_thread ON records (team, channel, thread, at, id);
CREATE INDEX records_by_asker ON records (team, asker, at, id);
CREATE INDEX records_by_age ON records (at);

-- Threads in which people talk to each other.
CREATE TABLE hushes (
    team    TEXT NOT NULL,
    channel TEXT NOT NULL,
    thread  TEXT NOT NULL,
    at      BIGINT NOT NULL,
    PRIMARY KEY (team, channel, thread)
);

-- Feedback, one row a person and answer.
CREATE TABLE votes (
    team   TEXT NOT NULL,
    answer TEXT NOT NULL,
    voter  TEXT NOT NULL,
    up     BOOLEAN NOT NULL,
    reason TEXT NOT NULL,
    words  TEXT NOT NULL,
    at     BIGINT NOT NULL,
    PRIMARY KEY (team, answer, voter)
);
