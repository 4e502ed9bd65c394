package knowledge

import (
	"cmp"
	"path"
	"regexp"
	"strconv"
	"strings"
	"unicode"

	"github.com/stackpick/stackpick/knowledge/markup"
	"github.com/stackpick/stackpick/knowledge/plain"
)

// endStatus matches a status that people put into a record's title, too: mostly that it is no longer in force.
const endStatus = `super[sc]eded|deprecated|obsolete|rejected|withdrawn|deferred|on hold|provisional|draft|proposed|accepted`

var (
	numberedFile  = regexp.MustCompile(`(?i)^(?:(?:dr|rfc|decision|adr)?[-_ ]*#?(\d{1,5})|(?:[a-z]+[-_ ])*adr(?:[-_ ][a-z]+)?[-_ ]?(0\d{1,4}|\d{1,3}))(?:[-_. ]|$)`)
	numberedTitle = regexp.MustCompile(`(?i)^(?:(?:adr|rfc|decision(?: record)?|architecture decision(?: record)?)[-_ #]*(\d{1,5})|(\d{1,5})(?:[.):]| [-–—])|(?:[^-–—:]+ [-–—] )?(?:[a-z]+[-_])*adr(?:[-_][a-z]+)?[-_ ]?(0\d{1,4}|\d{1,3})\b)\s*[-–—:.)]*\s*`)
	recordPlace   = regexp.MustCompile(`(?i)(?:^|/)(?:(?:[a-z]+[-_])?adrs?|(?:architectur\w+[-_ ])?decisions?(?:[-_ ]records?)?)/|(?:^|[-_/ ])adr[-_ ](?:[a-z]+[-_ ])?\d[^/]*$`)
	formTitle     = regexp.MustCompile(`(?i)^(?:[^:]+ [-–—] )?(?:adr|(?:architectur(?:e|al) )?decision record(?: \(adr\))?)(?: template)?$`)
	namedRecord   = regexp.MustCompile(`(?i)^(?:adr|(?:architecture )?decision record)[-_ #]*\d{1,5}\b`)
	adrPlace      = regexp.MustCompile(`(?i)(?:^|/)(?:[a-z]+[-_])?adrs?/`)
	rfcName       = regexp.MustCompile(`(?im)^rfc[-_ #:]*\d`)
	adrName       = regexp.MustCompile(`(?im)^adr(?:\b|[-_ ]?\d)`)
	titleStatus   = regexp.MustCompile(`(?i)[\[(](` + endStatus + `)[\])]|\s+[-–—]\s+(` + endStatus + `)$|(?:^|[\d:.]\s+)(` + endStatus + `)\s*[:–—-]\s`)
	titlePrefix   = regexp.MustCompile(`(?i)^(?:[^-–—:]+ [-–—] )?(?:adr|(?:(?:architecture|architectural) )?decision record)(?:\s*\(adr\))?(?:\s*[-–—:]\s*|\s+(?:for|on|about)\s+)`)
	datedFile     = regexp.MustCompile(`^(?:19|20)\d\d[-_]?(?:0[1-9]|1[0-2])`)
)

// recordNumber finds a record's number, in its file's name before its title, and its title without it. It returns
// -1 where there is none: a date in front of a file's name is no number.
func recordNumber(file, title, id string) (number int, subject string) {
	number, subject = -1, title
	if bare := strings.TrimLeftFunc(title, isPicture); numberedTitle.MatchString(bare) {
		title, subject = bare, bare // "🚢 ADR-28: Use containers"
	}
	if m := numberedTitle.FindStringSubmatch(title); m != nil {
		number, _ = strconv.Atoi(m[1] + m[2] + m[3])
		subject = title[len(m[0]):]
	}
	subject = strings.TrimSpace(titlePrefix.ReplaceAllString(withoutStatus(subject), ""))
	if m := numberedTitle.FindStringSubmatch(id + ":"); m != nil {
		number, _ = strconv.Atoi(m[1] + m[2] + m[3])
	}
	base := path.Base(file)
	if m := numberedFile.FindStringSubmatch(base); m != nil && !datedFile.MatchString(base) {
		number, _ = strconv.Atoi(m[1] + m[2])
	}
	if rest, ok := strings.CutPrefix(strings.TrimLeft(subject, "0"), strconv.Itoa(number)+" "); ok { // "0026 Managed Prometheus"
		subject = rest
	}
	switch {
	case isNumber(subject):
		subject = fileSubject(base) // "# 12"
	case number >= 0 && formTitle.MatchString(subject):
		subject = cmp.Or(capitalised(fileSubject(base)), subject) // nobody has filled in the form's title
	}
	return number, strings.TrimSpace(subject)
}

// isPicture reports whether c is a picture before a title, or joins one: an emoji, a space.
func isPicture(c rune) bool {
	return unicode.In(c, unicode.So, unicode.Sk, unicode.Mn, unicode.Cf, unicode.Zs)
}

// seriesCode returns the code that a file's name gives a record of one series among several, "ACME-ADR-WEB-0012"; "" for
// a plain one.
func seriesCode(base string) string {
	m := numberedFile.FindStringSubmatch(base)
	if m == nil || m[2] == "" {
		return ""
	}
	code := strings.TrimRight(m[0], "-_. ")
	if letters := strings.TrimRight(code, "-_ 0123456789"); strings.EqualFold(letters, "adr") || strings.EqualFold(letters, "lightweight-adr") {
		return ""
	}
	if strings.ToLower(code) == code {
		return strings.ToUpper(code)
	}
	return code
}

// filedAs returns the name under which a record is filed: that of its file, or of its folder where any folder may have such
// a file, "0007-night-trains" of 0007-night-trains/README.md.
func filedAs(file string) string {
	if base := path.Base(file); !inEveryFolder(withoutExtension(base)) {
		return base
	}
	return path.Base(path.Dir(file))
}

// titleCode matches the code of a series at the start of a title: "OEP-52: Event bus", "DR002: No charges".
var titleCode = regexp.MustCompile(`^(\p{Lu}{2,6})([-_ #]?)(\d{1,5})(?:\s*([-–—:.])[-–—:.]*\s*|\s+)(\S.*)$`)

// seriesTitle returns the code that a record of a series has in its title and in the name of its file alike, its number,
// and the title without it; "" where there is none. Those of the common series are called as they always are. The name
// may have the number alone where the title sets its code apart: "JEP-7: Night trains" in 7/README.adoc.
func seriesTitle(file, title string) (code string, number int, subject string) {
	m := titleCode.FindStringSubmatch(title)
	if m == nil || m[1] == "ADR" || m[1] == "RFC" {
		return "", -1, ""
	}
	rest, ok := strings.CutPrefix(strings.ToLower(filedAs(file)), strings.ToLower(m[1]))
	if !ok && m[4] == "" {
		return "", -1, ""
	}
	number, _ = strconv.Atoi(m[3])
	rest = strings.TrimLeft(rest, "-_ ")
	digits := rest[:len(rest)-len(strings.TrimLeft(rest, "0123456789"))]
	if n, err := strconv.Atoi(digits); err != nil || n != number {
		return "", -1, ""
	}
	return m[1] + m[2] + m[3], number, strings.TrimSpace(withoutStatus(m[5]))
}

// fieldOfSeries matches the name of a file that has the code of its series, "eip-4938.md".
var fieldOfSeries = regexp.MustCompile(`(?i)^([a-z]{2,6})[-_]?0*(\d{1,5})(?:[-_. ]|$)`)

// seriesField returns the code of a record that has its number in a field of front matter which is called as its series, as
// the name of its file is, and the number: "EIP-4938" of "eip: 4938"; "" for none and for the common series.
func seriesField(file string, head *markup.Head) (code string, number int) {
	m := fieldOfSeries.FindStringSubmatch(filedAs(file))
	if m == nil || strings.EqualFold(m[1], "adr") || strings.EqualFold(m[1], "rfc") {
		return "", -1
	}
	number, _ = strconv.Atoi(m[2])
	if n, err := strconv.Atoi(head.Field(strings.ToLower(m[1]))); err != nil || n != number {
		return "", -1
	}
	return strings.ToUpper(m[1]) + "-" + strconv.Itoa(number), number
}

// fileSubject reads a record's subject in the name of its file: "use kafka" of 0012-use-kafka.md; it may be "".
func fileSubject(base string) string {
	name := strings.TrimSuffix(base, path.Ext(base))
	if m := numberedFile.FindString(base); m != "" {
		name = strings.TrimPrefix(name, strings.TrimSuffix(m, "."))
	}
	return strings.TrimSpace(strings.NewReplacer("-", " ", "_", " ").Replace(name))
}

// withoutStatus takes a status out of a title: "[superseded] Use RabbitMQ".
func withoutStatus(title string) string {
	at := titleStatus.FindStringIndex(title)
	if at == nil {
		return title
	}
	return plain.OneLine(title[:at[0]] + " " + title[at[1]:])
}
