-- +goose Up

-- Channels whose answers stay in the sources' own words: nothing of them is sent to a language model. Who wanted that
-- is not kept.
CREATE TABLE plain_channels (
    team    TEXT NOT NULL,
    channel TEXT NOT NULL,
    PRIMARY KEY (team, channel)
);
