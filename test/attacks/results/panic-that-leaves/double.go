package exercise

import "log"

type fault struct{}

func (fault) Error() string { log.Fatal(); return "" }

func Double(n int) int { panic(fault{}) }
