// Package wire is what travels between the driver and the runner. The zod schemas of the driver
// (src/schemas/sandbox.ts) are the other half; the field names must agree.
package wire

// Limits on what is read from the driver, in bytes.
const (
	MaxRequestBytes = 8 << 20
	MaxBinaryBytes  = 64 << 20
)

// Binary announces raw bytes that follow the line.
type Binary struct {
	Bytes  int64  `json:"bytes"`
	SHA256 string `json:"sha256"`
}

// BuildRequest asks for a test binary. The maps go from file name to source text.
type BuildRequest struct {
	Kind      string            `json:"kind"`
	Learner   map[string]string `json:"learner"`
	Given     map[string]string `json:"given"`
	Tests     map[string]string `json:"tests"`
	TestNames []string          `json:"testNames"`
	// Imports are the packages that the learner's files may import.
	Imports []string `json:"imports"`
	// WritesTests says that the learner's files are tests: they may use the testing package and be called so.
	WritesTests bool `json:"writesTests"`
	// Perturb puts yields into package exercise; they do nothing in a run without a seed.
	Perturb bool        `json:"perturb"`
	Limits  BuildLimits `json:"limits"`
}

// BuildLimits bounds one build; WallMs is milliseconds for all of its steps together.
type BuildLimits struct {
	WallMs int `json:"wallMs"`
}

// CompileError is a message of the parser or the compiler. Line and Column count from 1, Column in bytes; 0 is unknown.
type CompileError struct {
	File    string `json:"file"`
	Line    int    `json:"line"`
	Column  int    `json:"column"`
	Message string `json:"message"`
}

// Violation is a rule of the policy that the source breaks, where, and what to do instead. Line and Column count as in
// CompileError.
type Violation struct {
	Rule    string `json:"rule"`
	File    string `json:"file"`
	Line    int    `json:"line"`
	Column  int    `json:"column"`
	Message string `json:"message"`
}

// The statuses of a build.
const (
	StatusBuilt           = "built"
	StatusCompileError    = "compile_error"
	StatusPolicyViolation = "policy_violation"
	StatusFailed          = "failed"
)

// BuildReport answers a BuildRequest.
type BuildReport struct {
	Kind       string         `json:"kind"`
	Status     string         `json:"status"`
	Errors     []CompileError `json:"errors"`
	Violations []Violation    `json:"violations"`
	Detail     string         `json:"detail"`
	Binary     *Binary        `json:"binary"`
	Timings    BuildTimings   `json:"timings"`
}

// BuildTimings are milliseconds; CPUMs is user plus system time of compiler and linker.
type BuildTimings struct {
	CompileMs float64 `json:"compileMs"`
	LinkMs    float64 `json:"linkMs"`
	WallMs    float64 `json:"wallMs"`
	CPUMs     float64 `json:"cpuMs"`
}

// RunRequest asks for runs of the binary that follows it, by one or more schedules. Each schedule begins afresh, and is
// answered by its runs and an end.
type RunRequest struct {
	Kind      string    `json:"kind"`
	TestNames []string  `json:"testNames"`
	Schedules [][]Entry `json:"schedules"`
	// Leftovers says whether goroutines may be left blocked for ever when a test is over.
	Leftovers string    `json:"leftovers"`
	Limits    RunLimits `json:"limits"`
	Binary    Binary    `json:"binary"`
}

// What RunRequest.Leftovers says.
const (
	LeftoversForbidden = "forbidden"
	LeftoversAllowed   = "allowed"
)

// Entry of a schedule: GOMAXPROCS, how often each test is executed, and the seed of the yields in the learner's code;
// 0 is none.
type Entry struct {
	Procs       int    `json:"procs"`
	Repetitions int    `json:"repetitions"`
	Seed        uint32 `json:"seed"`
}

// RunLimits bounds one run and all of them, in milliseconds of wall clock, and the output of one run in bytes.
type RunLimits struct {
	RunMs       int   `json:"runMs"`
	TotalMs     int   `json:"totalMs"`
	OutputBytes int64 `json:"outputBytes"`
}

// TestResult is one execution of one test.
type TestResult struct {
	Name      string  `json:"name"`
	Status    string  `json:"status"`
	ElapsedMs float64 `json:"elapsedMs"`
	Output    string  `json:"output"`
	// Leaked is the dump of the goroutines that nothing can wake any more, from the moment when the test was over.
	Leaked string `json:"leaked"`
}

// The statuses of a test.
const (
	Passed     = "passed"
	Failed     = "failed"
	Skipped    = "skipped"
	Unfinished = "unfinished"
)

// Reasons for which the runner ends a process.
const (
	KilledForTime   = "time"
	KilledForOutput = "output"
)

// Stuck is what the watchdog in the test binary saw.
type Stuck struct {
	Kind       string `json:"kind"`
	Test       string `json:"test"`
	Goroutines string `json:"goroutines"`
}

// Run is the report of one process.
type Run struct {
	Kind            string       `json:"kind"`
	Procs           int          `json:"procs"`
	Repetitions     int          `json:"repetitions"`
	Seed            uint32       `json:"seed"`
	Selected        []string     `json:"selected"`
	Results         []TestResult `json:"results"`
	Complete        bool         `json:"complete"`
	RaceLog         string       `json:"raceLog"`
	Stderr          string       `json:"stderr"`
	ExitCode        int          `json:"exitCode"`
	KilledFor       *string      `json:"killedFor"`
	OutOfMemory     bool         `json:"outOfMemory"`
	Stuck           *Stuck       `json:"stuck"`
	WallMs          float64      `json:"wallMs"`
	CPUMs           float64      `json:"cpuMs"`
	PeakMemoryBytes int64        `json:"peakMemoryBytes"`
}

// RunEnd ends the answer to one schedule of a RunRequest; one with a fault ends the whole answer.
type RunEnd struct {
	Kind             string  `json:"kind"`
	ScheduleComplete bool    `json:"scheduleComplete"`
	Fault            *string `json:"fault"`
	WallMs           float64 `json:"wallMs"`
}
