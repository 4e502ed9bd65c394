package slack

import "time"

// lifeOfURL is how long Slack takes messages at a response_url; a little is left for the clocks.
const lifeOfURL = 29 * time.Minute

// A place says where a message goes and who sees it. One function decides it for all surfaces: placeOf.
type place struct {
	channel string // a user's ID stands for the DM with that person
	thread  string // the root's ts, "" outside threads
	to      string // only this person sees it; "" for all in the channel
	url     string // the response_url that carries it; "" for the Web API
}

// placeOf decides where the answer to a task goes:
//
//	command                   private, where it was typed, by response_url
//	mention, reply in thread  public, in the thread of the message
//	DM with an agent view     in the message's own thread: there each message is the root of one
//	DM without                where the message is: beside it, or in the thread it was written in
//	button under an answer    as that answer: private under a private one, else in its thread
//	button in App Home        the DM with that person
//
// A response_url that has run out is replaced by a private message of the Web API.
func placeOf(t *task, agentView bool, now time.Time) place {
	root := t.Thread
	if root == "" {
		root = t.TS
	}
	switch {
	case t.Surface == surfaceHome:
		return place{channel: t.User}
	case t.Surface == surfaceCommand, t.Private:
		p := place{channel: t.Channel, to: t.User, url: t.URL}
		if now.Sub(t.Accepted) > lifeOfURL {
			p.url = ""
		}
		return p
	case (t.Surface == surfaceDM || directMessage(t.Channel)) && !agentView:
		return place{channel: t.Channel, thread: t.Thread}
	default:
		return place{channel: t.Channel, thread: root}
	}
}

// directMessage reports whether a channel is the DM with one person: their IDs begin with D.
func directMessage(channel string) bool { return len(channel) > 0 && channel[0] == 'D' }
