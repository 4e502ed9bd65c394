package index_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stackpick/stackpick/index"
	"github.com/stackpick/stackpick/knowledge"
)

// passage makes a passage of document "stacks" with an ID made of its heading.
func passage(heading, text string) knowledge.Passage {
	return knowledge.Passage{
		ID:       "stacks#" + strings.ReplaceAll(strings.ToLower(heading), " ", "-"),
		Document: "stacks",
		Title:    "Choosing a stack",
		Heading:  heading,
		Kind:     knowledge.KindSection,
		Text:     text,
	}
}

func about(p knowledge.Passage, options ...string) knowledge.Passage {
	p.Options = options
	return p
}

func speakingTo(p knowledge.Passage, concepts ...string) knowledge.Passage {
	p.Concepts = concepts
	return p
}

func library(passages ...knowledge.Passage) *knowledge.Library {
	return &knowledge.Library{Documents: []knowledge.Document{{ID: "stacks", Title: "Choosing a stack", Passages: passages}}}
}

// samples is a small library with something for every test here.
func samples() *knowledge.Library {
	return library(
		speakingTo(about(passage("Security", "Django ships protection against injection and forged requests. "+
			"With Node.js the team picks its own middleware."), "Django", "Node.js"), "security"),
		speakingTo(about(passage("Scaling out", "Node.js keeps thousands of connections open in one process. "+
			"Its event loop suits chat and streaming."), "Node.js"), "scalability", "performance"),
		speakingTo(about(passage("Hiring", "JavaScript developers are many; people who know C# or C++ are fewer. "+
			"The survey counted 71,800 answers."), "Node.js"), "hiring"),
		speakingTo(about(passage("Building fast", "Django brings an admin, forms and an ORM, so an e-commerce MVP takes weeks."),
			"Django"), "speed"),
		passage("Packages", "The call net/http.ListenAndServe is Go. Version v2.6.3 of the client runs on k8s, nodejs and .NET alike."),
	)
}

// large makes a library of n passages of about 90 words each, the same every time.
func large(n int) *knowledge.Library {
	words := strings.Fields(`server request template database query model view route session cache worker queue
		security password token budget deadline developer team hiring market language thread process event loop
		latency throughput scaling cluster storage driver library package framework plugin admin form release
		version upgrade support community survey stream message socket browser mobile payment invoice search`)
	seed := uint32(1)
	next := func() string {
		seed = seed*1664525 + 1013904223
		return words[seed>>8%uint32(len(words))] + [...]string{"", "s", "", "ing"}[seed>>5&3]
	}
	passages := make([]knowledge.Passage, n)
	for i := range passages {
		text := make([]string, 90)
		for j := range text {
			text[j] = next()
		}
		p := passage(fmt.Sprintf("Part %d on %s", i, next()), "Django or Node.js: "+strings.Join(text, " ")+".")
		passages[i] = speakingTo(about(p, "Django", "Node.js"), words[i%7])
	}
	return library(passages...)
}

func open(t testing.TB, lib *knowledge.Library) *index.Index {
	t.Helper()
	ix, err := index.New(lib)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := ix.Close(); err != nil {
			t.Error(err)
		}
	})
	return ix
}

func openInBatches(t testing.TB, lib *knowledge.Library, batch int) *index.Index {
	t.Helper()
	ix, err := index.Build(lib, batch)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := ix.Close(); err != nil {
			t.Error(err)
		}
	})
	return ix
}

func search(t testing.TB, ix *index.Index, q index.Query) []index.Hit {
	t.Helper()
	hits, err := ix.Search(t.Context(), q)
	if err != nil {
		t.Fatalf("Search(%.80q): %v", q.Text, err)
	}
	return hits
}

func headings(hits []index.Hit) string {
	var names []string
	for _, h := range hits {
		names = append(names, h.Passage.Heading)
	}
	return strings.Join(names, ", ")
}
