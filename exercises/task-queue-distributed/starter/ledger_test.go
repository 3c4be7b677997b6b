package exercise_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"exercise"
)

// ledger stands between queues and their broker. It writes down who did what and when, and finds what breaks
// the rules of the statement. The first fault is reported when the test is over, with what had happened to the task.
type ledger struct {
	broker *exercise.MemoryBroker
	began  time.Time
	queues []*queue

	mu     sync.Mutex
	tasks  map[int]*task  // by the task's ID
	leases map[int]*lease // by the lease's ID
	fault  string
}

// task is what the ledger knows of a task.
type task struct {
	exercise.Task
	runs, acks int
	current    exercise.Lease
	history    []string
}

// lease is what the ledger knows of a lease.
type lease struct {
	exercise.Lease
	task     *task
	holder   *queue
	until    time.Time            // when it runs out
	ended    string               // how it ended, as far as its holder knows
	asking   string               // the request that is under way
	failed   map[string]time.Time // when a request last got ErrUnavailable
	handler  string               // one of the four below
	returned time.Time            // when the handler returned
}

const (
	notCalled = "was not called"
	running   = "is still running"
	succeeded = "returned nil"
	failed    = "returned an error"
)

// queue is a Queue, and the broker that this Queue sees.
type queue struct {
	*ledger
	name    string
	workers int
	handle  func(context.Context, exercise.Task) error
	// interfere, if it is not nil, may answer a request in the broker's place, with an error that is not nil.
	// The request is Lease, Extend, Ack or Nack.
	interfere func(request string, lease exercise.Lease) error
	// latency is how long the answer of Lease is on its way.
	latency time.Duration

	running, peak, runs int
	failed              []time.Time // when Lease got ErrUnavailable
	cancel              context.CancelFunc
	returned            chan struct{} // closed when Run has returned
}

// withLedger runs f in virtual time: time.Sleep returns as soon as every goroutine waits, and the clock then has
// moved on by exactly that much. In the end it stops the queues that f left running.
func withLedger(t *testing.T, f func(l *ledger)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		l := &ledger{
			broker: exercise.NewMemoryBroker(),
			began:  time.Now(),
			tasks:  make(map[int]*task),
			leases: make(map[int]*lease),
		}
		f(l)
		for _, q := range l.queues {
			q.stop()
		}
		l.mu.Lock()
		defer l.mu.Unlock()
		if l.fault != "" {
			t.Error(l.fault)
		}
	})
}

// push gives the broker n tasks, and returns their IDs.
func (l *ledger) push(n int) []int {
	l.mu.Lock()
	defer l.mu.Unlock()
	var ids []int
	for range n {
		id := len(l.tasks) + 1
		l.tasks[id] = &task{Task: exercise.Task{ID: id, Payload: fmt.Sprintf("%x", rand.Uint64())}}
		ids = append(ids, id)
		l.broker.Push(l.tasks[id].Task)
	}
	return ids
}

// queue makes a Queue whose handler does what handle says. It does nothing before start is called.
func (l *ledger) queue(workers int, handle func(context.Context, exercise.Task) error) *queue {
	q := &queue{ledger: l, name: "queue " + string(rune('A'+len(l.queues))), workers: workers, handle: handle}
	l.queues = append(l.queues, q)
	return q
}

// start lets the queue run until stop is called.
func (q *queue) start() *queue {
	ctx, cancel := context.WithCancel(context.Background())
	q.cancel, q.returned = cancel, make(chan struct{})
	run := exercise.NewQueue(q, q.workers, q.run).Run
	go func() {
		defer close(q.returned)
		run(ctx)
	}()
	return q
}

// stop ends the context of Run and waits until it has returned. It returns how long that took.
func (q *queue) stop() time.Duration {
	if q.cancel == nil {
		return 0
	}
	began := time.Now()
	q.cancel()
	select {
	case <-q.returned:
	case <-time.After(20 * time.Minute):
		q.report(nil, "%s: Run had not returned 20m after its context had ended", q.name)
		return time.Since(began)
	}
	q.mu.Lock()
	defer q.mu.Unlock()
	if q.running > 0 {
		q.note(nil, "%s: Run returned while a handler was still running", q.name)
	}
	for _, l := range q.leases {
		if l.holder == q && l.held() {
			q.note(l.task, "%s: Run returned, and task %d was neither acknowledged nor given back", q.name, l.task.ID)
		}
	}
	return time.Since(began)
}

// run is the handler that the Queue gets.
func (q *queue) run(ctx context.Context, given exercise.Task) error {
	l := q.called(given)
	err := q.handle(ctx, given)
	q.mu.Lock()
	defer q.mu.Unlock()
	q.running--
	if l != nil {
		l.handler, l.returned = succeeded, time.Now()
		if err != nil {
			l.handler = failed
		}
		q.write(l.task, "the handler "+l.handler)
	}
	return err
}

func (q *queue) called(given exercise.Task) *lease {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.running++
	q.runs++
	q.peak = max(q.peak, q.running)
	t := q.tasks[given.ID]
	if t == nil || t.Task != given {
		q.note(t, "%s: the handler was called with %+v, which no lease had brought", q.name, given)
		return nil
	}
	t.runs++
	q.write(t, "the handler is called")
	l := q.leases[t.current.ID]
	if l == nil || l.holder != q || l.handler != notCalled {
		q.note(t, "%s: the handler was called for task %d without a lease of its own", q.name, t.ID)
		return nil
	}
	l.handler = running
	if q.running > q.workers {
		q.note(t, "%s: %d handlers ran at the same time; want at most %d", q.name, q.running, q.workers)
	}
	return l
}

// Lease implements exercise.Broker.
func (q *queue) Lease(ctx context.Context) (exercise.Lease, error) {
	if q.askedAgain() && q.interfere != nil {
		if err := q.interfere("Lease", exercise.Lease{}); err != nil {
			q.mu.Lock()
			q.failed = append(q.failed, time.Now())
			q.mu.Unlock()
			return exercise.Lease{}, err
		}
	}
	given, err := q.broker.Lease(ctx)
	if err != nil {
		return given, err
	}
	q.leased(given)
	wait(q.latency)
	return given, nil
}

// askedAgain finds out whether the workers leave a pause after Lease has failed. It is false after a fault.
func (q *queue) askedAgain() bool {
	q.mu.Lock()
	defer q.mu.Unlock()
	recent := 0
	for _, at := range q.failed {
		if time.Since(at) < exercise.RetryPause {
			recent++
		}
	}
	if recent >= q.workers {
		q.note(nil, "%s: Lease was tried again less than %v after it had failed", q.name, exercise.RetryPause)
	}
	return q.fault == ""
}

func (q *queue) leased(given exercise.Lease) {
	q.mu.Lock()
	defer q.mu.Unlock()
	held := 1
	for _, l := range q.leases {
		if l.holder == q && l.held() {
			held++
		}
	}
	t := q.tasks[given.Task.ID]
	t.current = given
	q.leases[given.ID] = &lease{
		Lease:   given,
		task:    t,
		holder:  q,
		until:   time.Now().Add(exercise.LeaseTime),
		handler: notCalled,
		failed:  make(map[string]time.Time),
	}
	q.write(t, "Lease")
	if held > q.workers {
		q.note(t, "%s: %d leases were held at the same time; want at most %d", q.name, held, q.workers)
	}
}

// Extend implements exercise.Broker.
func (q *queue) Extend(lease exercise.Lease) error {
	return q.request("Extend", lease, q.broker.Extend)
}

// Ack implements exercise.Broker.
func (q *queue) Ack(lease exercise.Lease) error { return q.request("Ack", lease, q.broker.Ack) }

// Nack implements exercise.Broker.
func (q *queue) Nack(lease exercise.Lease) error { return q.request("Nack", lease, q.broker.Nack) }

func (q *queue) request(name string, given exercise.Lease, ask func(exercise.Lease) error) (err error) {
	l := q.asks(name, given)
	if l == nil {
		return nil // After a fault all requests succeed, so that the test comes to its end.
	}
	if q.interfere != nil {
		err = q.interfere(name, given)
	}
	if err == nil {
		err = ask(given)
	}
	q.answered(l, name, err)
	return err
}

// asks looks for what is wrong with a request. It returns nil when there has been a fault.
func (q *queue) asks(name string, given exercise.Lease) *lease {
	q.mu.Lock()
	defer q.mu.Unlock()
	l := q.leases[given.ID]
	if l == nil || l.Lease != given || l.holder != q {
		q.note(nil, "%s: %s of lease %d, which this queue was not given", q.name, name, given.ID)
		return nil
	}
	q.write(l.task, name)
	now := time.Now()
	failedAt, again := l.failed[name]
	wrong := func(format string, args ...any) {
		q.note(l.task, "%s: %s of task %d"+format, append([]any{q.name, name, given.Task.ID}, args...)...)
	}
	switch {
	case l.asking != "":
		wrong(" came while %s of the same lease was still under way", l.asking)
	case l.ended != "":
		wrong(" came after the lease had been %s", l.ended)
	case again && now.Sub(failedAt) < exercise.RetryPause:
		wrong(" was tried again %v after it had failed; want a pause of %v", now.Sub(failedAt), exercise.RetryPause)
	case name == "Extend":
	case now.After(l.until):
		wrong(" came after the lease had run out")
	case name == "Ack" && l.handler != succeeded, name == "Nack" && l.handler != failed && l.handler != notCalled:
		wrong(", whose handler %s", l.handler)
	case l.handler != notCalled && !again && now.Sub(l.returned) >= exercise.RetryPause:
		wrong(" came %v after its handler had returned; want at once", now.Sub(l.returned))
	}
	if q.fault != "" {
		return nil
	}
	l.asking = name
	return l
}

func (q *queue) answered(l *lease, name string, err error) {
	q.mu.Lock()
	defer q.mu.Unlock()
	l.asking = ""
	switch {
	case errors.Is(err, exercise.ErrUnavailable):
		l.failed[name] = time.Now()
	case err != nil:
		l.ended = "lost"
	case name == "Extend":
		l.until = time.Now().Add(exercise.LeaseTime)
	case name == "Ack":
		l.ended = "acknowledged"
		l.task.acks++
	case name == "Nack":
		l.ended = "given back"
	}
	if err != nil {
		q.write(l.task, fmt.Sprintf("%s gets an error: %v", name, err))
	}
}

// held says whether the holder has reason to believe that it still holds the lease.
func (l *lease) held() bool { return l.ended == "" && time.Now().Before(l.until) }

// wantDone asserts that all tasks have been acknowledged by now, each once, and that the handler was called
// for the tasks as often as runs says; 0 stands for any number.
func (l *ledger) wantDone(runs int) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for id := 1; id <= len(l.tasks); id++ {
		switch t := l.tasks[id]; {
		case t.acks != 1:
			l.note(t, "after %v task %d had been acknowledged %d times; want 1", time.Since(l.began), id, t.acks)
		case runs > 0 && t.runs != runs:
			l.note(t, "the handler was called %d times for task %d; want %d", t.runs, id, runs)
		}
	}
}

// report and note write down a fault, if it is the first one. The caller of note holds the lock.
func (l *ledger) report(t *task, format string, args ...any) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.note(t, format, args...)
}

func (l *ledger) note(t *task, format string, args ...any) {
	if l.fault != "" {
		return
	}
	l.fault = fmt.Sprintf(format, args...)
	if t != nil && len(t.history) > 0 {
		l.fault += fmt.Sprintf("; what happened to task %d:\n\t", t.ID) + strings.Join(t.history, "\n\t")
	}
}

// write adds a line to the history of a task. The caller holds the lock.
func (q *queue) write(t *task, what string) {
	t.history = append(t.history, fmt.Sprintf("%7v  %s: %s", time.Since(q.began), q.name, what))
}
