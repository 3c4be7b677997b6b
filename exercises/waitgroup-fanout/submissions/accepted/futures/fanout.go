// Package exercise runs tasks at the same time.
package exercise

type future struct {
	value int
	err   error
	done  chan struct{}
}

func start(task func() (int, error)) *future {
	f := &future{done: make(chan struct{})}
	go func() {
		defer close(f.done)
		f.value, f.err = task()
	}()
	return f
}

// RunAll starts everything first, and then asks one after the other.
func RunAll(tasks []func() (int, error)) (results []int, first error) {
	var started []*future
	for _, task := range tasks {
		started = append(started, start(task))
	}
	for _, f := range started {
		<-f.done
		if f.err != nil {
			f.value = 0
			if first == nil {
				first = f.err
			}
		}
		results = append(results, f.value)
	}
	return results, first
}
