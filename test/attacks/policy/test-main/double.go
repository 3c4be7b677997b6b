package exercise

func TestMain(m any) {}

func Double(n int) int { return 2 * n }
