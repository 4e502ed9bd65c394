// Package fakeopenai is an OpenAI-compatible server to test against: chat completions, plain and streamed, embeddings,
// and the list of models, over HTTP on loopback. What its model says, and what goes wrong on the way, is told by Scripts.
// The program under test is pointed at it with OPENAI_BASE_URL; what it sent is kept and can be asked for.
//
// It is an independent reading of OpenAI's published description of its API and shares no code with any client.
// Requests are checked as OpenAI checks them where that is cheap (the key, the model, messages and their roles, the
// bounds of numbers, strict schemas) and refused in OpenAI's form.
//
// Start with Start. Then: script.go (what the server does with a request), fault.go (what can go wrong), request.go
// with schema.go (what came, and what is refused), plain.go and stream.go (how a reply is sent), embeddings.go (vectors).
package fakeopenai

import (
	"cmp"
	"fmt"
	"net"
	"net/http"
	"slices"
	"sync"
	"time"
)

// A Config says who may ask for what. The zero Config lets everybody ask for any model.
type Config struct {
	Key      string   // asked for as "Authorization: Bearer KEY"; "" asks for none
	Models   []string // those that there are; none means that every name is one
	NoSchema int      // the status, 400 or 501 say, that a request with a response_format is refused with; 0 takes it

	MaxInputs int // texts that may be embedded in one request; 0 is OpenAI's 2,048
	MaxInput  int // bytes that a text to be embedded may have; 0 is 32 kB
}

// A Server is a running server. Its methods may be called from any number of goroutines.
type Server struct {
	cfg     Config
	listen  net.Listener
	http    *http.Server
	serving sync.WaitGroup
	closing chan struct{} // closed by Close: ends what hangs

	mu       sync.Mutex
	closed   bool
	requests []Request
	queue    []Script
	reply    func(Request) Script
}

// Start starts a server, which runs until Close. It panics when it cannot listen, as httptest does.
func Start(cfg Config) *Server {
	s := &Server{cfg: cfg, closing: make(chan struct{}), reply: func(Request) Script { return Script{Content: "ok"} }}
	listen, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		panic(fmt.Sprintf("fakeopenai: listening: %v", err))
	}
	s.listen = listen
	s.http = &http.Server{Handler: s.routes(), ReadHeaderTimeout: 10 * time.Second}
	s.serving.Go(func() { _ = s.http.Serve(listen) }) // ends with ErrServerClosed, at Close
	return s
}

// URL returns the base URL, http://127.0.0.1:PORT/v1, as it stands in OPENAI_BASE_URL.
func (s *Server) URL() string { return "http://" + s.listen.Addr().String() + "/v1" }

// Close stops the server and cuts its connections, hanging ones too. It returns when nothing runs any more.
func (s *Server) Close() {
	s.mu.Lock()
	if !s.closed {
		s.closed = true
		close(s.closing)
	}
	s.mu.Unlock()
	_ = s.http.Close()
	s.serving.Wait()
}

// begin counts a request as running and reports whether the server still serves.
func (s *Server) begin() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if !s.closed {
		s.serving.Add(1)
	}
	return !s.closed
}

// Queue adds scripts for the next requests that are not refused, one each.
func (s *Server) Queue(scripts ...Script) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.queue = append(s.queue, scripts...)
}

// Reply sets what happens to requests when no script is queued. Without it the model says "ok".
func (s *Server) Reply(to func(Request) Script) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.reply = to
}

// Requests returns all that came so far, refused requests too, in the order in which they were read.
func (s *Server) Requests() []Request {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.requests)
}

func (s *Server) keep(r Request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.requests = append(s.requests, r)
}

// next takes the script for a request.
func (s *Server) next(r Request) Script {
	s.mu.Lock()
	if len(s.queue) > 0 {
		defer s.mu.Unlock()
		script := s.queue[0]
		s.queue = s.queue[1:]
		return script
	}
	reply := s.reply
	s.mu.Unlock()
	return reply(r)
}

func (s *Server) routes() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /v1/models", s.serveModels)
	mux.HandleFunc("POST /v1/chat/completions", s.serveChat)
	mux.HandleFunc("POST /v1/embeddings", s.serveEmbeddings)
	mux.HandleFunc("/", s.serveNothing)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if s.begin() {
			defer s.serving.Done()
			mux.ServeHTTP(w, r)
		}
	})
}

func (s *Server) serveChat(w http.ResponseWriter, r *http.Request) {
	req, refused := s.read(r)
	s.keep(req)
	if refused == nil {
		refused = s.check(req)
	}
	if refused != nil {
		refused.send(w)
		return
	}
	script := s.next(req)
	script.Model = cmp.Or(script.Model, req.Chat.Model)
	x := &exchange{server: s, w: w, r: r, script: script, chat: req.Chat}
	x.serve()
}

func (s *Server) serveModels(w http.ResponseWriter, r *http.Request) {
	req, _ := s.read(r)
	s.keep(req)
	if refused := s.checkKey(req); refused != nil {
		refused.send(w)
		return
	}
	list := []any{}
	for _, name := range s.cfg.Models {
		list = append(list, object{"id": name, "object": "model", "created": created, "owned_by": "fakeopenai"})
	}
	sendJSON(w, http.StatusOK, object{"object": "list", "data": list})
}

func (s *Server) serveNothing(w http.ResponseWriter, r *http.Request) {
	req, _ := s.read(r)
	s.keep(req)
	Error(http.StatusNotFound, "", fmt.Sprintf("Invalid URL (%s %s)", r.Method, r.URL.Path)).send(w)
}
