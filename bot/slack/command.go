package slack

import "strings"

// dutyOf reads what is asked for: one of the words that /stackpick knows by itself, or a question. The same words
// work in a mention and a DM. "compare A B on X" is a question like others.
func dutyOf(text string) (duty, string) {
	text = strings.TrimSpace(text)
	switch strings.ToLower(strings.Trim(text, " ?!./")) {
	case "", "help":
		return dutyHelp, ""
	case "sources":
		return dutySources, ""
	case "status":
		return dutyStatus, ""
	case "compare":
		return dutyAnswer, "compare"
	default:
		return dutyAnswer, text
	}
}
