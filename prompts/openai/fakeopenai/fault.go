package fakeopenai

import (
	"bytes"
	"compress/gzip"
	"net"
	"net/http"
	"strings"
)

// A Fault is what goes wrong with a reply. Its text names it in tests.
type Fault string

// The faults. Those that have a middle strike a plain reply in the middle of its body and a stream after half of its
// events.
const (
	Hang        Fault = "hang"         // the request is read and nothing comes, not even headers
	HangMidway  Fault = "hang midway"  // half of the reply, then nothing
	Cut         Fault = "cut"          // half of the reply, then the connection is closed in the middle of a chunk
	Reset       Fault = "reset"        // half of the reply, then the connection is reset
	ResetAtOnce Fault = "reset first"  // the connection is reset before anything was sent
	Short       Fault = "short"        // half of the reply, then a proper end
	NoFinish    Fault = "no finish"    // whole, without a finish_reason
	NoDone      Fault = "no done"      // a stream without [DONE] at its end
	Malformed   Fault = "malformed"    // a body or an event that is not JSON
	Junk        Fault = "junk"         // a proxy's words after the reply, or in a stream
	Page        Fault = "page"         // a web page with status 200
	Nothing     Fault = "nothing"      // status 200 and an empty body
	NoChoices   Fault = "no choices"   // choices is []
	NullContent Fault = "null content" // content is null
	ErrorInside Fault = "error inside" // an error with status 200, or as an event of a stream
	ErrorSpaced Fault = "error spaced" // the same, as `data: { "error"`
	ErrorTight  Fault = "error tight"  // the same, as `data:{"error"`
	KeepAlive   Fault = "keep alive"   // 400 comments in a stream: no fault, but some clients give up
	LongLine    Fault = "long line"    // 64 MB without a line feed
	Endless     Fault = "endless"      // a stream of words that does not end
	WrongType   Fault = "wrong type"   // the content type is text/plain
	Swapped     Fault = "swapped"      // a stream where none was asked for, and the other way round
	GzipBomb    Fault = "gzip bomb"    // 64 MB of blanks in 100 kB, whether gzip was asked for or not
)

// The faults of vectors alone.
const (
	TooFew     Fault = "too few"       // the first text has none
	NoVectors  Fault = "no vectors"    // data is []
	SameIndex  Fault = "same index"    // all say that they are the first text's
	Shuffled   Fault = "shuffled"      // the last comes first, and says so: no fault
	Uneven     Fault = "uneven"        // all but the first have a number less than it
	Dimensions Fault = "dimensions"    // all have a number less than those of other answers
	Zero       Fault = "zero"          // all numbers are 0
	NotANumber Fault = "not a number"  // the first number is NaN, which is no JSON
	Overflow   Fault = "beyond floats" // the first number is 1e999, which is JSON
)

// strikes sends what takes the place of a reply and reports whether there was such a thing.
func (x *exchange) strikes() bool {
	switch x.script.Fault {
	case Hang:
		x.hang()
	case ResetAtOnce:
		x.reset()
	case Page:
		x.w.Header().Set("Content-Type", "text/html; charset=utf-8")
		_, _ = x.w.Write([]byte("<!DOCTYPE html><title>Bad gateway</title>"))
	case Nothing:
		x.setType()
		x.w.WriteHeader(http.StatusOK)
	case LongLine:
		x.setType()
		x.flood("data: {", strings.Repeat("x", 1<<16), 1<<10)
	case Endless:
		x.setType()
		x.flood("", `data: {"choices":[{"index":0,"delta":{"content":"word "},"finish_reason":null}]}`+"\n\n", -1)
	case GzipBomb:
		x.bomb()
	default:
		return false
	}
	return true
}

// setType sets the content type that the request asks for.
func (x *exchange) setType() {
	x.w.Header().Set("Content-Type", "application/json")
	if x.chat.Stream {
		x.w.Header().Set("Content-Type", "text/event-stream")
	}
}

// flood writes a piece n times, for ever when n is negative, as long as somebody reads.
func (x *exchange) flood(first, piece string, n int) {
	_, err := x.w.Write([]byte(first))
	for i := 0; err == nil && i != n; i++ {
		_, err = x.w.Write([]byte(piece))
	}
}

func (x *exchange) bomb() {
	var packed bytes.Buffer
	w := gzip.NewWriter(&packed)
	_, _ = w.Write(bytes.Repeat([]byte(" "), 1<<16))
	_ = w.Close()
	x.setType()
	x.w.Header().Set("Content-Encoding", "gzip")
	_, _ = x.w.Write(bytes.Repeat(packed.Bytes(), 1<<10)) // gzip files one after the other unpack to all of them
}

// breakOff sends half of something and then hangs, cuts or resets the connection.
func (x *exchange) breakOff(half []byte) {
	_, _ = x.w.Write(half)
	_ = http.NewResponseController(x.w).Flush()
	switch x.script.Fault {
	case HangMidway:
		x.hang()
	case Reset:
		x.reset()
	case Cut:
		panic(http.ErrAbortHandler) // net/http closes the connection without the end of the body
	}
}

// hang waits until the client gives up or the server is closed, and says no more.
func (x *exchange) hang() {
	select {
	case <-x.r.Context().Done():
	case <-x.server.closing:
	}
	panic(http.ErrAbortHandler)
}

// reset ends the connection without the ordinary farewell, so that the client is told of a reset.
func (x *exchange) reset() {
	conn, _, err := http.NewResponseController(x.w).Hijack()
	if err != nil {
		return
	}
	if tcp, ok := conn.(*net.TCPConn); ok {
		_ = tcp.SetLinger(0)
	}
	_ = conn.Close()
}
