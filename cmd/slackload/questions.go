package main

// questions returns what people ask: every kind of answer is among it, and what the knowledge does not hold.
func questions() []string {
	return []string{
		"Django or Node.js for a fintech MVP?",
		"hey folks :wave: we're starting a lending product for small businesses, node or django for the backend?",
		"who uses Django?",
		"compare django and node on security and cost",
		"4 devs, none of them ever wrote anything but javascript. django or node for the server?",
		"Rails or Laravel?",
		"how many stars does django have on github",
		"pros and cons of django and node pls",
		"which one?",
		"we're about to carve the monolith into ~40 tiny independent services. Django or Node, which one would you go w/?",
		"hello",
		"ppl always say python is slow. anything to it?",
		"something like a live scoreboard w/ 200k clients permanently connected, django or node imo?",
		"which tools does node have for scaling out?",
		"Compare Node.js with Django in terms of security.",
		"hackathon this weekend, 36h, 3 people. node or django? need a running thing on sunday",
		"should we use Kafka or RabbitMQ",
		"Is Django open source?",
		"We already run Django and the team knows Python well, but the product will need chat with many thousand people at once, " +
			"and management wants to pay as little as possible. Is it worth moving to Node.js, or do we stay where we are?",
		"django vs node?",
		"what is the capital of France?",
		"sources",
		"policy says: pull in as few third party libs as possible. does that make it django or node?",
	}
}
