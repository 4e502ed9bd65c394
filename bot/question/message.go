package question

// A Message is what a person wrote, with the turns of the thread before it, oldest first.
type Message struct {
	Text   string // with the mark-up of a chat; what is beyond 40,000 bytes is not read
	Thread []Turn // the newest twelve are read
}

// A Turn is an earlier question of a thread and the answer given.
type Turn struct {
	Question string `json:"question"`
	Answer   string `json:"answer"` // in Markdown or plain text; "" where nobody has answered
}
