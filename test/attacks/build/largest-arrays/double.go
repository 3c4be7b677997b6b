package exercise

var a = [15 << 20]byte{1, 15<<20 - 1: 2}
var b = [15 << 20]byte{1, 15<<20 - 1: 2}

func Double(n int) int { return n + int(a[n&7]) + int(b[n&7]) }
