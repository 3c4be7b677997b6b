package exercise

type t int

func (t) double(n int) int

func Double(n int) int { return 2 * n }
