package knowledge

import (
	"regexp"
	"strings"

	"github.com/stackpick/stackpick/knowledge/dates"
)

// Records in Portuguese, Spanish, French, Italian, German and Dutch have the same parts and the same statuses. What they
// are called there is read; the text itself is not translated.

// tongueStatuses are the words for a status in these languages, in the order of readStatus. The letters that may stand
// around them are not only those that \b knows.
var tongueStatuses = []struct {
	status Status
	words  *regexp.Regexp
}{
	{StatusSuperseded, tongueWords(`substitu[ií]d[oa]|reemplazad[oa]|remplacée?|sostituit[oa]|ersetzt|abgelöst|vervangen`)},
	{StatusRejected, tongueWords(`rejeitad[oa]|recusad[oa]|rechazad[oa]|rejetée?|refusée?|respint[oa]|rifiutat[oa]|abgelehnt|verworfen|afgewezen`)},
	{StatusDeprecated, tongueWords(`obsolet[oa]|descontinuad[oa]|obsolète|dépréciée?|abandonnée?|deprecat[oa]|veraltet|überholt|verouderd`)},
	{StatusProposed, tongueWords(`propost[oa]|propuest[oa]|proposée?|vorgeschlagen|voorgesteld|rascunho|borrador|brouillon|bozza|entwurf|pendente|pendiente|em discussão|en discusión|en discussion|in diskussion|in prüfung`)},
	{StatusAccepted, tongueWords(`aceit[oa]|aprovad[oa]|aceptad[oa]|aprobad[oa]|acceptée?|approuvée?|validée?|adoptée?|accettat[oa]|approvat[oa]|akzeptiert|angenommen|beschlossen|genehmigt|geaccepteerd|aangenomen|goedgekeurd`)},
}

// tongueWords matches one of words as a word of its own.
func tongueWords(words string) *regexp.Regexp {
	return regexp.MustCompile(`(?i)(?:^|\P{L})(` + words + `)(?:\P{L}|$)`)
}

// tongueStatus is readStatus for the other languages.
func tongueStatus(text string) (Status, string) {
	for _, s := range tongueStatuses {
		if m := s.words.FindStringSubmatch(text); m != nil {
			return s.status, m[1]
		}
	}
	return StatusUnknown, ""
}

// tongueParts are how the parts of a record are headed in these languages.
var tongueParts = []struct {
	part    Part
	heading *regexp.Regexp
}{
	{PartContext, regexp.MustCompile(`(?i)^(?:contexto?|contexte|contesto|kontext|(?:contexto|contexte|contesto|kontext) (?:e|y|et|und) .*|problema|problème|problem(?:stellung)?|hintergrund|motivação|motivación|achtergrond)$`)},
	{PartDrivers, regexp.MustCompile(`(?i)^(?:critérios?(?: de decisão)?|criterios?(?: de decisión)?|critères(?: de décision)?|criteri(?: di decisione)?|entscheidungskriterien|einflussfaktoren|besliscriteria)$`)},
	{PartConsidered, regexp.MustCompile(`(?i)^(?:alternativas|alternative|alternatives|alternativen|alternatieven|opções|opciones|opzioni|optionen|opties|(?:alternativas|opções|opciones) considerad[ao]s|(?:alternatives|options) (?:envisagées|considérées|étudiées)|(?:alternative|opzioni) considerate|(?:betrachtete|erwogene|mögliche) (?:alternativen|optionen)|overwogen (?:alternatieven|opties))$`)},
	{PartOutcome, regexp.MustCompile(`(?i)^(?:decisão|decisión|décision|decisione|entscheidung|beschluss|besluit|beslissing|resultado da decisão|resultado de la decisión|résultat de la décision|ergebnis)$`)},
	{PartRationale, regexp.MustCompile(`(?i)^(?:justificativas?|justificación|motivos|motivazioni?|justification|begründung|onderbouwing)$`)},
	{PartConsequences, regexp.MustCompile(`(?i)^(?:consequências|consecuencias|conséquences|conseguenze|konsequenzen|auswirkungen|folgen|gevolgen)$`)},
	{PartLinks, regexp.MustCompile(`(?i)^(?:referências|referencias|références|riferimenti|verweise|quellen|enlaces|liens|verwijzingen)$`)},
}

// tonguePart is partCalled for the other languages.
func tonguePart(bare string) Part {
	for _, p := range tongueParts {
		if p.heading.MatchString(bare) {
			return p.part
		}
	}
	return PartNone
}

var (
	tongueDate  = regexp.MustCompile(`(?i)^[\s*_-]*(?:data|fecha|datum|decidido em)[\s*_]*:[\s*_]*(.+)$`)
	tongueState = regexp.MustCompile(`(?i)^[\s*_-]*(?:estado|statut|stato|situação|zustand)[\s*_]*:[\s*_]*(.+)$`)
)

// inEnglish returns a line that says a record's date or status in another language as English records say it. Other lines
// stay as they are: "Data: what we keep".
func inEnglish(text string) string {
	if m := tongueDate.FindStringSubmatch(text); m != nil && dates.Plain(strings.TrimSpace(m[1])) == dates.In(m[1]) {
		return "Date: " + m[1]
	}
	if m := tongueState.FindStringSubmatch(text); m != nil && statusOf(m[1]) != StatusUnknown {
		return "Status: " + m[1]
	}
	return text
}
