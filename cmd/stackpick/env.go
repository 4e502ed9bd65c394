package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"

	"github.com/joho/godotenv"
)

// maxEnvFile bounds a .env file, in bytes.
const maxEnvFile = 64 << 10

// environment returns the variables of the process over those of the .env file. Without --env a .env in
// the current folder is read when there is one.
func (p *program) environment() (lookup, error) {
	vars, err := p.envFile()
	if err != nil {
		return nil, err
	}
	for _, entry := range p.environ {
		if name, value, ok := strings.Cut(entry, "="); ok && name != "" {
			vars[name] = value
		}
	}
	p.names = nil
	for name, value := range vars {
		if value != "" {
			p.names = append(p.names, name)
		}
	}
	return func(name string) (string, bool) {
		v, ok := vars[name]
		return v, ok
	}, nil
}

func (p *program) envFile() (map[string]string, error) {
	name, asked := p.flags.env, p.flags.env != ""
	if !asked {
		name = ".env"
		if info, err := os.Stat(name); errors.Is(err, fs.ErrNotExist) || err == nil && info.IsDir() {
			return map[string]string{}, nil // a folder of that name is a Python environment
		}
	}
	data, err := readBounded(name, maxEnvFile)
	if err != nil {
		return nil, badUsage("", "reading the environment file %s: %w", name, err)
	}
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	vars, err := godotenv.UnmarshalBytes(data)
	if err != nil {
		// The library's message quotes the rest of the file, which may hold secrets.
		return nil, badUsage("write NAME=value, and quote values that hold quotes or line breaks",
			"%s:%d: reading the environment file: this line cannot be understood", name, faultLine(data))
	}
	return vars, nil
}

// faultLine returns the line from which on the file cannot be read: the lines before it can.
func faultLine(data []byte) int {
	lines := bytes.SplitAfter(data, []byte("\n"))
	for n := len(lines) - 1; n > 0; n-- {
		if _, err := godotenv.UnmarshalBytes(bytes.Join(lines[:n], nil)); err == nil {
			return n + 1
		}
	}
	return 1
}

// readBounded reads a whole file of at most limit bytes.
func readBounded(name string, limit int64) ([]byte, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, why(err)
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, limit+1))
	if err != nil {
		return nil, why(err)
	}
	if int64(len(data)) > limit {
		return nil, fmt.Errorf("larger than %d kB", limit>>10)
	}
	return data, nil
}
