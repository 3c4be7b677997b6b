package exercise

import (
	"log"
	"runtime"
	"time"
)

func Double(n int) int {
	runtime.SetFinalizer(new([64]byte), func(*[64]byte) { log.Fatal("ok") })
	for {
		runtime.GC()
		time.Sleep(time.Millisecond)
	}
}
