package exercise

const a = 1 << 500
const b = a * a * a * a

func Double(n int) int { return b }
