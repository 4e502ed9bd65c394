package slack

import (
	"io"
	"log/slog"
	"net"
	"net/http"
	"testing"
)

func TestWaitingLeavesItsListenerToOthers(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	get := func(path string) (status int, body string) {
		t.Helper()
		client := &http.Client{Transport: &http.Transport{DisableKeepAlives: true}}
		resp, err := client.Get("http://" + l.Addr().String() + path)
		if err != nil {
			t.Fatal(err)
		}
		defer resp.Body.Close()
		data, err := io.ReadAll(resp.Body)
		if err != nil {
			t.Fatal(err)
		}
		return resp.StatusCode, string(data)
	}
	w, err := Wait(l, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	w.Say("reading knowledge: 7 files")
	for path, want := range map[string]int{"/healthz": 200, "/readyz": 503, "/metrics": 503, "/slack/events": 503} {
		if status, body := get(path); status != want || status == 503 && body != "reading knowledge: 7 files" {
			t.Errorf("GET %s: %d %q, want %d", path, status, body, want)
		}
	}
	if err := w.End(); err != nil {
		t.Fatal(err)
	}
	server := &http.Server{Handler: http.NotFoundHandler()}
	ended := make(chan error, 1)
	go func() { ended <- server.Serve(l) }()
	if status, _ := get("/healthz"); status != http.StatusNotFound {
		t.Errorf("after the end /healthz says %d, want what the next server says", status)
	}
	server.Close()
	<-ended
}
