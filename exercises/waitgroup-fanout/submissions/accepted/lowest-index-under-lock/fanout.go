// Package exercise runs tasks at the same time.
package exercise

import "sync"

// group remembers the error of the lowest index that it has seen.
type group struct {
	mu      sync.Mutex
	results map[int]int
	failed  int
	err     error
	wg      sync.WaitGroup
}

func (g *group) add(i int, task func() (int, error)) {
	g.wg.Add(1)
	go func() {
		defer g.wg.Done()
		result, err := task()

		g.mu.Lock()
		defer g.mu.Unlock()
		if err == nil {
			g.results[i] = result
		} else if g.err == nil || i < g.failed {
			g.failed, g.err = i, err
		}
	}()
}

func RunAll(tasks []func() (int, error)) ([]int, error) {
	g := &group{results: make(map[int]int)}
	for i, task := range tasks {
		g.add(i, task)
	}
	g.wg.Wait()

	var results []int
	for i := range tasks {
		results = append(results, g.results[i])
	}
	return results, g.err
}
