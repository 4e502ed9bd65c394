package playground

import (
	"net"
	"net/http"
	"net/netip"
	"strconv"
	"strings"
)

// A guard keeps out what is not the page itself. Another page in the same browser can send requests to this machine,
// and can give its own name our address (DNS rebinding), after which the browser takes it for one origin with us. So
// the Host of a request must be one that only this machine has: a name that no stranger can point here.
type guard struct {
	port    string
	address netip.Addr // where we listen
	name    string     // the name to listen at, where one was given
}

// newGuard returns a guard for what listens at an address; name is what was asked for, which may be the same.
func newGuard(address, name string) guard {
	at, err := netip.ParseAddrPort(address)
	if err != nil {
		return guard{name: name} // knows nobody
	}
	return guard{port: strconv.Itoa(int(at.Port())), address: at.Addr(), name: name}
}

// knows reports whether a Host header names us: localhost, the name that we listen at, or an address in figures, which
// nobody can rebind; with our port.
func (g guard) knows(hostport string) bool {
	host, port, err := net.SplitHostPort(hostport)
	if err != nil || port != g.port {
		return false
	}
	if strings.EqualFold(host, "localhost") || g.name != "" && strings.EqualFold(host, g.name) {
		return true
	}
	address, err := netip.ParseAddr(host)
	return err == nil && (address.IsLoopback() || address == g.address || g.address.IsUnspecified())
}

// policy lets the page load its own two files and talk to where it came from, and nothing else.
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src data:; connect-src 'self'; " +
	"base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'"

// protect serves next to the page alone.
func (g guard) protect(next http.Handler) http.Handler {
	var origins http.CrossOriginProtection
	next = origins.Handler(next)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", policy)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("X-Frame-Options", "DENY")
		h.Set("Referrer-Policy", "no-referrer")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		h.Set("Cache-Control", "no-store")
		switch {
		case !g.knows(r.Host):
			http.Error(w, "This is a playground on one machine. Open http://localhost:"+g.port+"/", http.StatusMisdirectedRequest)
		case strings.HasPrefix(r.URL.Path, "/api/") && !fromHere(r):
			http.Error(w, "only the page itself may ask that", http.StatusForbidden)
		default:
			next.ServeHTTP(w, r)
		}
	})
}

// fromHere reports whether the page itself asks, as far as the browser says: reading is no crime across origins, but
// no other page needs it either. Programs that are no browser say nothing.
func fromHere(r *http.Request) bool {
	site := r.Header.Get("Sec-Fetch-Site")
	return site == "" || site == "same-origin"
}

// IsLoopback reports whether a listening address can be reached from this machine only.
func IsLoopback(address string) bool {
	host, _, err := net.SplitHostPort(address)
	if err != nil {
		return false
	}
	ip, err := netip.ParseAddr(host)
	return strings.EqualFold(host, "localhost") || err == nil && ip.IsLoopback()
}
