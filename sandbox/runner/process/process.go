// Package process starts other programs under limits and makes sure that nothing of them is left.
package process

import (
	"os"
	"os/exec"
	"strconv"
	"syscall"
	"time"
	"unsafe"
)

// Process is a started program, the leader of its own process group.
type Process struct {
	cmd   *exec.Cmd
	began time.Time
	ended chan struct{}
}

// Usage is what a process has used.
type Usage struct {
	Wall, CPU time.Duration
	// PeakMemory is the largest resident set, in bytes.
	PeakMemory int64
}

// Start starts cmd in a group of its own. Files that it writes are cut at maxFileBytes, and the kernel prefers it to
// the runner when memory runs out. Always call Wait.
func Start(cmd *exec.Cmd, maxFileBytes int64) (*Process, error) {
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	// Wait must not hang on a descendant that keeps a pipe open.
	cmd.WaitDelay = time.Second
	p := &Process{cmd: cmd, began: time.Now(), ended: make(chan struct{})}
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	pid := cmd.Process.Pid
	p.limit(syscall.RLIMIT_FSIZE, uint64(maxFileBytes))
	// Not possible when the program has already ended.
	_ = os.WriteFile("/proc/"+strconv.Itoa(pid)+"/oom_score_adj", []byte("1000"), 0)
	go func() {
		p.cmd.Wait()
		close(p.ended)
	}()
	return p, nil
}

// LimitCPU has the kernel kill the process after so many seconds of processor time.
func (p *Process) LimitCPU(seconds int) { p.limit(syscall.RLIMIT_CPU, uint64(seconds)) }

// limit does nothing when the program has already ended.
func (p *Process) limit(resource uintptr, most uint64) {
	limit := syscall.Rlimit{Cur: most, Max: most}
	syscall.RawSyscall6(syscall.SYS_PRLIMIT64, uintptr(p.cmd.Process.Pid), resource, uintptr(unsafe.Pointer(&limit)), 0, 0, 0)
}

// Ended is closed when the process is gone.
func (p *Process) Ended() <-chan struct{} { return p.ended }

// Kill ends the process and its group at once.
func (p *Process) Kill() { syscall.Kill(-p.cmd.Process.Pid, syscall.SIGKILL) }

// Wait waits for the end, clears up what the process left behind, and says how it ended: the exit code, or the
// signal's number negated.
func (p *Process) Wait() (code int, usage Usage) {
	<-p.ended
	usage.Wall = time.Since(p.began)
	p.Kill()
	sweep()
	state := p.cmd.ProcessState
	usage.CPU = state.UserTime() + state.SystemTime()
	if rusage, ok := state.SysUsage().(*syscall.Rusage); ok {
		usage.PeakMemory = rusage.Maxrss << 10
	}
	if status := state.Sys().(syscall.WaitStatus); status.Signaled() {
		return -int(status.Signal()), usage
	}
	return state.ExitCode(), usage
}

// sweep ends and reaps what is left in the container. Only pid 1 may: there, everything else is ours.
func sweep() {
	if os.Getpid() != 1 {
		return
	}
	syscall.Kill(-1, syscall.SIGKILL)
	for {
		if pid, err := syscall.Wait4(-1, nil, syscall.WNOHANG, nil); pid <= 0 && err != syscall.EINTR {
			return
		}
	}
}

// Hide keeps other processes of the same user from reading the runner's memory.
func Hide() {
	syscall.RawSyscall(syscall.SYS_PRCTL, syscall.PR_SET_DUMPABLE, 0, 0)
}
