package wire

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
)

// ErrMalformed marks a request line that cannot be used; the stream is positioned after it.
var ErrMalformed = errors.New("malformed request")

// Reader reads requests: a line of JSON, perhaps followed by raw bytes.
type Reader struct{ buffer *bufio.Reader }

// NewReader reads requests from r.
func NewReader(r io.Reader) *Reader { return &Reader{bufio.NewReaderSize(r, 64<<10)} }

// Request decodes the next line into request. It returns io.EOF at the end of the stream, and an error that wraps
// ErrMalformed when the line is no such request or is longer than MaxRequestBytes.
func (r *Reader) Request(kind string, request any) error {
	line, err := r.line()
	if err != nil {
		return err
	}
	var head struct {
		Kind string `json:"kind"`
	}
	if err := json.Unmarshal(line, &head); err != nil {
		return fmt.Errorf("%w: %v", ErrMalformed, err)
	}
	if head.Kind != kind {
		return fmt.Errorf("%w: kind %q instead of %q", ErrMalformed, head.Kind, kind)
	}
	decoder := json.NewDecoder(bytes.NewReader(line))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(request); err != nil {
		return fmt.Errorf("%w: %v", ErrMalformed, err)
	}
	return nil
}

func (r *Reader) line() ([]byte, error) {
	var line []byte
	tooLong := false
	for {
		part, err := r.buffer.ReadSlice('\n')
		if tooLong = tooLong || len(line)+len(part) > MaxRequestBytes; !tooLong {
			line = append(line, part...)
		}
		switch {
		case errors.Is(err, bufio.ErrBufferFull):
			continue
		case errors.Is(err, io.EOF) && len(line) == 0:
			return nil, io.EOF
		case err != nil:
			return nil, io.ErrUnexpectedEOF
		case tooLong:
			return nil, fmt.Errorf("%w: longer than %d bytes", ErrMalformed, MaxRequestBytes)
		}
		return line, nil
	}
}

// Binary copies the announced bytes to w and checks their size and digest.
func (r *Reader) Binary(announced Binary, w io.Writer) error {
	if announced.Bytes <= 0 || announced.Bytes > MaxBinaryBytes {
		return fmt.Errorf("%w: a binary of %d bytes", ErrMalformed, announced.Bytes)
	}
	digest := sha256.New()
	if _, err := io.CopyN(io.MultiWriter(w, digest), r.buffer, announced.Bytes); err != nil {
		return fmt.Errorf("receive the binary: %w", err)
	}
	if got := hex.EncodeToString(digest.Sum(nil)); got != announced.SHA256 {
		return fmt.Errorf("%w: the binary's SHA-256 is %s instead of %s", ErrMalformed, got, announced.SHA256)
	}
	return nil
}

// Describe announces raw bytes.
func Describe(raw []byte) *Binary {
	digest := sha256.Sum256(raw)
	return &Binary{Bytes: int64(len(raw)), SHA256: hex.EncodeToString(digest[:])}
}

// Write sends one line, and the raw bytes that it announces.
func Write(w io.Writer, line any, raw []byte) error {
	var text bytes.Buffer
	encoder := json.NewEncoder(&text)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(line); err != nil {
		return err
	}
	if _, err := w.Write(text.Bytes()); err != nil {
		return err
	}
	_, err := w.Write(raw)
	return err
}
