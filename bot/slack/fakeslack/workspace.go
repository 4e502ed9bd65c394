package fakeslack

import "strings"

// A Channel is a conversation. The app may post in it when Member is set and Archived is not.
type Channel struct {
	ID       string // C…, G… or D…
	Name     string // "general"; the id in lower case by default
	Member   bool   // the bot is in it
	External bool   // shared with another organisation
	Private  bool   // without Member the app cannot even see it
	Archived bool
	IM       bool   // the direct messages between the app and User
	User     string // of a direct message: the person
}

// kind returns the channel_type that events carry.
func (c *Channel) kind() string {
	switch {
	case c.IM:
		return "im"
	case c.Private:
		return "group"
	}
	return "channel"
}

// scopes returns which of the scopes family:action opens the channel: channels, groups or im.
func (c *Channel) scope(action string) string {
	family := map[string]string{"im": "im", "group": "groups", "channel": "channels"}[c.kind()]
	return family + ":" + action
}

// A User is a person of the workspace.
type User struct {
	ID, Name, RealName string
	Locale             string // "en-GB"; shown by users.info
	Guest              bool
}

// AddChannel adds a channel or replaces the one of the same id. The bot is a member of every IM.
func (s *Server) AddChannel(c Channel) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.addChannel(c)
}

func (s *Server) addChannel(c Channel) *Channel {
	if c.Name == "" {
		c.Name = strings.ToLower(c.ID)
	}
	c.Member = c.Member || c.IM
	s.channels[c.ID] = &c
	return &c
}

// AddUser adds a person or replaces the one of the same id. Whoever does something is added by that.
func (s *Server) AddUser(u User) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.users[u.ID] = &u
}

// person returns a user, adding one that is not known yet. The caller holds mu.
func (s *Server) person(id string) *User {
	u := s.users[id]
	if u == nil {
		name := strings.ToLower(id)
		u = &User{ID: id, Name: name, RealName: name, Locale: "en-US"}
		s.users[id] = u
	}
	return u
}

// DMChannel returns the id of the direct messages between the app and a person, D… for the person's U….
func (s *Server) DMChannel(user string) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.dm(user).ID
}

func (s *Server) dm(user string) *Channel {
	id := "D" + strings.TrimLeft(user, "UW")
	if c := s.channels[id]; c != nil {
		return c
	}
	s.person(user)
	return s.addChannel(Channel{ID: id, Name: "directmessage", IM: true, User: user})
}

// place returns a channel of which something is told, adding one that is not known yet with the bot in it.
// The caller holds mu.
func (s *Server) place(id string) *Channel {
	if c := s.channels[id]; c != nil {
		return c
	}
	return s.addChannel(Channel{ID: id, Member: true})
}

// visible returns the channel that a method names, a person's id standing for the direct messages with that
// person. A private channel without the bot does not exist for it. The caller holds mu.
func (s *Server) visible(id string) (*Channel, error) {
	if u := s.users[id]; u != nil {
		return s.dm(id), nil
	}
	c := s.channels[id]
	if c == nil || c.Private && !c.Member {
		return nil, refuse("channel_not_found")
	}
	return c, nil
}

// writable returns the channel that a method would post in. The caller holds mu.
func (s *Server) writable(id string) (*Channel, error) {
	c, err := s.visible(id)
	switch {
	case err != nil:
		return nil, err
	case c.Archived:
		return nil, refuse("is_archived")
	case !c.Member && !s.has("chat:write.public"):
		return nil, refuse("not_in_channel")
	}
	return c, nil
}
