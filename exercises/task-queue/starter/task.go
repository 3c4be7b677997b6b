package exercise

// Task is a piece of work. The queue calls Run, and looks at nothing else but Priority: ID and Data belong
// to whoever adds the task.
type Task struct {
	ID, Priority int
	Data         interface{}
	Run          func()
}
