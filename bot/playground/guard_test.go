package playground

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

func TestOnlyThePageItselfIsServed(t *testing.T) {
	v := visitTo(t)
	port := v.base[strings.LastIndexByte(v.base, ':'):]
	for _, c := range []struct {
		what, method, path, host string
		header                   map[string]string
		want                     int
	}{
		{"the page", "GET", "/", "", nil, 200},
		{"by name", "GET", "/", "localhost" + port, nil, 200},
		{"by the other loopback", "GET", "/", "[::1]" + port, nil, 200},
		{"a name that was rebound", "GET", "/", "evil.example" + port, nil, 421},
		{"a name that looks like ours", "GET", "/", "localhost.evil.example" + port, nil, 421},
		{"an address that is not ours", "GET", "/", "192.168.1.9" + port, nil, 421},
		{"another port", "GET", "/", "127.0.0.1:1", nil, 421},
		{"no port", "GET", "/", "localhost", nil, 421},
		{"the API under a rebound name", "GET", "/api/start", "evil.example" + port, nil, 421},
		{"the API read by another page", "GET", "/api/events", "", map[string]string{"Sec-Fetch-Site": "cross-site"}, 403},
		{"the API read by another port's page", "GET", "/api/knowledge", "", map[string]string{"Sec-Fetch-Site": "same-site"}, 403},
		{"a form of another page", "POST", "/api/reset", "", map[string]string{"Sec-Fetch-Site": "cross-site", "Content-Type": "application/json"}, 403},
		{"an old browser's form", "POST", "/api/reset", "", map[string]string{"Origin": "http://evil.example", "Content-Type": "application/json"}, 403},
		{"a form", "POST", "/api/reset", "", map[string]string{"Content-Type": "application/x-www-form-urlencoded"}, 415},
		{"text", "POST", "/api/reset", "", map[string]string{"Content-Type": "text/plain"}, 415},
		{"a change by GET", "GET", "/api/reset", "", nil, 405},
		{"what is not there", "GET", "/etc/passwd", "", nil, 404},
	} {
		req, err := http.NewRequest(c.method, v.base+c.path, strings.NewReader("{}"))
		if err != nil {
			t.Fatal(err)
		}
		req.Host = c.host
		for name, value := range c.header {
			req.Header.Set(name, value)
		}
		resp, err := http.DefaultTransport.RoundTrip(req)
		if err != nil {
			t.Fatal(err)
		}
		resp.Body.Close()
		if resp.StatusCode != c.want {
			t.Errorf("%s: status %d, want %d", c.what, resp.StatusCode, c.want)
		}
		for name, want := range map[string]string{
			"Content-Security-Policy": "default-src 'none'", "X-Content-Type-Options": "nosniff", "X-Frame-Options": "DENY",
			"Referrer-Policy": "no-referrer", "Cross-Origin-Resource-Policy": "same-origin",
		} {
			if got := resp.Header.Get(name); !strings.HasPrefix(got, want) {
				t.Errorf("%s: %s is %q", c.what, name, got)
			}
		}
		if resp.Header.Get("Access-Control-Allow-Origin") != "" {
			t.Errorf("%s: other origins may read", c.what)
		}
	}
}

func TestHostsThatAreKnown(t *testing.T) {
	for _, c := range []struct {
		listen, name, host string
		want               bool
	}{
		{"0.0.0.0:8181", "0.0.0.0", "192.168.1.9:8181", true},
		{"0.0.0.0:8181", "", "evil.example:8181", false},
		{"[::]:8181", "", "[2001:db8::1]:8181", true},
		{"192.168.1.9:8181", "192.168.1.9", "192.168.1.9:8181", true},
		{"192.168.1.9:8181", "192.168.1.9", "192.168.1.10:8181", false},
		{"192.168.1.9:8181", "box.lan", "box.lan:8181", true},
		{"192.168.1.9:8181", "box.lan", "evil.lan:8181", false},
		{"127.0.0.1:8181", "127.0.0.1", "", false},
		{"127.0.0.1:8181", "127.0.0.1", "127.0.0.1:8181:8181", false},
		{"no address", "", ":", false},
	} {
		if got := newGuard(c.listen, c.name).knows(c.host); got != c.want {
			t.Errorf("at %s by %q, %q: %v", c.listen, c.name, c.host, got)
		}
	}
}

func TestIsLoopback(t *testing.T) {
	for address, want := range map[string]bool{
		"127.0.0.1:8181": true, "localhost:0": true, "[::1]:80": true, "127.9.9.9:1": true,
		"0.0.0.0:8181": false, ":8181": false, "192.168.1.9:80": false, "box.lan:80": false, "": false, "localhost": false,
	} {
		if got := IsLoopback(address); got != want {
			t.Errorf("%q: %v", address, got)
		}
	}
}

func TestTheBuiltPageIsServedPackedAndUnpacked(t *testing.T) {
	v := visitTo(t)
	total := 0
	for _, name := range []string{"", "app.js", "app.css"} {
		req, _ := http.NewRequest("GET", v.base+"/"+name, nil)
		req.Header.Set("Accept-Encoding", "gzip")
		resp, err := http.DefaultTransport.RoundTrip(req)
		if err != nil {
			t.Fatal(err)
		}
		defer resp.Body.Close()
		if resp.Header.Get("Content-Encoding") != "gzip" {
			t.Errorf("%q is not packed", name)
		}
		total += int(resp.ContentLength)
		req.Header.Set("If-None-Match", resp.Header.Get("ETag"))
		if again, err := http.DefaultTransport.RoundTrip(req); err != nil || again.StatusCode != http.StatusNotModified {
			t.Errorf("%q is sent again: %v", name, err)
		}
	}
	if total > 500_000 {
		t.Errorf("the page weighs %d bytes", total)
	}
	plain := httptest.NewRecorder()
	asset("index.html", "text/html").ServeHTTP(plain, httptest.NewRequest("GET", "/", nil))
	if !strings.HasPrefix(plain.Body.String(), "<!doctype html>") {
		t.Errorf("unpacked: %.60q", plain.Body)
	}
}
