package browser

import (
	"io"
	"net/http"
	"net/http/httptest"
	"testing"
)

// A model that is asked and never says anything: the plain answer is there, and one can stop the wait.
func TestASilentModelCanBeStopped(t *testing.T) {
	asked, over := make(chan bool, 10), make(chan bool)
	model := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		_, _ = io.Copy(io.Discard, r.Body)
		asked <- true
		select {
		case <-r.Context().Done():
		case <-over:
		}
	}))
	t.Cleanup(func() { close(over); model.Close() })
	p := open(t, serveWith(t, []string{"OPENAI_BASE_URL=" + model.URL + "/v1", "OPENAI_MODEL=mute"}), desktop)
	shows(t, eval[string](p, `document.querySelector(".settings").innerText`), "words by mute")
	p.click("nav button", "stackpick")
	p.typeIn("Message stackpick", "Django or Node.js for an MVP?")
	shows(t, p.answered(1), "Django")
	<-asked
	p.until("the bot is at work", `document.querySelector(".working")`)
	p.click(".working button", "Stop")
	p.until("it has stopped", `!document.querySelector(".working")`)
	p.click("nav button", "architecture")
	p.typeIn("Message #architecture", "/stackpick Django or Node.js for an MVP?")
	shows(t, p.answered(1), "Better words")
}
