package exercise

import "fmt"

func Double(n int) int {
	for {
		fmt.Println("all work and no play")
	}
}
