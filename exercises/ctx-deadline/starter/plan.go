package exercise

import (
	"errors"
	"time"
)

// Plan says how often CallWithRetry tries, and how long that may take.
type Plan struct {
	Tries  int           // at most so many tries; 1 or more
	PerTry time.Duration // the time limit of one try; greater than 0
	Pause  time.Duration // from the end of a try to the beginning of the next one; 0 or more
}

// ErrGaveUp says that every try has failed.
var ErrGaveUp = errors.New("gave up")
