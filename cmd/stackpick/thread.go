package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"github.com/stackpick/stackpick/bot"
)

// maxThread bounds a thread file, in bytes.
const maxThread = 1 << 20

// readThread reads the earlier turns of a conversation, oldest first. Fields other than question and
// answer are skipped, so a list of what ask --json printed is a thread too.
func readThread(name string) ([]bot.Turn, error) {
	data, err := readBounded(name, maxThread)
	if err != nil {
		return nil, badUsage("", "reading the thread %s: %w", name, err)
	}
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	var turns []bot.Turn
	if err := json.Unmarshal(data, &turns); err != nil {
		line, column := place(data, err)
		return nil, badUsage(threadForm, "%s:%d:%d: reading the thread: %w", name, line, column, plain(err))
	}
	for i, t := range turns {
		if strings.TrimSpace(t.Question) == "" {
			return nil, badUsage(threadForm, "%s: reading the thread: turn %d has no question", name, i+1)
		}
	}
	return turns, nil
}

const threadForm = `a thread is a JSON list: [{"question": "…", "answer": "…"}]`

// place returns the line and column, both from 1, at which a JSON error stands.
func place(data []byte, err error) (line, column int) {
	offset := int64(len(data))
	if e, ok := errors.AsType[*json.SyntaxError](err); ok {
		offset = e.Offset - 1
	}
	if e, ok := errors.AsType[*json.UnmarshalTypeError](err); ok {
		offset = e.Offset - 1
	}
	before := data[:max(0, min(offset, int64(len(data))))]
	return bytes.Count(before, []byte("\n")) + 1, len(before) - bytes.LastIndexByte(before, '\n')
}

// plain words a JSON error without the names of Go's types.
func plain(err error) error {
	if e, ok := errors.AsType[*json.UnmarshalTypeError](err); ok {
		return fmt.Errorf("unexpected %s", e.Value)
	}
	return err
}
