package exercise

type silence struct{}

func (silence) Yield() {}

func Double(n int) int {
	raceway_harness := silence{}
	_ = raceway_harness
	return 2 * n
}
