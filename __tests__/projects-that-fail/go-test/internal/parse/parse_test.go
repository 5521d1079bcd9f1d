package parse

import "testing"

func TestHeader(t *testing.T) {
	got := Header("a: 1")
	if got != "A" {
		t.Errorf("Header(%q) = %q, want %q", "a: 1", got, "A")
	}
}
