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
	began := time.Now()
	end := wire.RunEnd{Kind: "end"}
	if err == nil {
		end.ScheduleComplete, err = runRequest(&request, requests, out)
	}
	if err != nil {
		fault := err.Error()
		end.Fault = &fault
	}
	end.WallMs = float64(time.Since(began).Microseconds()) / 1000
	return wire.Write(out, end, nil)
}

func runRequest(request *wire.RunRequest, requests *wire.Reader, out io.Writer) (complete bool, err error) {
	file, err := os.OpenFile("/tmp/test", os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o700)
	if err != nil {
		return false, err
	}
	defer os.Remove(file.Name())
	err = requests.Binary(request.Binary, file)
	if closed := file.Close(); err == nil {
		err = closed
	}
	if err != nil {
		return false, err
	}
	return run.Schedule(request, file.Name(), func(report wire.Run) error { return wire.Write(out, report, nil) })
}
