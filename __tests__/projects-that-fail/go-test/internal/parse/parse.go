package parse

import "strings"

// Header gives the name of a header.
func Header(line string) string {
	name, _, _ := strings.Cut(line, ":")
	return name
}
