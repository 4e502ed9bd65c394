package slack

import (
	"context"
	"slices"
	"sync"
	"time"
)

// A queue holds accepted tasks until a worker takes them: in the order they came, and never two of one
// conversation at a time. It is bounded; what finds no room stays in the store and is put in later.
type queue struct {
	mu      sync.Mutex
	changed *sync.Cond
	room    int                   // tasks that may wait
	ready   []*task               // tasks that a worker may take, in order
	behind  map[string][]*task    // conversation → tasks waiting for the one in progress; present while one is
	known   map[string]bool       // IDs of all tasks here: waiting, in progress or put off
	later   map[*task]*time.Timer // tasks put off
	ended   map[string]bool       // IDs of tasks that ended while the store is looked through; nil while it is not
	closed  bool
}

func newQueue(room int) *queue {
	q := &queue{room: room, behind: map[string][]*task{}, known: map[string]bool{}, later: map[*task]*time.Timer{}}
	q.changed = sync.NewCond(&q.mu)
	return q
}

// put adds a task. It reports false when there is no room, or no more is taken in. A task that is here already, or has
// ended since noteEnds, is not added again.
func (q *queue) put(t *task) bool {
	q.mu.Lock()
	defer q.mu.Unlock()
	switch {
	case q.closed:
		return false
	case q.known[t.ID], q.ended[t.ID]:
		return true
	case len(q.known) >= q.room:
		return false
	}
	q.known[t.ID] = true
	q.enter(t)
	return true
}

// noteEnds has the queue remember which tasks end from now on, until the function that it returns is called: what was
// read from the store as pending may have ended by the time it is put.
func (q *queue) noteEnds() (stop func()) {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.ended = map[string]bool{}
	return func() {
		q.mu.Lock()
		defer q.mu.Unlock()
		q.ended = nil
	}
}

// forget takes the task out of those that are here. The caller holds mu.
func (q *queue) forget(t *task) {
	delete(q.known, t.ID)
	if q.ended != nil {
		q.ended[t.ID] = true
	}
}

// enter makes a task ready, or lets it wait behind the one of its conversation that is in progress.
func (q *queue) enter(t *task) {
	c := t.conversation()
	if waiting, busy := q.behind[c]; busy {
		q.behind[c] = append(waiting, t)
		return
	}
	q.behind[c] = nil
	q.ready = append(q.ready, t)
	q.changed.Signal()
}

// take waits for a task and hands it out. Begin notes that it is in progress, in the same moment in which it waits no
// more. It returns nil when the queue is closed: tasks that nobody has begun stay in the store.
func (q *queue) take(begin func(*task)) *task {
	q.mu.Lock()
	defer q.mu.Unlock()
	for len(q.ready) == 0 && !q.closed {
		q.changed.Wait()
	}
	if q.closed {
		return nil
	}
	t := q.ready[0]
	q.ready[0] = nil
	q.ready = q.ready[1:]
	begin(t)
	return t
}

// done says that a task has ended: the next of its conversation may begin.
func (q *queue) done(t *task) {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.forget(t)
	q.release(t)
	q.changed.Broadcast()
}

func (q *queue) release(t *task) {
	c := t.conversation()
	waiting := q.behind[c]
	if len(waiting) == 0 {
		delete(q.behind, c)
		return
	}
	q.behind[c] = waiting[1:]
	q.ready = append(q.ready, waiting[0])
	q.changed.Signal()
}

// putOff lets a task wait before it is tried again; others of its conversation go ahead.
func (q *queue) putOff(t *task, wait time.Duration) {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.release(t)
	q.changed.Broadcast()
	if q.closed {
		return
	}
	q.later[t] = time.AfterFunc(wait, func() {
		q.mu.Lock()
		defer q.mu.Unlock()
		if _, waiting := q.later[t]; waiting && !q.closed {
			delete(q.later, t)
			q.enter(t)
		}
	})
}

// putOffIn returns how many tasks of a channel are put off.
func (q *queue) putOffIn(channel string) (n int) {
	q.mu.Lock()
	defer q.mu.Unlock()
	for t := range q.later {
		if t.Channel == channel {
			n++
		}
	}
	return n
}

// len returns how many tasks are waiting or in progress.
func (q *queue) len() int {
	q.mu.Lock()
	defer q.mu.Unlock()
	return len(q.known)
}

// free returns how many tasks it would take in.
func (q *queue) free() int {
	q.mu.Lock()
	defer q.mu.Unlock()
	return q.room - len(q.known)
}

// remove takes out the tasks that wait, or are put off, and that match, and returns them.
func (q *queue) remove(match func(*task) bool) (removed []*task) {
	q.mu.Lock()
	defer q.mu.Unlock()
	take := func(t *task) bool {
		if !match(t) {
			return false
		}
		q.forget(t)
		removed = append(removed, t)
		return true
	}
	for t, timer := range q.later {
		if take(t) {
			timer.Stop()
			delete(q.later, t)
		}
	}
	for c, waiting := range q.behind {
		q.behind[c] = slices.DeleteFunc(waiting, take)
	}
	ready := len(removed)
	q.ready = slices.DeleteFunc(q.ready, take)
	for _, t := range removed[ready:] {
		q.release(t)
	}
	q.changed.Broadcast()
	return removed
}

// drain waits until all tasks have ended but those put off, or until ctx ends, and closes the queue. What is left
// stays in the store.
func (q *queue) drain(ctx context.Context) {
	stop := context.AfterFunc(ctx, q.close)
	defer stop()
	q.mu.Lock()
	for !q.closed && len(q.known) > len(q.later) {
		q.changed.Wait()
	}
	q.mu.Unlock()
	q.close()
}

// close lets workers end. Nothing is taken in any more.
func (q *queue) close() {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.closed = true
	for t, timer := range q.later {
		timer.Stop()
		delete(q.later, t)
	}
	q.changed.Broadcast()
}
