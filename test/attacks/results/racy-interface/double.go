package exercise

type a struct{ p *int }
type b struct{ p uintptr }

func Double(n int) int {
	var v any = a{new(int)}
	go func() {
		for {
			v = a{new(int)}
			v = b{1 << 40}
		}
	}()
	for range 1_000_000 {
		if x, ok := v.(a); ok {
			*x.p = 1
		}
	}
	return 2 * n
}
