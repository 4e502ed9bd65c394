package question

// A Message is what a person wrote, with the turns of the thread before it, oldest first.
type Message struct {
	Text   string
	Thread []Turn
}

// A Turn is an earlier question of a thread and the answer given.
type Turn struct {
	Question string `json:"question"`
	Answer   string `json:"answer"`
}
