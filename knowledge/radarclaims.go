package knowledge

import "strings"

// annotateRadar makes the claims of a radar: a ring is a stance on what stands in it, the newest one a verdict. What
// volumes say that had it in another ring is told with its date and weighs nothing.
func (a *annotator) annotateRadar(d *Document, standings []standing) {
	newest := map[string]bool{} // passages that open with the ring of now
	byPassage := map[string][]*Blip{}
	for i := range d.Blips {
		b := &d.Blips[i]
		b.Option = optionIn(a.v, cleanOption(b.Name))
		b.Stance, _ = ringStance(b.Ring)
		b.Current = i < len(standings) && standings[i] == now
		newest[b.Passage] = newest[b.Passage] || i < len(standings) && standings[i] != moved
		byPassage[b.Passage] = append(byPassage[b.Passage], b)
	}
	for i := range d.Passages {
		p := &d.Passages[i]
		id, _, _ := strings.Cut(p.ID, "~")
		blips := byPassage[id]
		if len(blips) == 0 {
			a.passage(p)
			continue
		}
		a.blipPassage(p, blips, newest[id])
	}
}

// blipPassage makes the claims of a passage on one entry. Its sentences are on that, unless they name another option.
func (a *annotator) blipPassage(p *Passage, blips []*Blip, current bool) {
	a.subjects = []string{blips[0].Option}
	a.learnLanguages()
	a.passage(p)
	rows := 0
	for i := range p.Claims {
		c := &p.Claims[i]
		if IsRing(c.Text) {
			*c = Claim{Text: c.Text}
			if b := blipIn(blips, c.Text); b != nil && b.Current {
				c.About = []Stand{{b.Option, b.Stance}}
				c.Verdict = b.Firm() || b.Stance == Against
			}
			rows++
			continue
		}
		if len(c.About) == 0 && rows == 1 {
			a.ascribe(c, blips[0].Option)
		}
		if !current || rows > 1 {
			for k := range c.About {
				c.About[k].Stance = Neutral
			}
			c.Verdict = false
		}
	}
	if IsRing(p.Text) {
		p.Part = PartHead
	}
	p.Options, p.Concepts = appendNew(nil, blips[0].Option), nil
	for i := range p.Claims {
		p.Options = appendNew(p.Options, aboutOf(p.Claims[i].About)...)
		p.Concepts = appendNew(p.Concepts, p.Claims[i].Concepts...)
	}
}

// blipIn returns the blip whose ring a line states.
func blipIn(blips []*Blip, line string) *Blip {
	for _, b := range blips {
		if line == ringRow(b.Ring, b.Quadrant, b.Date) || line == ringRow(b.Ring, "", b.Date) {
			return b
		}
	}
	return nil
}
