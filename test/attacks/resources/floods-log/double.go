package exercise

import "log"

func Double(n int) int {
	for {
		log.Print("all work and no play")
	}
}
