package markup

import (
	"regexp"
	"strconv"
	"strings"
)

// A Fault is what is wrong in one line of a file: why it cannot be read, or what its writer should know.
type Fault struct {
	Line int
	Err  error
}

func (f *Fault) Error() string { return f.Err.Error() }
func (f *Fault) Unwrap() error { return f.Err }

var yamlLine = regexp.MustCompile(`^yaml: line (\d+): (.*)`)

// YAMLPlace parts an error of the YAML parser: the line that it names, else the first, and what is wrong there.
func YAMLPlace(err error) (line int, what string) {
	m := yamlLine.FindStringSubmatch(err.Error())
	if m == nil {
		return 1, strings.TrimPrefix(err.Error(), "yaml: ")
	}
	line, _ = strconv.Atoi(m[1])
	return line, m[2]
}
