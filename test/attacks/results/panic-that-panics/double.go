package exercise

type fault struct{}

func (fault) Error() string { panic(fault{}) }

func Double(n int) int { panic(fault{}) }
