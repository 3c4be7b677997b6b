package wire

import (
	"bytes"
	"errors"
	"io"
	"strings"
	"testing"
)

func TestReaderGoesOnAfterMalformedLines(t *testing.T) {
	r := NewReader(strings.NewReader(strings.Join([]string{
		"not json",
		`{"kind":"run"}`,
		`{"kind":"build","surprise":1}`,
		strings.Repeat("x", MaxRequestBytes+1),
		`{"kind":"build","testNames":["TestA"]}`,
		"",
	}, "\n")))
	for range 4 {
		if err := r.Request("build", new(BuildRequest)); !errors.Is(err, ErrMalformed) {
			t.Fatalf("got %v", err)
		}
	}
	var good BuildRequest
	if err := r.Request("build", &good); err != nil || good.TestNames[0] != "TestA" {
		t.Fatalf("got %+v, %v", good, err)
	}
	if err := r.Request("build", new(BuildRequest)); err != io.EOF {
		t.Fatalf("got %v", err)
	}
}

func TestBinaryIsChecked(t *testing.T) {
	announced := *Describe([]byte("hello"))
	var got bytes.Buffer
	if err := NewReader(strings.NewReader("hello, world")).Binary(announced, &got); err != nil || got.String() != "hello" {
		t.Fatalf("got %q, %v", got.String(), err)
	}
	for name, sent := range map[string]string{"another": "jello", "too short": "hell"} {
		if err := NewReader(strings.NewReader(sent)).Binary(announced, io.Discard); err == nil {
			t.Errorf("%s: accepted", name)
		}
	}
	if err := NewReader(nil).Binary(Binary{Bytes: MaxBinaryBytes + 1}, io.Discard); !errors.Is(err, ErrMalformed) {
		t.Errorf("too large: got %v", err)
	}
}
