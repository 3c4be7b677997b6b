package exercise

import "reflect"

func Double(n int) int { return int(reflect.ValueOf(n).Int()) * 2 }
