// Package run executes a test binary by a schedule, one process after another, and reports each.
package run

import (
	"slices"
	"time"

	"raceway/runner/wire"
)

// leastRun is the least time that is worth starting a process for.
const leastRun = 100 * time.Millisecond

// Schedule runs the binary in file by one schedule of the request, and hands over each run as it ends. A test that ended a
// process is not run again, and those that still lack repetitions go on in another; one that failed is left out of
// later entries. A test that used up its time ends the schedule: each further one could take as long.
// An error is a fault of ours, or emit's.
func Schedule(request *wire.RunRequest, schedule []wire.Entry, file string, emit func(wire.Run) error) (complete bool, err error) {
	deadline := time.Now().Add(time.Duration(request.Limits.TotalMs) * time.Millisecond)
	done := map[string]bool{}
	for _, entry := range schedule {
		passes := map[string]int{}
		for {
			rest := slices.DeleteFunc(slices.Clone(request.TestNames), func(name string) bool {
				return done[name] || passes[name] >= entry.Repetitions
			})
			if len(rest) == 0 {
				break
			}
			left := time.Until(deadline)
			if left < leastRun {
				return false, nil
			}
			timeout := time.Duration(request.Limits.RunMs) * time.Millisecond
			report, err := once(plan{
				binary:    file,
				entry:     entry,
				selected:  rest,
				timeout:   min(left, timeout),
				output:    request.Limits.OutputBytes,
				leftovers: request.Leftovers,
			})
			if err != nil {
				return false, err
			}
			if err := emit(report); err != nil {
				return false, err
			}
			if outOfTime(report) {
				return false, nil
			}
			ended := false
			for _, result := range report.Results {
				switch result.Status {
				case wire.Passed:
					passes[result.Name]++
				case wire.Unfinished:
					done[result.Name], ended = true, true
				case wire.Failed:
					done[result.Name] = true
				}
			}
			if !ended {
				break
			}
		}
	}
	return true, nil
}

func outOfTime(report wire.Run) bool {
	return report.KilledFor != nil && *report.KilledFor == wire.KilledForTime || report.Stuck != nil && report.Stuck.Kind == "busy"
}
