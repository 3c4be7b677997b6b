package exercise

import "strings"

func Double(n int) int { panic(strings.Repeat("x", 30<<20)) }
