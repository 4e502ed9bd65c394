package knowledge

import (
	"regexp"
	"strconv"
	"strings"
)

// A lineError is a fault that stands in one line of a file.
type lineError struct {
	line int
	err  error
}

func (e *lineError) Error() string { return e.err.Error() }
func (e *lineError) Unwrap() error { return e.err }

var yamlLine = regexp.MustCompile(`^yaml: line (\d+): (.*)`)

// yamlPlace parts an error of the YAML parser: the line that it names, else the first, and what is wrong there.
func yamlPlace(err error) (line int, what string) {
	m := yamlLine.FindStringSubmatch(err.Error())
	if m == nil {
		return 1, strings.TrimPrefix(err.Error(), "yaml: ")
	}
	line, _ = strconv.Atoi(m[1])
	return line, m[2]
}
