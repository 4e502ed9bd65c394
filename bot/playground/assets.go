package playground

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"io"
	"net/http"
	"strings"
)

// The built page, packed: web/build.mjs makes it from web/src, and CI compares. So "go run" needs no Node.
//
//go:embed web/dist
var dist embed.FS

// asset serves one file of the page. It is packed in the binary and goes so over the wire.
func asset(name, contentType string) http.Handler {
	packed, err := dist.ReadFile("web/dist/" + name + ".gz")
	sum := sha256.Sum256(packed)
	tag := `"` + hex.EncodeToString(sum[:8]) + `"`
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if err != nil {
			http.Error(w, "the page was not built: run npm ci and npm run build in bot/playground/web", http.StatusInternalServerError)
			return
		}
		h := w.Header()
		h.Set("Content-Type", contentType)
		h.Set("Cache-Control", "no-cache")
		h.Set("ETag", tag)
		h.Set("Vary", "Accept-Encoding")
		if r.Header.Get("If-None-Match") == tag {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		if strings.Contains(r.Header.Get("Accept-Encoding"), "gzip") {
			h.Set("Content-Encoding", "gzip")
			_, _ = w.Write(packed) // fails only when the browser has gone
			return
		}
		if plain, err := gzip.NewReader(bytes.NewReader(packed)); err == nil {
			_, _ = io.Copy(w, plain)
		}
	})
}
