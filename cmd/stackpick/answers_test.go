package main

import "github.com/stackpick/stackpick/bot"

// Answers made by hand, one for each kind. Their technologies do not exist.

func queueSources() []bot.Source {
	return []bot.Source{
		{N: 1, ID: "queues-compared#delivery", Document: "Queues compared: what two years in production taught us", Section: "Delivery", URL: "https://example.com/queues#delivery", Date: "2024", Score: 1},
		{N: 2, ID: "queues-compared#cost", Document: "Queues compared: what two years in production taught us", Section: "Cost", URL: "https://example.com/queues#:~:text=Cost%2C%20in%20short", Date: "2024", Score: 0.61},
		{N: 3, ID: "adr-0007#decision", Document: "Use Rabbit for orders", Section: "Decision", Score: 0.4},
	}
}

func recommended() *bot.Answer {
	return &bot.Answer{
		Outcome: bot.Recommended,
		Recommendation: &bot.Recommendation{
			Option: "Rabbit.mq", Strength: bot.Strong, Because: []string{"Reliability", "Cost"},
			Unless: "Choose Herald where a whole day of messages has to be read again.",
		},
		Text: "Pick: Rabbit.mq. It delivers a message at least once. [1]",
		Statements: []bot.Statement{
			{Text: "Pick: Rabbit.mq. Rabbit.mq delivers a message at least once, and tells the sender when it has it, so that nothing is lost between two services.", Citations: []int{1}},
			{Text: "Rabbit.mq costs a third of what Herald costs on the same machines.", Citations: []int{2, 3}},
			{Text: "Choose Herald where a whole day of messages has to be read again.", Citations: []int{3}},
		},
		Sources:   queueSources(),
		Gaps:      []string{"Compliance: the knowledge says nothing about it for Rabbit.mq and Herald."},
		Notes:     []string{"The question is in German; without a language model the answer is in English."},
		FollowUps: []string{"And what about operations?", "What did Acme do?"},
		Ledger: &bot.Ledger{
			Options: []string{"Rabbit.mq", "Herald"}, Totals: []float64{0.9, -0.2}, Margin: 1.1, Coverage: 1,
			Rows: []bot.LedgerRow{{Concept: "Reliability", Weight: 1, Cells: []bot.LedgerCell{{For: 1, Score: 1}, {Against: 0.6, Score: -1}}}},
		},
	}
}

func undecided() *bot.Answer {
	return &bot.Answer{
		Outcome: bot.Recommended,
		Recommendation: &bot.Recommendation{Option: bot.Either, Strength: bot.Weak, Because: []string{"Scalability"},
			Unless: "one of your needs outweighs the others: name it and ask again"},
		Statements: []bot.Statement{
			{Text: "Pick: either. Rabbit scales out by adding queues.", Citations: []int{1}},
			{Text: "Herald scales out by adding partitions.", Citations: []int{1}},
		},
		Sources: queueSources()[:1],
	}
}

func elsewhere() *bot.Answer {
	return &bot.Answer{
		Outcome:        bot.Recommended,
		Recommendation: &bot.Recommendation{Option: bot.Neither, Strength: bot.Moderate},
		Statements:     []bot.Statement{{Text: "Pick: none of these. For three messages a day, a table in the database is enough.", Citations: []int{2}}},
		Sources:        queueSources()[1:2],
	}
}

func text(s string) *string { return &s }

func compared() *bot.Answer {
	return &bot.Answer{
		Outcome: bot.Compared,
		Statements: []bot.Statement{
			{Text: "Both are written in Erlang.", Citations: []int{1}},
			{Text: "Loses the messages of the last second when a machine dies.", Citations: []int{1, 2}},
		},
		Comparison: &bot.Comparison{
			Options: []string{"Rabbit", "Herald"},
			Rows: []bot.ComparisonRow{
				{Criterion: "Reliability", Cells: []bot.ComparisonCell{
					{Option: "Rabbit", Text: text("Delivers a message at least once, and tells the sender when it has it."), Stance: "for", Citations: []int{1}},
					{Option: "Herald", Text: text("Loses the messages of the last second when a machine dies."), Stance: "against", Citations: []int{1, 2}},
				}},
				{Criterion: "Access to experienced people", Cells: []bot.ComparisonCell{
					{Option: "Rabbit", Text: text("Is taught | nowhere."), Stance: "neutral", Citations: []int{2}},
					{Option: "Herald", Stance: "none"},
				}},
				{Criterion: "Cost", Cells: []bot.ComparisonCell{
					{Option: "Rabbit", Stance: "none"},
					{Option: "Herald", Text: text("Cheap."), Stance: "for", Citations: []int{2}},
				}},
			},
		},
		Sources: queueSources(),
	}
}

func told() *bot.Answer {
	return &bot.Answer{
		Outcome:    bot.Facts,
		Statements: []bot.Statement{{Text: "Acme sends 8 billion messages a month.", Citations: []int{3}}},
		Sources:    queueSources()[2:],
	}
}

func inJapanese() *bot.Answer {
	return &bot.Answer{
		Outcome: bot.Facts,
		Statements: []bot.Statement{
			{Text: "ラビットはメッセージを少なくとも一度は配信し、受け取ったことを送信者に知らせます。", Citations: []int{1}},
			{Text: "👩🏽‍💻 e\u0301crit, שלום עולם, a word: " + "Donaudampfschifffahrtsgesellschaftskapitänsmütze", Citations: []int{1}},
		},
		Sources: queueSources()[:1],
	}
}

func refused() *bot.Answer {
	gap := "Pigeon: no document here judges it."
	return &bot.Answer{
		Outcome:   bot.NotCovered,
		Text:      "The knowledge does not cover that. Missing: " + gap + " It covers Rabbit and Herald on reliability and cost.",
		Gaps:      []string{gap},
		FollowUps: []string{"Rabbit or Herald for orders?"},
	}
}

func asked() *bot.Answer {
	return &bot.Answer{
		Outcome:   bot.Clarify,
		Text:      "What matters most to you? Name the options (Rabbit, Herald) and a need, such as cost. Try: Rabbit or Herald for orders?",
		FollowUps: []string{"Rabbit or Herald for orders?"},
	}
}

// hostile holds what a malicious knowledge file could: it must come out as text, in every form.
func hostile() *bot.Answer {
	evil := "\x1b]0;owned\x07Rab\x1b[31mbit\u009b2J <img src=x> [click](javascript:alert(1)) *b* `c` | \u202egnp.exe\u202c 1\r\nrm"
	return &bot.Answer{
		Outcome:        bot.Recommended,
		Recommendation: &bot.Recommendation{Option: evil, Strength: bot.Weak, Because: []string{evil}, Unless: evil},
		Statements:     []bot.Statement{{Text: "# " + evil, Citations: []int{1}}, {Text: "1. " + evil, Citations: []int{2, 9}}},
		Comparison: &bot.Comparison{Options: []string{evil}, Rows: []bot.ComparisonRow{
			{Criterion: evil, Cells: []bot.ComparisonCell{{Option: evil, Text: &evil, Stance: evil, Citations: []int{1}}}},
		}},
		Sources: []bot.Source{
			{N: 1, ID: evil, Document: evil, Section: evil, URL: "javascript:alert(1)", Date: evil},
			{N: 2, ID: "b", Document: "b", Section: "b", URL: "https://example.com/a> b\x1b[2J"},
		},
		Gaps: []string{evil}, Notes: []string{evil}, FollowUps: []string{evil},
	}
}
