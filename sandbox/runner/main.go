// Raceway-runner is the first process of both sandbox containers. As "build" it turns source into test binaries, one
// request after another; as "run" it executes one binary by a schedule. It speaks on standard input and output (see
// package wire) and ends at the end of its input or on SIGTERM.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"
	"time"

	"raceway/runner/build"
	"raceway/runner/process"
	"raceway/runner/run"
	"raceway/runner/wire"
)

const toolchainDir = "/opt/raceway"

func main() {
	process.Hide()
	// Pid 1 has no default action for signals. When it goes, the kernel ends the rest of the container.
	stop := make(chan os.Signal, 1)
	signal.Notify(stop, syscall.SIGTERM, syscall.SIGINT)
	go func() {
		<-stop
		os.Exit(0)
	}()
	command := ""
	if len(os.Args) == 2 {
		command = os.Args[1]
	}
	var err error
	switch command {
	case "build":
		err = serveBuilds(os.Stdin, os.Stdout)
	case "run":
		err = serveRun(os.Stdin, os.Stdout)
	default:
		err = errors.New("usage: raceway-runner build|run")
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "raceway-runner:", err)
		os.Exit(1)
	}
}

func serveBuilds(in io.Reader, out io.Writer) error {
	toolchain, err := build.OpenToolchain(toolchainDir)
	if err != nil {
		return err
	}
	requests := wire.NewReader(in)
	for {
		var request wire.BuildRequest
		var report wire.BuildReport
		var binary []byte
		switch err := requests.Request("build", &request); {
		case err == io.EOF:
			return nil
		case errors.Is(err, wire.ErrMalformed):
			report = wire.BuildReport{Kind: "build", Status: wire.StatusFailed, Errors: []wire.CompileError{}, Violations: []wire.Violation{}, Detail: err.Error()}
		case err != nil:
			return err
		default:
			report, binary = toolchain.Build(context.Background(), &request)
		}
		if err := wire.Write(out, report, binary); err != nil {
			return err
		}
	}
}

func serveRun(in io.Reader, out io.Writer) error {
	requests := wire.NewReader(in)
	var request wire.RunRequest
	err := requests.Request("run", &request)
	if err == io.EOF {
		return nil
	}
	const binary = "/tmp/test"
	if err == nil {
		err = store(binary, &request, requests)
		defer os.Remove(binary)
	}
	if err != nil {
		return wire.Write(out, end(time.Now(), false, err), nil)
	}
	for _, schedule := range request.Schedules {
		began := time.Now()
		complete, err := run.Schedule(&request, schedule, binary, func(report wire.Run) error { return wire.Write(out, report, nil) })
		if written := wire.Write(out, end(began, complete, err), nil); err != nil || written != nil {
			return written
		}
	}
	return nil
}

func end(began time.Time, complete bool, fault error) wire.RunEnd {
	end := wire.RunEnd{Kind: "end", ScheduleComplete: complete, WallMs: float64(time.Since(began).Microseconds()) / 1000}
	if fault != nil {
		text := fault.Error()
		end.Fault = &text
	}
	return end
}

// store puts the binary that follows the request into a file.
func store(name string, request *wire.RunRequest, requests *wire.Reader) error {
	file, err := os.OpenFile(name, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o700)
	if err != nil {
		return err
	}
	err = requests.Binary(request.Binary, file)
	if closed := file.Close(); err == nil {
		err = closed
	}
	return err
}
