package markup

import (
	"regexp"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// rstNames is what a page defines for use in its text, by names in lower case.
type rstNames struct {
	links  map[string]string // where named links lead, "" for a place on the page
	titles map[string]string // the headings that labels stand above
	texts  map[string]string // what stands for |name|
	hidden map[string]bool   // roles whose text is raw mark-up
}

var (
	rstTarget  = regexp.MustCompile("^_(?:`([^`]+)`|((?:\\\\.|[^:\\\\`]|:[^ `])+)):(?: +(.*))?$")
	rstReplace = regexp.MustCompile(`^\|([^|]+)\| +replace:: *(.*)$`)
	rstPicture = regexp.MustCompile(`^\|([^|]+)\| +(?:image|date):: *`)
	rstRawRole = regexp.MustCompile(`^role:: *([\w-]+) *\(raw\)`)
)

// rstNamesOf finds what a page defines. Definitions of texts count where they are not indented, and so in no comment.
func rstNamesOf(lines []string) rstNames {
	n := rstNames{links: map[string]string{}, titles: map[string]string{}, texts: map[string]string{}, hidden: map[string]bool{}}
	var labels []string // above the next heading
	for i, line := range lines {
		if text, _, found := headingAt(lines, i); found > 0 {
			n.links[rstName(text)] = ""
			for _, l := range labels {
				n.titles[l] = text
			}
		}
		rest, explicit := strings.CutPrefix(strings.TrimLeft(line, " "), ".. ")
		if !explicit {
			if !isBlank(line) {
				labels = nil
			}
			continue
		}
		rest = strings.TrimSpace(rest)
		if m := rstTarget.FindStringSubmatch(rest); m != nil {
			name := rstName(m[1] + m[2])
			n.links[name] = rstPlace(m[3])
			labels = append(labels, name)
		}
		if line[0] == ' ' {
			continue
		}
		if m := rstReplace.FindStringSubmatch(rest); m != nil {
			end := i + 1
			for end < len(lines) && !isBlank(lines[end]) && lines[end][0] == ' ' {
				end++
			}
			n.texts[rstName(m[1])] = m[2] + " " + strings.Join(lines[i+1:end], " ")
		} else if m := rstPicture.FindStringSubmatch(rest); m != nil {
			n.texts[rstName(m[1])] = ""
		} else if m := rstRawRole.FindStringSubmatch(rest); m != nil {
			n.hidden[m[1]] = true
		}
	}
	return n
}

// rstPlace returns where a target leads, "" for another target.
func rstPlace(target string) string {
	if target = strings.TrimSpace(target); strings.HasSuffix(target, "_") {
		return ""
	}
	return target
}

// rstName makes names that mean the same the same.
func rstName(name string) string {
	return strings.ToLower(strings.Join(strings.Fields(strings.ReplaceAll(name, `\`, "")), " "))
}

// rstID makes an ID of a heading as docutils does: in lower case without accents, with "-" for all that is no letter and
// no digit of ASCII, from the first letter on.
func rstID(heading string) string {
	var b strings.Builder
	plain := strings.NewReplacer("ß", "sz", "æ", "ae", "œ", "oe", "ø", "o", "đ", "d", "ħ", "h", "ı", "i", "ł", "l", "ŧ", "t")
	for _, c := range norm.NFKD.String(plain.Replace(strings.ToLower(heading))) {
		switch {
		case c >= 'a' && c <= 'z', c >= '0' && c <= '9':
			b.WriteRune(c)
		case c <= unicode.MaxASCII && !strings.HasSuffix(b.String(), "-"):
			b.WriteByte('-')
		}
	}
	return strings.TrimRight(strings.TrimLeft(b.String(), "-0123456789"), "-")
}
