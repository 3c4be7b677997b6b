// Package run executes a test binary by a schedule, one process after another, and reports each.
package run

import (
	"slices"
	"time"

	"raceway/runner/wire"
)

// leastRun is the least time that is worth starting a process for.
const leastRun = 100 * time.Millisecond

// Schedule runs the binary in file as the request says, and hands over each run as it ends. A test that ended a
// process is not run again, and the tests behind it go on in another; one that failed is left out of later entries.
// An error is a fault of ours, or emit's.
func Schedule(request *wire.RunRequest, file string, emit func(wire.Run) error) (complete bool, err error) {
	deadline := time.Now().Add(time.Duration(request.Limits.TotalMs) * time.Millisecond)
	done := map[string]bool{}
	for _, entry := range request.Schedule {
		rest := slices.Clone(request.TestNames)
		for {
			rest = slices.DeleteFunc(rest, func(name string) bool { return done[name] })
			if len(rest) == 0 {
				break
			}
			left := time.Until(deadline)
			if left < leastRun {
				return false, nil
			}
			timeout := time.Duration(request.Limits.RunMs) * time.Millisecond
			report, err := once(plan{
				binary:   file,
				entry:    entry,
				selected: slices.Clone(rest),
				timeout:  min(left, timeout),
				output:   request.Limits.OutputBytes,
			})
			if err != nil {
				return false, err
			}
			if err := emit(report); err != nil {
				return false, err
			}
			if left < timeout && outOfTime(report) {
				return false, nil
			}
			rest = behind(rest, report.Results)
			for _, result := range report.Results {
				if result.Status == wire.Unfinished || result.Status == wire.Failed {
					done[result.Name] = true
				}
			}
		}
	}
	return true, nil
}

func outOfTime(report wire.Run) bool {
	return report.KilledFor != nil && *report.KilledFor == wire.KilledForTime || report.Stuck != nil && report.Stuck.Kind == "busy"
}

// behind gives the tests after the one that the process ended in.
func behind(selected []string, results []wire.TestResult) []string {
	for _, result := range results {
		if result.Status == wire.Unfinished {
			return selected[slices.Index(selected, result.Name)+1:]
		}
	}
	return nil
}
