package exercise

import "debug/buildinfo"

var i = buildinfo.BuildInfo{}

func Double(n int) int { return 2 * n }
