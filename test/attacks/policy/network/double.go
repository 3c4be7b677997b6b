package exercise

import "net"

func init() { net.Dial("tcp", "192.0.2.1:80") }

func Double(n int) int { return 2 * n }
