package exercise_test

import (
	"cmp"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"exercise"
)

// All workers are held inside a task. Each that is let go takes the next one and is held in it, so there
// is one right order for any number of workers. Some tasks come late and overtake those that wait.
func TestFreeWorkerTakesTheHighestPriority(t *testing.T) {
	for _, workers := range []int{1, 3} {
		synctest.Test(t, func(t *testing.T) {
			const n = 24
			started, release := make(chan int, workers+2*n), make(chan struct{})
			var waiting []int
			q := exercise.NewTaskQueue(workers)
			addTask := func(priority int) {
				add(t, q, exercise.Task{ID: len(waiting), Priority: priority, Run: func() {
					started <- priority
					<-release
				}})
			}
			q.Start()
			for range workers {
				addTask(0)
			}
			for range workers {
				next(started)
			}
			for range n {
				waiting = append(waiting, rand.IntN(100))
				addTask(waiting[len(waiting)-1])
			}
			for step := 0; len(waiting) > 0 && !t.Failed(); step++ {
				if step%3 == 1 && step < n {
					late := rand.IntN(200)
					waiting = append(waiting, late)
					addTask(late)
				}
				pause(time.Second)
				release <- struct{}{}
				highest := slices.Max(waiting)
				switch priority, ok := next(started); {
				case !ok:
					t.Errorf("a worker was free, %d tasks were waiting, and an hour later it had started none", len(waiting))
				case priority != highest:
					t.Errorf("of %d waiting tasks a free worker took one of priority %d; the highest was %d", len(waiting), priority, highest)
				}
				i := slices.Index(waiting, highest)
				waiting = slices.Delete(waiting, i, i+1)
			}
			close(release)
			q.Shutdown()
		})
	}
}

// Every task has the same ID, and Priority takes its extremes. Shutdown comes while they wait.
func TestAnyPriorityAndAnyID(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		want := []int{math.MaxInt, math.MaxInt - 1, 1 << 40, 1, 0, 0, -1, -1, -5, -(1 << 40), math.MinInt + 1, math.MinInt, math.MinInt}
		for range 5 {
			priorities := slices.Clone(want)
			rand.Shuffle(len(want), func(i, j int) { priorities[i], priorities[j] = priorities[j], priorities[i] })
			ran := make(chan int, len(want))
			q := exercise.NewTaskQueue(1)
			for _, priority := range priorities {
				add(t, q, exercise.Task{ID: 7, Priority: priority, Data: []int{priority}, Run: func() { ran <- priority }})
			}
			pause(time.Second)
			q.Start()
			q.Shutdown()
			wantOrder(t, ran, want)
		}
	})
}

func descending(a, b int) int { return cmp.Compare(b, a) }
