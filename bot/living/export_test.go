package living

import (
	"context"
	"log/slog"

	"github.com/fsnotify/fsnotify"
)

// Longest is how long a change waits at most.
const Longest = longest

// Hurry has changes read as soon as they are told. Call it before Watch.
func (b *Bot) Hurry() { b.quiet = 0 }

// A Notifier is a notifier.
type Notifier = notifier

// NewDeafNotifier returns a notifier that the system refuses everything.
func NewDeafNotifier(log *slog.Logger) *Notifier {
	n := newNotifier(log)
	n.watcher.Close()
	return n
}

// Follow is follow.
func (n *notifier) Follow(paths, folders []string) (more bool) { return n.follow(paths, folders) }

// Renew is renew, which Watch calls.
func (b *Bot) Renew(ctx context.Context) { b.renew(ctx) }

// Counts is counts.
func (n *notifier) Counts(e fsnotify.Event) bool { return n.counts(e) }
