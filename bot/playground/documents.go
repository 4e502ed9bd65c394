package playground

import (
	"cmp"
	"net/http"
	"slices"
	"strings"
	"sync"

	"github.com/stackpick/stackpick/bot/living"
	"github.com/stackpick/stackpick/knowledge"
)

// A holding is the knowledge as its writer sees it: the documents, and what is wrong with the files.
type holding struct {
	Hash      string     `json:"hash"`
	Fault     string     `json:"fault"`     // why the newest files could not be opened; "" when they were
	Total     int        `json:"total"`     // of all documents
	Documents []document `json:"documents"` // the first of those that were looked for
	More      int        `json:"more"`      // how many more were found
	Problems  []problem  `json:"problems"`  // of files that are no document: the first
}

// A document is one entry of the list.
type document struct {
	ID       string    `json:"id"`
	Title    string    `json:"title"`
	File     string    `json:"file"`
	Date     string    `json:"date"`
	Kind     string    `json:"kind"`
	Options  []string  `json:"options"`
	Passages int       `json:"passages"`
	Claims   int       `json:"claims"`
	Problems int       `json:"problems"`
	Sections []section `json:"sections,omitempty"` // of one that is shown as a whole
}

// A section is what stands under one heading.
type section struct {
	Path     []string  `json:"path"` // the headings above it
	Heading  string    `json:"heading"`
	Passages []passage `json:"passages"`
}

// A passage is what is found and cited as a whole.
type passage struct {
	ID       string    `json:"id"`
	Kind     string    `json:"kind"`
	URL      string    `json:"url"`
	Line     int       `json:"line"`
	Topics   []string  `json:"topics"` // what its heading speaks of
	Claims   []claim   `json:"claims"`
	Problems []problem `json:"problems"`
}

// A claim is one sentence as the engine reads it.
type claim struct {
	Text     string    `json:"text"`
	About    []stand   `json:"about"`
	Concepts []claimed `json:"concepts"`
	Verdict  bool      `json:"verdict"`
}

// A claimed is a criterion that a claim speaks to.
type claimed struct {
	Name string `json:"name"`
	Own  bool   `json:"own"` // by its own words; else by its heading's
}

// A stand is what a claim says of an option.
type stand struct {
	Option string `json:"option"`
	Stance string `json:"stance"`
}

// A problem is something in a file that its writer should know.
type problem struct {
	File    string `json:"file"`
	Line    int    `json:"line"` // from 1; 0 when it concerns the whole file
	Message string `json:"message"`
	Fatal   bool   `json:"fatal"`  // the file was left out
	Advice  bool   `json:"advice"` // nothing is wrong, but answers could be better
}

// maxListed bounds the documents, and the problems beside them, of one list.
const maxListed = 200

// serveKnowledge lists the documents that have a text (parameter "for") in their title, file or options.
func (s *server) serveKnowledge(w http.ResponseWriter, r *http.Request) {
	wanted := strings.ToLower(r.URL.Query().Get("for"))
	var out holding
	s.bot.Use(func(e *living.Set) { out = s.list(e.Library, wanted) })
	out.Fault = s.bot.Status().Fault
	answer(w, out, nil)
}

func (s *server) list(lib *knowledge.Library, wanted string) holding {
	out := holding{Hash: lib.Hash, Total: len(lib.Documents), Documents: []document{}, Problems: []problem{}}
	found := s.lint.of(lib)
	documents := map[string]bool{}
	for i := range lib.Documents {
		d := &lib.Documents[i]
		documents[d.File] = true
		switch {
		case !strings.Contains(strings.ToLower(d.Title+"\n"+d.File+"\n"+strings.Join(d.Options, "\n")), wanted):
		case len(out.Documents) == maxListed:
			out.More++
		default:
			entry := entryOf(d)
			entry.Problems = len(found[d.File])
			out.Documents = append(out.Documents, entry)
		}
	}
	for file, problems := range found {
		if !documents[file] {
			out.Problems = append(out.Problems, problems...)
		}
	}
	slices.SortFunc(out.Problems, func(a, b problem) int {
		return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line), cmp.Compare(a.Message, b.Message))
	})
	out.Problems = out.Problems[:min(len(out.Problems), maxListed)]
	return out
}

// A linter remembers what was found in a library, as long as it is the newest.
type linter struct {
	mu    sync.Mutex
	lib   *knowledge.Library
	found map[string][]problem // by file
}

// of returns what was found, by file.
func (l *linter) of(lib *knowledge.Library) map[string][]problem {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.lib == lib {
		return l.found
	}
	found := map[string][]problem{}
	for _, p := range lib.Lint() {
		found[p.File] = append(found[p.File], problem(p))
	}
	l.lib, l.found = lib, found
	return found
}

func entryOf(d *knowledge.Document) document {
	entry := document{
		ID: d.ID, Title: d.Title, File: d.File, Date: d.Date, Kind: string(d.Kind), Options: listed(d.Options),
		Passages: len(d.Passages),
	}
	for i := range d.Passages {
		entry.Claims += len(d.Passages[i].Claims)
	}
	return entry
}

func (s *server) serveDocument(w http.ResponseWriter, r *http.Request) {
	id := r.URL.Query().Get("id")
	var out document
	err := error(&fault{http.StatusNotFound, "there is no such document any more"})
	s.bot.Use(func(e *living.Set) {
		for i := range e.Library.Documents {
			if d := &e.Library.Documents[i]; d.ID == id {
				out, err = whole(d, s.lint.of(e.Library)[d.File]), nil
			}
		}
	})
	answer(w, out, err)
}

// whole is a document with its sections. A problem stands beside the passage in which its line is: the last that begins
// no later. What concerns the whole file stands beside the first.
func whole(d *knowledge.Document, problems []problem) document {
	out := entryOf(d)
	out.Problems = len(problems)
	last := (*section)(nil)
	for i := range d.Passages {
		p := &d.Passages[i]
		if last == nil || last.Heading != p.Heading || !slices.Equal(last.Path, p.Path) {
			out.Sections = append(out.Sections, section{Path: listed(p.Path), Heading: p.Heading})
			last = &out.Sections[len(out.Sections)-1]
		}
		shown := passageOf(p)
		for _, found := range problems {
			first, end := i == 0, i == len(d.Passages)-1
			if (first || found.Line >= p.Line) && (end || found.Line < d.Passages[i+1].Line) {
				shown.Problems = append(shown.Problems, found)
			}
		}
		last.Passages = append(last.Passages, shown)
	}
	return out
}

func passageOf(p *knowledge.Passage) passage {
	out := passage{
		ID: p.ID, Kind: string(p.Kind), URL: p.URL, Line: p.Line, Topics: listed(p.Topics), Claims: []claim{}, Problems: []problem{},
	}
	for i := range p.Claims {
		out.Claims = append(out.Claims, claimOf(&p.Claims[i]))
	}
	return out
}

func claimOf(c *knowledge.Claim) claim {
	out := claim{Text: c.Text, About: []stand{}, Concepts: []claimed{}, Verdict: c.Verdict}
	for _, s := range c.About {
		out.About = append(out.About, stand{s.Option, string(s.Stance)})
	}
	for i, name := range c.Concepts {
		out.Concepts = append(out.Concepts, claimed{name, i < c.Own})
	}
	return out
}

// listed makes a list that JSON writes as [] rather than null.
func listed[T any](list []T) []T { return append([]T{}, list...) }
