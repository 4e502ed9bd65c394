package main

import (
	"fmt"
	"runtime"
	"runtime/debug"

	"github.com/spf13/cobra"
)

// A build says which program this is.
type build struct {
	Version string `json:"version"` // the module's version, "devel" for one that has none
	Commit  string `json:"commit"`  // with "+changes" for a tree that was not committed; "" when unknown
	Go      string `json:"go"`
}

// readBuild returns what the go command noted in the binary.
func readBuild() build {
	b := build{Version: "devel", Go: runtime.Version()}
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return b
	}
	if v := info.Main.Version; v != "" && v != "(devel)" {
		b.Version = v
	}
	changed := ""
	for _, s := range info.Settings {
		switch {
		case s.Key == "vcs.revision":
			b.Commit = s.Value
		case s.Key == "vcs.modified" && s.Value == "true":
			changed = "+changes"
		}
	}
	if b.Commit != "" {
		b.Commit += changed
	}
	return b
}

func (p *program) newVersion() *cobra.Command {
	return &cobra.Command{
		Use:   "version",
		Short: "Print version, commit and Go version",
		Args:  noArguments,
		RunE: func(*cobra.Command, []string) error {
			b := readBuild()
			if p.flags.json {
				return p.printJSON(b)
			}
			if b.Commit == "" {
				b.Commit = "unknown"
			}
			return p.print(fmt.Sprintf("stackpick %s\ncommit %s\n%s\n", b.Version, b.Commit, b.Go))
		},
	}
}
