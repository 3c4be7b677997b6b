package exercise

/*
#include "/etc/passwd"
*/
import "C"

func Double(n int) int { return 2 * n }
