package exercise

type t struct{ n int }

//go:norace
func (x *t) add() { x.n++ }

var shared t

func Double(n int) int { shared.add(); return 2 * n }
