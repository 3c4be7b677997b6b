// Package exercise is a registry of numbers that is read much more often than it is changed.
package exercise

// Registry sends functions to the goroutine that owns the map.
type Registry struct {
	requests chan func(values map[string]int)
}

func NewRegistry() *Registry {
	r := &Registry{requests: make(chan func(map[string]int))}
	go func() {
		values := map[string]int{}
		for request := range r.requests {
			request(values)
		}
	}()
	return r
}

func (r *Registry) do(request func(values map[string]int)) {
	done := make(chan any)
	r.requests <- func(values map[string]int) {
		defer func() { done <- recover() }()
		request(values)
	}
	if p := <-done; p != nil {
		panic(p)
	}
}

func (r *Registry) Set(name string, value int) {
	r.do(func(values map[string]int) { values[name] = value })
}

func (r *Registry) Add(name string, delta int) (sum int) {
	r.do(func(values map[string]int) {
		values[name] += delta
		sum = values[name]
	})
	return sum
}

func (r *Registry) Delete(name string) (found bool) {
	r.do(func(values map[string]int) {
		_, found = values[name]
		delete(values, name)
	})
	return found
}

func (r *Registry) Get(name string) (value int, found bool) {
	r.do(func(values map[string]int) { value, found = values[name] })
	return value, found
}

func (r *Registry) Len() (n int) {
	r.do(func(values map[string]int) { n = len(values) })
	return n
}

// Range keeps the owner busy for as long as f likes, and all others wait.
func (r *Registry) Range(f func(name string, value int) bool) {
	r.do(func(values map[string]int) {
		for name, value := range values {
			if !f(name, value) {
				return
			}
		}
	})
}
