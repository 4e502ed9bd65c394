package main

import (
	"cmp"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// The rules of the house that a machine can keep. They stand here because this package sees all others.

const module = "github.com/stackpick/stackpick"

// ours says which of our packages a package may import. A new package gets a line here.
var ours = map[string][]string{
	"knowledge":            {"knowledge/dates", "knowledge/markup", "knowledge/plain", "knowledge/vocabulary"},
	"knowledge/dates":      {},
	"knowledge/markup":     {"knowledge/dates", "knowledge/pdf", "knowledge/plain"},
	"knowledge/pdf":        {},
	"knowledge/plain":      {},
	"knowledge/vocabulary": {"knowledge/plain"},
	"index":                {"knowledge"},
	"index/vectors":        {"index", "knowledge"},
	"index/judge":          {"index", "knowledge"},
	"bot":                  {"bot/question", "index", "knowledge", "knowledge/vocabulary"},
	"bot/exam":             {"bot"},
	"bot/living":           {"bot", "index", "knowledge"},
	"bot/playground":       {"bot", "bot/living", "bot/slack", "bot/slack/fakeslack", "index", "knowledge", "knowledge/vocabulary"},
	"bot/question":         {"knowledge", "knowledge/vocabulary"},
	"bot/store":            {"bot"},

	"prompts":                   {"bot", "knowledge/vocabulary", "prompts/check"},
	"prompts/check":             {"knowledge/vocabulary", "prompts/thesaurus"},
	"prompts/thesaurus":         {"knowledge/vocabulary"},
	"prompts/openai":            {"prompts"},
	"prompts/openai/fakeopenai": {}, // as independent

	"bot/slack":           {"bot", "bot/slack/blocks", "bot/store"},
	"bot/slack/blocks":    {"bot", "knowledge"},
	"bot/slack/fakeslack": {}, // an independent reading of Slack: it shares nothing with what it tests

	"cmd/slackload": {"bot/slack/fakeslack"},
	"cmd/stackpick": {
		"bot", "bot/exam", "bot/living", "bot/playground", "bot/slack", "bot/slack/blocks", "bot/store", "index", "index/judge", "index/vectors",
		"knowledge", "knowledge/vocabulary", "prompts", "prompts/openai",
	},
}

// oursInTests says which more of our packages the tests of a package may import: those that it is tried out with.
var oursInTests = map[string][]string{
	"bot":              {"bot/exam"},
	"bot/playground":   {"bot/store"},
	"bot/slack":        {"bot/slack/fakeslack", "index", "knowledge"},
	"bot/slack/blocks": {"bot/slack/fakeslack", "index", "knowledge"},
	"cmd/stackpick":    {"bot/slack/fakeslack", "prompts/openai/fakeopenai"},
	"index/vectors":    {"prompts/openai", "prompts/openai/fakeopenai"},
	"prompts":          {"index", "knowledge", "prompts/openai"},
	"prompts/openai":   {"prompts/openai/fakeopenai"},
}

// theirs says which packages may import a third-party library, by the beginning of its path; the longest
// that fits counts. One each, but for small tools that hold no state.
var theirs = map[string][]string{
	"codeberg.org/readeck/go-readability/":    {"knowledge/markup"},
	"github.com/BurntSushi/toml":              {"knowledge/markup"},
	"github.com/RoaringBitmap/roaring/":       {"index"},
	"github.com/VictoriaMetrics/metrics":      {"bot/slack"},
	"github.com/blevesearch/":                 {"index"},
	"github.com/blevesearch/go-porterstemmer": {"knowledge/vocabulary"},
	"github.com/failsafe-go/failsafe-go":      {"prompts/openai"},
	"github.com/gofrs/flock":                  {"index"},
	"github.com/fsnotify/fsnotify":            {"bot/living"},
	"github.com/gorilla/websocket":            {"bot/slack/fakeslack"},
	"github.com/joho/godotenv":                {"cmd/stackpick"},
	"github.com/klippa-app/go-pdfium":         {"knowledge/pdf"},
	"github.com/klauspost/compress/":          {"index"},
	"github.com/mattn/go-runewidth":           {"cmd/stackpick"},
	"github.com/neurosnap/sentences":          {"knowledge"},
	"github.com/pressly/goose/":               {"bot/store"},
	"github.com/santhosh-tekuri/jsonschema/":  {"bot/slack/fakeslack"},
	"github.com/sashabaranov/go-openai":       {"prompts/openai"},
	"github.com/slack-go/slack":               {"bot/slack", "bot/slack/blocks"},
	"github.com/spf13/cobra":                  {"cmd/stackpick"},
	"github.com/tetratelabs/wazero":           {"knowledge/pdf"},
	"github.com/yuin/goldmark":                {"knowledge/markup"},
	"go.yaml.in/yaml/":                        {"bot/exam", "knowledge", "knowledge/markup", "knowledge/vocabulary", "prompts/check"},
	"golang.org/x/net/":                       {"knowledge/markup"},
	"golang.org/x/net/netutil":                {"bot/slack"},
	"golang.org/x/term":                       {"cmd/stackpick"},
	"golang.org/x/text/":                      {"index", "knowledge/markup", "knowledge/vocabulary", "prompts/check"},
	"golang.org/x/time/rate":                  {"bot/slack"},
	"modernc.org/sqlite":                      {"bot/store"},
}

// testsOnly are libraries that any test may import, and only tests.
var testsOnly = []string{
	"github.com/chromedp/", "github.com/dlclark/regexp2", "github.com/google/go-cmp/", "github.com/rogpeppe/go-internal/",
	"github.com/santhosh-tekuri/jsonschema/", "go.uber.org/goleak", "golang.org/x/sys/unix",
}

// A source is one parsed Go file of the module.
type source struct {
	pkg    string // its folder, from the module's root
	file   string
	test   bool
	syntax *ast.File
	set    *token.FileSet
}

func (s *source) at(n ast.Node) string {
	return fmt.Sprintf("%s:%d", s.file, s.set.Position(n.Pos()).Line)
}

func sources(t *testing.T) []*source {
	t.Helper()
	const root = "../.."
	var all []*source
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		name := d.Name()
		switch {
		case err != nil:
			return err
		case d.IsDir() && path != root && (name == "testdata" || name == "node_modules" || strings.HasPrefix(name, ".") || strings.HasPrefix(name, "_")):
			return fs.SkipDir
		case d.IsDir() || filepath.Ext(name) != ".go":
			return nil
		}
		rel, err := filepath.Rel(root, path)
		if err != nil {
			return err
		}
		s := &source{
			pkg: filepath.ToSlash(filepath.Dir(rel)), file: filepath.ToSlash(rel),
			test: strings.HasSuffix(name, "_test.go"), set: token.NewFileSet(),
		}
		s.syntax, err = parser.ParseFile(s.set, path, nil, parser.ParseComments)
		all = append(all, s)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func TestPackagesImportOnlyWhatTheyMay(t *testing.T) {
	for _, s := range sources(t) {
		for _, imp := range s.syntax.Imports {
			path, err := strconv.Unquote(imp.Path.Value)
			if err != nil {
				t.Fatal(err)
			}
			if fault := s.faultIn(path); fault != "" {
				t.Errorf("%s: %s", s.at(imp), fault)
			}
		}
	}
}

// faultIn returns what is wrong with importing path, "" when nothing is.
func (s *source) faultIn(path string) string {
	first, _, _ := strings.Cut(path, "/")
	if pkg, ok := strings.CutPrefix(path, module+"/"); ok {
		if slices.Contains(ours[s.pkg], pkg) || s.test && (pkg == s.pkg || slices.Contains(oursInTests[s.pkg], pkg)) {
			return ""
		}
		return fmt.Sprintf("%s must not import %s", s.pkg, pkg)
	}
	if !strings.Contains(first, ".") {
		return "" // the standard library
	}
	if s.test && slices.ContainsFunc(testsOnly, func(p string) bool { return strings.HasPrefix(path, p) }) {
		return ""
	}
	rule := ""
	for prefix := range theirs {
		if strings.HasPrefix(path, prefix) && len(prefix) > len(rule) {
			rule = prefix
		}
	}
	switch {
	case slices.Contains(theirs[rule], s.pkg):
		return ""
	case rule != "":
		return fmt.Sprintf("only %s may import %s", strings.Join(theirs[rule], " and "), path)
	}
	return fmt.Sprintf("%s is a library that no rule names: add it to the table if it is worth it", path)
}

func TestOnlyCommandsReadTheEnvironmentAndExit(t *testing.T) {
	banned := map[string]string{
		"os.Getenv": "take it as an argument", "os.LookupEnv": "take it as an argument", "os.Environ": "take it as an argument",
		"os.ExpandEnv": "take it as an argument", "syscall.Getenv": "take it as an argument",
		"os.Exit": "return an error", "log.Fatal": "return an error", "log.Fatalf": "return an error", "log.Fatalln": "return an error",
	}
	for _, s := range sources(t) {
		if s.test || strings.HasPrefix(s.pkg, "cmd/") && filepath.Base(s.file) == "main.go" {
			continue
		}
		ast.Inspect(s.syntax, func(n ast.Node) bool {
			if sel, ok := n.(*ast.SelectorExpr); ok {
				if x, ok := sel.X.(*ast.Ident); ok && banned[x.Name+"."+sel.Sel.Name] != "" {
					t.Errorf("%s: %s.%s outside of a main.go: %s", s.at(n), x.Name, sel.Sel.Name, banned[x.Name+"."+sel.Sel.Name])
				}
			}
			return true
		})
	}
}

func TestNothingRunsAtImportAndNothingIsLeftUnwritten(t *testing.T) {
	for _, s := range sources(t) {
		ast.Inspect(s.syntax, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.FuncDecl:
				if n.Recv == nil && n.Name.Name == "init" {
					t.Errorf("%s: an init function: let the caller construct it", s.at(n))
				}
			case *ast.CallExpr:
				if unwritten(n) {
					t.Errorf("%s: not implemented: leave the feature out until it is", s.at(n))
				}
			}
			return true
		})
	}
}

// unwritten reports whether a call is panic("not implemented") or the like.
func unwritten(call *ast.CallExpr) bool {
	fn, ok := call.Fun.(*ast.Ident)
	if !ok || fn.Name != "panic" || len(call.Args) != 1 {
		return false
	}
	text, ok := call.Args[0].(*ast.BasicLit)
	return ok && strings.Contains(strings.ToLower(text.Value), "implement")
}

func TestEveryPackageSaysWhatItIs(t *testing.T) {
	comments := map[string]int{}
	for _, s := range sources(t) {
		if s.test {
			continue
		}
		comments[s.pkg] += 0
		if s.syntax.Doc != nil {
			comments[s.pkg]++
		}
	}
	for _, pkg := range slices.SortedFunc(maps.Keys(comments), cmp.Compare) {
		if comments[pkg] != 1 {
			t.Errorf("%s has %d package comments, want 1", pkg, comments[pkg])
		}
	}
}

// manyFiles is from how many files on a package needs a map of them.
const manyFiles = 8

// In a package of many files the comment is their map: it names each, as "scan.go" or "scan", or what its name begins with, as
// "radar…".
func TestPackageCommentsNameAllFiles(t *testing.T) {
	files, comments := map[string][]string{}, map[string]string{}
	for _, s := range sources(t) {
		if s.test {
			continue
		}
		name, _, _ := strings.Cut(strings.TrimSuffix(path.Base(s.file), ".go"), "_") // of "sync_unix.go" the first
		files[s.pkg] = append(files[s.pkg], name)
		if s.syntax.Doc != nil {
			comments[s.pkg] = s.syntax.Doc.Text()
			files[s.pkg] = slices.DeleteFunc(files[s.pkg], func(n string) bool { return n == name }) // where the map stands
		}
	}
	for pkg, names := range files {
		if len(names) < manyFiles {
			continue
		}
		words := regexp.MustCompile(`[a-z]+…?`).FindAllString(comments[pkg], -1)
		for _, name := range names {
			led := func(word string) bool {
				beginning, many := strings.CutSuffix(word, "…")
				return word == name || many && strings.HasPrefix(name, beginning)
			}
			if !slices.ContainsFunc(words, led) {
				t.Errorf("%s: the comment on the package does not name %s.go", pkg, name)
			}
		}
	}
}

// Package comments lead readers to files, and files get other names.
func TestPackageCommentsNameFilesThatAreThere(t *testing.T) {
	named := regexp.MustCompile(`\w+\.go\b`)
	all := sources(t)
	files := map[string]bool{}
	for _, s := range all {
		files[s.file] = true
	}
	for _, s := range all {
		if s.test || s.syntax.Doc == nil {
			continue
		}
		for _, name := range named.FindAllString(s.syntax.Doc.Text(), -1) {
			if !files[path.Join(s.pkg, name)] {
				t.Errorf("%s: the comment on the package names %s, which is not there", s.file, name)
			}
		}
	}
}
