package exercise

type s0 struct{}
type s1 struct{ a, b s0 }
type s2 struct{ a, b s1 }
type s3 struct{ a, b s2 }
type s4 struct{ a, b s3 }
type s5 struct{ a, b s4 }
type s6 struct{ a, b s5 }
type s7 struct{ a, b s6 }
type s8 struct{ a, b s7 }
type s9 struct{ a, b s8 }
type s10 struct{ a, b s9 }
type s11 struct{ a, b s10 }
type s12 struct{ a, b s11 }
type s13 struct{ a, b s12 }
type s14 struct{ a, b s13 }
type s15 struct{ a, b s14 }
type s16 struct{ a, b s15 }
type s17 struct{ a, b s16 }
type s18 struct{ a, b s17 }
type s19 struct{ a, b s18 }
type s20 struct{ a, b s19 }
type s21 struct{ a, b s20 }
type s22 struct{ a, b s21 }
type s23 struct{ a, b s22 }
type s24 struct{ a, b s23 }
type s25 struct{ a, b s24 }
type s26 struct{ a, b s25 }
type s27 struct{ a, b s26 }
type s28 struct{ a, b s27 }
type s29 struct{ a, b s28 }
type s30 struct{ a, b s29 }
type s31 struct{ a, b s30 }
type s32 struct{ a, b s31 }
type s33 struct{ a, b s32 }
type s34 struct{ a, b s33 }
type s35 struct{ a, b s34 }
type s36 struct{ a, b s35 }
type s37 struct{ a, b s36 }
type s38 struct{ a, b s37 }
type s39 struct{ a, b s38 }
type s40 struct{ a, b s39 }
type s41 struct{ a, b s40 }
type s42 struct{ a, b s41 }
type s43 struct{ a, b s42 }
type s44 struct{ a, b s43 }
type s45 struct{ a, b s44 }
type s46 struct{ a, b s45 }
type s47 struct{ a, b s46 }
type s48 struct{ a, b s47 }
type s49 struct{ a, b s48 }
type s50 struct{ a, b s49 }
type s51 struct{ a, b s50 }
type s52 struct{ a, b s51 }
type s53 struct{ a, b s52 }
type s54 struct{ a, b s53 }
type s55 struct{ a, b s54 }
type s56 struct{ a, b s55 }
type s57 struct{ a, b s56 }
type s58 struct{ a, b s57 }
type s59 struct{ a, b s58 }
type s60 struct{ a, b s59 }

var a s60

func Double(n int) int { return 2 * n }
