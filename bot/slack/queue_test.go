package slack

import (
	"context"
	"testing"
	"time"
)

// inConversation is a task of a thread.
func inConversation(id, thread string) *task {
	return &task{ID: id, Team: "T1", Channel: "C1", Thread: thread, Surface: surfaceMention}
}

// next takes a task that must be there.
func next(t *testing.T, q *queue) *task {
	t.Helper()
	got := make(chan *task, 1)
	go func() { got <- q.take(func(*task) {}) }()
	select {
	case taken := <-got:
		return taken
	case <-time.After(testWait):
		t.Fatal("nothing to take")
		return nil
	}
}

func TestTasksOfAConversationFollowOneAnotherAndOthersGoAhead(t *testing.T) {
	q := newQueue(10)
	for _, in := range []*task{inConversation("a1", "a"), inConversation("a2", "a"), inConversation("b1", "b")} {
		if !q.put(in) {
			t.Fatal("no room")
		}
	}
	first, second := next(t, q), next(t, q)
	if first.ID != "a1" || second.ID != "b1" {
		t.Fatalf("took %s and %s", first.ID, second.ID)
	}
	q.done(first)
	if third := next(t, q); third.ID != "a2" {
		t.Errorf("took %s", third.ID)
	}
}

func TestAQueueTakesInEachTaskOnceAndNoMoreThanItHasRoomFor(t *testing.T) {
	q := newQueue(2)
	for range 2 {
		if !q.put(inConversation("a", "a")) || q.len() != 1 {
			t.Errorf("the same task is there %d times", q.len())
		}
	}
	if !q.put(inConversation("b", "b")) || q.put(inConversation("c", "c")) || q.free() != 0 {
		t.Errorf("%d tasks in a queue for 2", q.len())
	}
	if removed := q.remove(func(t *task) bool { return t.ID == "b" }); len(removed) != 1 || q.free() != 1 {
		t.Errorf("removed %d", len(removed))
	}
}

func TestATaskThatIsPutOffComesBackAndADrainDoesNotWaitForIt(t *testing.T) {
	q := newQueue(10)
	q.put(inConversation("a", "a"))
	first := next(t, q)
	q.putOff(first, time.Millisecond)
	if again := next(t, q); again != first {
		t.Errorf("took %s", again.ID)
	}
	q.putOff(first, time.Hour)
	ctx, cancel := context.WithTimeout(context.Background(), testWait)
	defer cancel()
	q.drain(ctx)
	if ctx.Err() != nil {
		t.Error("the drain waited for a task that was put off")
	}
	if q.take(func(*task) {}) != nil || q.put(inConversation("b", "b")) {
		t.Error("a closed queue goes on")
	}
}
