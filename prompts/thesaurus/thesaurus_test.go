package thesaurus

import "testing"

func TestWordsThatSayTheSame(t *testing.T) {
	th := New()
	for _, p := range [][2]string{{"fast", "quick"}, {"quickly", "quick"}, {"efficiency", "efficient"}, {"cheap", "inexpensive"}, {"development", "developing"}, {"chosen", "pick"}, {"companies", "company"}, {"optimised", "optimized"}} {
		if !th.Same(th.Forms(p[0]), th.Forms(p[1])) && !th.Near(th.Forms(p[0]), th.Forms(p[1])) {
			t.Errorf("%s and %s have nothing in common", p[0], p[1])
		}
	}
	for _, p := range [][2]string{{"fast", "secure"}, {"cheap", "scalable"}, {"junior", "senior"}, {"browser", "server"}} {
		if th.Same(th.Forms(p[0]), th.Forms(p[1])) || th.Near(th.Forms(p[0]), th.Forms(p[1])) {
			t.Errorf("%s and %s say the same", p[0], p[1])
		}
	}
}

func TestOpposites(t *testing.T) {
	th := New()
	for _, p := range [][2]string{{"fast", "slow"}, {"easy", "difficult"}, {"increase", "decrease"}, {"more", "less"}, {"cheap", "expensive"}, {"senior", "junior"}} {
		if !th.Opposite(th.Forms(p[0]), th.Forms(p[1])) || !th.Opposite(th.Forms(p[1]), th.Forms(p[0])) {
			t.Errorf("%s and %s are no opposites", p[0], p[1])
		}
	}
	if th.Opposite(th.Forms("fast"), th.Forms("quick")) {
		t.Error("fast and quick are opposites")
	}
}

func TestNouns(t *testing.T) {
	th := New()
	if !th.Noun("hospitals") || !th.Noun("security") || th.Noun("choose") || th.Noun("quick") {
		t.Error("nouns are not told from other words")
	}
	if th.Knows("disqus") || !th.Knows("developers") {
		t.Error("words are not known or names are")
	}
}
