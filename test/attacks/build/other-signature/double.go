package exercise

func Double(n string) string { return n }
