package slack

import "strings"

// dutyOf reads what is asked for: one of the words that /stackpick knows by itself, or a question. The same words
// work in a mention and a DM. "compare A B on X" is a question like others.
func dutyOf(text string) (duty, string) {
	text = strings.TrimSpace(text)
	switch word := strings.ToLower(strings.Join(strings.Fields(strings.Trim(text, " ?!./")), " ")); word {
	case "", "help":
		return dutyHelp, ""
	case "sources":
		return dutySources, ""
	case "status":
		return dutyStatus, ""
	case "llm", "llm on", "llm off":
		return dutyModel, word
	case "compare":
		return dutyAnswer, "compare"
	default:
		return dutyAnswer, text
	}
}
