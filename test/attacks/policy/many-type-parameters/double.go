package exercise

func f[A, B, C, D, E, F, G, H, I any]() { f[B, C, D, E, F, G, H, I, A](); f[B, A, C, D, E, F, G, H, I]() }

func Double(n int) int { return 2 * n }
