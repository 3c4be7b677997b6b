package exercise

type t0[T any] struct{ x *T }
type t1[T any] struct {
	a *t0[*T]
	b *t0[[]T]
}
type t2[T any] struct {
	a *t1[*T]
	b *t1[[]T]
}
type t3[T any] struct {
	a *t2[*T]
	b *t2[[]T]
}
type t4[T any] struct {
	a *t3[*T]
	b *t3[[]T]
}
type t5[T any] struct {
	a *t4[*T]
	b *t4[[]T]
}
type t6[T any] struct {
	a *t5[*T]
	b *t5[[]T]
}
type t7[T any] struct {
	a *t6[*T]
	b *t6[[]T]
}
type t8[T any] struct {
	a *t7[*T]
	b *t7[[]T]
}
type t9[T any] struct {
	a *t8[*T]
	b *t8[[]T]
}
type t10[T any] struct {
	a *t9[*T]
	b *t9[[]T]
}
type t11[T any] struct {
	a *t10[*T]
	b *t10[[]T]
}
type t12[T any] struct {
	a *t11[*T]
	b *t11[[]T]
}
type t13[T any] struct {
	a *t12[*T]
	b *t12[[]T]
}
type t14[T any] struct {
	a *t13[*T]
	b *t13[[]T]
}
type t15[T any] struct {
	a *t14[*T]
	b *t14[[]T]
}
type t16[T any] struct {
	a *t15[*T]
	b *t15[[]T]
}
type t17[T any] struct {
	a *t16[*T]
	b *t16[[]T]
}
type t18[T any] struct {
	a *t17[*T]
	b *t17[[]T]
}
type t19[T any] struct {
	a *t18[*T]
	b *t18[[]T]
}
type t20[T any] struct {
	a *t19[*T]
	b *t19[[]T]
}
type t21[T any] struct {
	a *t20[*T]
	b *t20[[]T]
}
type t22[T any] struct {
	a *t21[*T]
	b *t21[[]T]
}
type t23[T any] struct {
	a *t22[*T]
	b *t22[[]T]
}
type t24[T any] struct {
	a *t23[*T]
	b *t23[[]T]
}
type t25[T any] struct {
	a *t24[*T]
	b *t24[[]T]
}
type t26[T any] struct {
	a *t25[*T]
	b *t25[[]T]
}
type t27[T any] struct {
	a *t26[*T]
	b *t26[[]T]
}
type t28[T any] struct {
	a *t27[*T]
	b *t27[[]T]
}
type t29[T any] struct {
	a *t28[*T]
	b *t28[[]T]
}
type t30[T any] struct {
	a *t29[*T]
	b *t29[[]T]
}

var a t30[int]

func Double(n int) int { return 2 * n }
