package index_test

import (
	"strings"
	"testing"
)

func TestWordsOfAText(t *testing.T) {
	ix := open(t, samples())
	for _, test := range []struct{ why, text, want string }{
		{"a sentence loses stop words and endings", "The developers are scaling the services", "develop scale servic"},
		{"a possessive goes", "Django's admin, Node’s loop", "django admin node loop"},
		{"a contraction is one word", "it isn't, doesn’t", ""},
		{"a dotted name", "Node.js", "node js nodej"},
		{"a dotted name at the end of a sentence", "Use Node.js.", "us node js nodej"},
		{"camel case", "writeBoolean", "write boolean writeboolean"},
		{"an abbreviation inside a name", "HTTPServer", "http server httpserver"},
		{"a plural abbreviation", "APIs, MVPs", "api mvp"},
		{"snake case", "read_file __init__", "read file readfil init"},
		{"a hyphen", "e-commerce", "commerc ecommerc"},
		{"a letter and a name", "X-Ray", "rai xrai"},
		{"an import path", "net/http", "net http"},
		{"a version is found by its beginnings", "v2.6.3", "2 2.6 2.6.3"},
		{"a decimal is one number", "13.59%", "13.59"},
		{"thousands lose their commas", "71,800 of 1,000,000", "71800 1000000"},
		{"a list of numbers", "1, 2,3", "1 2 3"},
		{"C# and C++ are not C", "C, C#, C++", "c c# c++"},
		{"C++17", "C++17", "c++ 17"},
		{"a channel is a word", "#general", "gener"},
		{".NET", ".NET (.NET), ASP.NET", "net dotnet net dotnet asp net aspnet"},
		{"dots that lead nowhere", "wait... what. ..x, f().close", "wait x f close"},
		{"letters and digits", "k8s HTML5 python3", "k8 html html5 python python3"},
		{"JavaScript is not about Java", "JavaScript and PayPal", "javascript paypal"},
		{"V8 is an engine", "V8", "v8"},
		{"accents fold", "Café naïve Łódź", "cafe naiv lodz"},
		{"full-width letters are letters", "Ｎｏｄｅ", "node"},
		{"Cyrillic stays", "Что лучше", "что лучше"},
		{"ideographs are a word each", "用Django好", "用 django 好"},
		{"right-to-left text and marks", "\u202bשלום\u202c django\u200f", "שלום django"},
		{"zero-width characters do not split", "Dj\u200bango\ufeff no\u00adde", "django node"},
		{"HTML is words", "<b>Django</b>&nbsp;<script>", "b django b nbsp script"},
		{"query syntax is nothing", `+a -title: (x OR "y* ~2 /re.*/ ^5 \`, "titl x y 2 re 5"},
		{"invalid UTF-8 separates", "dja\xff\xfengo", "dja ngo"},
		{"NUL separates", "a\x00node\x00b", "node b"},
		{"emoji are nothing", "🚀 👩‍💻 :tada:", "tada"},
		{"data is no word", strings.Repeat("9f", 40) + " node", "node"},
		{"nothing", " \t\n", ""},
	} {
		if got := strings.Join(ix.Analyze(test.text), " "); got != test.want {
			t.Errorf("%s: Analyze(%q) = %q, want %q", test.why, test.text, got, test.want)
		}
	}
}
