package exercise

import "fmt"

func Double(n int) int { fmt.Scan(&n); return n }
