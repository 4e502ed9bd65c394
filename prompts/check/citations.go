package check

// citations reports a sentence that cites nothing, or what was not sent.
func citations(s Sentence, claims int) string {
	if len(s.Claims) == 0 {
		return "it cites no claim"
	}
	seen := map[int]bool{}
	for _, n := range s.Claims {
		if n < 0 || n >= claims {
			return "it cites a claim that was not sent"
		}
		if seen[n] {
			return "it cites a claim twice"
		}
		seen[n] = true
	}
	return ""
}
