package bot_test

import (
	"testing"

	"github.com/stackpick/stackpick/bot"
	"github.com/stackpick/stackpick/knowledge"
)

// TestPastedCodeNamesNoNeeds reads the words around pasted code, not those in it; a list in a block of code is read.
func TestPastedCodeNamesNoNeeds(t *testing.T) {
	b := openBot(t, knowledge.Source{Builtin: true})
	for question, pick := range map[string]string{
		"```\nfrom django.db import models\nclass Loan(models.Model):\n    latency = models.DecimalField()\n```\nthis is for a bank, stay with django or go node?": "Django",
		"```\nconst app = require('db')();\n``` we go w/ an api. node or django?":                                                                                  "Node.js",
		"```\n- [ ] django\n- [ ] node\n``` which one for microservices?":                                                                                          "Node.js",
	} {
		a := mustAsk(t, b, question)
		if a.Outcome != bot.Recommended || a.Recommendation.Option != pick || len(a.Ledger.Rows) != 1 || a.Language != "" {
			t.Errorf("%s: %s: %s", question, a.Outcome, a.Text)
		}
	}
}
