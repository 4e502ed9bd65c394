package prompts

import "regexp"

// private matches what a question may hold and its answer never needs: addresses of mail and web, Slack's mark-up for
// people and channels, keys and tokens, long numbers such as those of telephones and accounts.
var private = regexp.MustCompile(`<[@#!][^>]*>|(?i)\b[\w.+-]+@[\w-]+(?:\.[\w-]+)+|\b[a-z][a-z0-9+.-]*://\S+|\b(?:xox[a-z]-|xapp-|sk-|gh[pousr]_|AKIA|eyJ)[\w./+=-]{6,}|\b[A-Za-z0-9+/_=-]{32,}|\+?\d[\d ()/-]{7,}\d|@[\w.-]+|#[\w-]*[A-Za-z][\w-]*`)

// Scrubbed takes out of a question what is nobody's business, before it leaves the machine.
func Scrubbed(question string) string { return private.ReplaceAllString(question, "…") }
