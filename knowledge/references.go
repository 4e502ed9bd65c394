package knowledge

import (
	"fmt"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strings"

	"github.com/stackpick/stackpick/knowledge/markup"
)

// A referenceCheck finds the links of a folder's documents that lead nowhere.
type referenceCheck struct {
	root   *os.Root
	places map[string]map[string]bool // the anchors of each page whose format tells them, by its path in the folder
	exists map[string]bool            // paths that were looked for
}

// checkReferences returns what is wrong with the links of a folder's documents, with the files' names to show.
func checkReferences(root *os.Root, documents []*reading) []Problem {
	c := &referenceCheck{root: root, places: map[string]map[string]bool{}, exists: map[string]bool{}}
	for _, r := range documents {
		if markup.FormatOf(r.document.name).Anchored() {
			c.places[r.document.name] = lowered(r.document.places)
		}
	}
	var found []Problem
	for _, r := range documents {
		for _, ref := range r.document.references {
			if message := c.check(r.document.name, ref.Target); message != "" {
				found = append(found, Problem{File: r.document.File, Line: ref.Line, Message: message})
			}
		}
	}
	return found
}

func lowered(places []string) map[string]bool {
	set := map[string]bool{}
	for _, p := range places {
		set[bareAnchor(p)] = true
	}
	return set
}

// check returns what is wrong with a link in a page, or "". Links resolve as on a git host: from the page's folder,
// or from the top where they begin with "/"; in a module of Antora, from its folder "pages", too. Links out of the
// folder, to the web, and those that a program fills in are not checked; nor are addresses from the top that do not
// begin with a folder that is there, for they are a site's and not a file's.
func (c *referenceCheck) check(page, target string) string {
	u, err := url.Parse(target)
	if scheme := runningScheme.FindString(target); scheme != "" {
		return fmt.Sprintf("link %q is no place but a program or data (%s), and is never shown: take it out", openingBytes(target), strings.ToLower(scheme))
	}
	if err != nil || u.Scheme != "" || u.Host != "" || strings.ContainsAny(target, "{}<>$") {
		return ""
	}
	if someone.MatchString(target) {
		return ""
	}
	if u.Path == "" {
		return c.checkPlace(page, u.Fragment, target)
	}
	name := path.Join(path.Dir(page), u.Path)
	if strings.HasPrefix(u.Path, "/") {
		name = strings.TrimPrefix(path.Clean(u.Path), "/")
		if top, _, _ := strings.Cut(name, "/"); !c.there(top) {
			return ""
		}
	}
	if name == ".." || strings.HasPrefix(name, "../") || strings.HasPrefix(name, ".") && name != "." {
		return ""
	}
	file, ok := c.find(name)
	if module := antoraModule.FindString(page); !ok && module != "" && markup.FormatOf(page) == markup.AsciiDoc {
		if file, ok = c.find(path.Join(module, "pages", u.Path)); !ok {
			return "" // pages of Antora may have other names besides
		}
	}
	if !ok {
		return fmt.Sprintf("link %q leads nowhere: there is no file %s", target, name)
	}
	return c.checkPlace(file, u.Fragment, target)
}

// antoraModule matches the folder in which Antora looks for the folder "pages" that links lead from.
var antoraModule = regexp.MustCompile(`^(?:.*/)?modules/[^/]+/`)

// runningScheme matches the addresses that run or hold something.
var runningScheme = regexp.MustCompile(`(?i)^\s*(?:javascript|vbscript|data|file|blob):`)

// someone matches what stands for a person in the place of an address: "@ada", "ada@example.org".
var someone = regexp.MustCompile(`^(?:@[\w-]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+)$`)

// openingBytes returns the beginning of text that may be long.
func openingBytes(text string) string {
	const most = 40
	if len(text) <= most {
		return text
	}
	return strings.ToValidUTF8(text[:most], "") + "…"
}

// bareAnchor returns an anchor as anchors are compared: in lower case, and without what makes a picture of a sign, which a
// link may have or lack.
func bareAnchor(anchor string) string {
	return strings.ReplaceAll(strings.ToLower(anchor), markup.PictureSelector, "")
}

// checkPlace returns what is wrong with the part of a link behind "#". A host's own places are always there.
func (c *referenceCheck) checkPlace(page, place, target string) string {
	places, known := c.places[page]
	place = bareAnchor(strings.TrimPrefix(place, "user-content-"))
	if !known || places[place] {
		return ""
	}
	switch place {
	case "", "top", "readme":
		return ""
	}
	if strings.HasPrefix(place, ":~:") || lineAnchor.MatchString(place) { // words of the page, or lines of the file
		return ""
	}
	return fmt.Sprintf("link %q leads nowhere: no heading of %s has the anchor #%s", target, path.Base(page), place)
}

var lineAnchor = regexp.MustCompile(`^l\d+(?:-l\d+)?$`)

// find returns the file of the folder that a link means: the one of that name, or the one that a site makes the page
// of that name of.
func (c *referenceCheck) find(name string) (string, bool) {
	stem := strings.TrimSuffix(strings.TrimSuffix(name, path.Ext(name)), "/")
	candidates := []string{name, name + ".md", name + "/index.md", name + ".mdx"}
	if ext := path.Ext(name); ext == ".html" || ext == ".htm" {
		candidates = append(candidates, stem+".md", stem+".adoc", stem+".rst", name+".md.erb", name+".erb", stem+".md.erb")
	}
	for _, candidate := range candidates {
		if c.there(candidate) {
			return candidate, true
		}
	}
	return "", false
}

// there reports whether the folder has a file or folder of that name.
func (c *referenceCheck) there(name string) bool {
	known, ok := c.exists[name]
	if !ok {
		_, err := c.root.Lstat(filepath.FromSlash(name))
		known = err == nil
		c.exists[name] = known
	}
	return known
}
