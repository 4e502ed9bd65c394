package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"strings"
)

// A failure is an error with its exit status and, where it helps, what the person can do.
type failure struct {
	err  error
	code int
	hint string // may be ""
}

func (f *failure) Error() string { return f.err.Error() }
func (f *failure) Unwrap() error { return f.err }

// badUsage returns a failure that exits with exitUsage.
func badUsage(hint, format string, args ...any) error {
	return &failure{err: fmt.Errorf(format, args...), code: exitUsage, hint: hint}
}

// hinted returns a failure that exits with exitFailed.
func hinted(hint, format string, args ...any) error {
	return &failure{err: fmt.Errorf(format, args...), code: exitFailed, hint: hint}
}

// fail reports an error, a line for each that is joined in it, and returns the exit status. A person who
// stopped the program needs no report.
func (p *program) fail(err error) int {
	if errors.Is(err, context.Canceled) {
		return exitFailed
	}
	f := &failure{err: err, code: exitFailed}
	errors.As(err, &f)
	for _, fault := range apart(f.err) {
		p.tell(fault.Error())
	}
	if f.hint != "" {
		fmt.Fprintf(p.stderr, "  %s\n", strings.TrimSpace(cleanText(f.hint)))
	}
	return f.code
}

// apart returns the errors that are joined in one, or that one.
func apart(err error) []error {
	joined, ok := err.(interface{ Unwrap() []error })
	if !ok {
		return []error{err}
	}
	var all []error
	for _, e := range joined.Unwrap() {
		all = append(all, apart(e)...)
	}
	return all
}

// tell writes one line to standard error; what it quotes of files and questions is cleaned.
func (p *program) tell(line string) {
	fmt.Fprintln(p.stderr, "stackpick:", cleanLine(line))
}

// print writes data to standard output.
func (p *program) print(data string) error {
	if _, err := p.stdout.Write([]byte(data)); err != nil {
		return fmt.Errorf("writing to standard output: %w", err)
	}
	return nil
}

// why returns the cause of a file error, without the operation and the path that our own message has.
func why(err error) error {
	if e, ok := errors.AsType[*os.PathError](err); ok {
		return e.Err
	}
	return err
}

// whyNet returns the cause of a network error, without the address that our own message has.
func whyNet(err error) error {
	if e, ok := errors.AsType[*net.OpError](err); ok {
		return e.Err
	}
	return err
}
