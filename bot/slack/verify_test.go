package slack

import (
	"strings"
	"testing"
	"time"
)

// The test vector of https://docs.slack.dev/authentication/verifying-requests-from-slack.
const (
	vectorSecret    = "8f742231b10e8888abcd99yyyzzz85a5"
	vectorTime      = "1531420618"
	vectorSignature = "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503"
	vectorBody      = "token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c"
)

func vectorVerifier(t testing.TB, skew time.Duration) *Verifier {
	t.Helper()
	v, err := NewVerifier(vectorSecret, func() time.Time { return time.Unix(1531420618, 0).Add(skew) })
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func TestOnlyWhatSlackSignedIsTakenIn(t *testing.T) {
	for name, c := range map[string]struct {
		time, signature, body string
		skew                  time.Duration
		ok                    bool
	}{
		"the official vector":             {vectorTime, vectorSignature, vectorBody, 0, true},
		"five minutes old":                {vectorTime, vectorSignature, vectorBody, 5 * time.Minute, true},
		"five minutes ahead":              {vectorTime, vectorSignature, vectorBody, -5 * time.Minute, true},
		"older":                           {vectorTime, vectorSignature, vectorBody, 5*time.Minute + time.Second, false},
		"further ahead":                   {vectorTime, vectorSignature, vectorBody, -5*time.Minute - time.Second, false},
		"another body":                    {vectorTime, vectorSignature, vectorBody + "-", 0, false},
		"no body":                         {vectorTime, vectorSignature, "", 0, false},
		"another time":                    {"1531420619", vectorSignature, vectorBody, 0, false},
		"no time":                         {"", vectorSignature, vectorBody, 0, false},
		"a time that is no number":        {"now", vectorSignature, vectorBody, 0, false},
		"a time with a sign":              {"+" + vectorTime, vectorSignature, vectorBody, 0, false},
		"a time with a blank":             {" " + vectorTime, vectorSignature, vectorBody, 0, false},
		"a time with a leading zero":      {"0" + vectorTime, vectorSignature, vectorBody, 0, false},
		"a time below zero":               {"-" + vectorTime, vectorSignature, vectorBody, 0, false},
		"a time beyond 64 bits":           {strings.Repeat("9", 30), vectorSignature, vectorBody, 0, false},
		"a time far ahead":                {"99999999999", vectorSignature, vectorBody, 0, false},
		"no signature":                    {vectorTime, "", vectorBody, 0, false},
		"a signature without its version": {vectorTime, strings.TrimPrefix(vectorSignature, "v0="), vectorBody, 0, false},
		"a signature of version 1":        {vectorTime, "v1=" + strings.TrimPrefix(vectorSignature, "v0="), vectorBody, 0, false},
		"a short signature":               {vectorTime, vectorSignature[:20], vectorBody, 0, false},
		"a signature in capitals":         {vectorTime, strings.ToUpper(vectorSignature), vectorBody, 0, false},
		"a signature beyond ASCII":        {vectorTime, "v0=" + strings.Repeat("é", 32), vectorBody, 0, false},
		"one digit off":                   {vectorTime, vectorSignature[:66] + "4", vectorBody, 0, false},
	} {
		t.Run(name, func(t *testing.T) {
			err := vectorVerifier(t, c.skew).Verify(c.time, c.signature, []byte(c.body))
			if (err == nil) != c.ok {
				t.Fatalf("got %v, want taken in: %t", err, c.ok)
			}
			if err != nil && strings.Contains(err.Error(), vectorSignature[3:]) {
				t.Errorf("the error tells the right signature: %v", err)
			}
		})
	}
}

func TestASecretThatCannotBeOneIsRefused(t *testing.T) {
	for _, secret := range []string{
		"", " ", "\t\n", "changeme", "CHANGE_ME", "secret", "your-signing-secret", "<your secret>", "xxxxxxxxxxxxxxxx", "0000000000000000",
		"replace-me-please", "todo-later", `"8f742231b10e8888abcd99yyyzzz85a5"`, "8f742231b10e8888abcd99yyyzzz85a5\r", " 8f742231b10e8888abcd99yyyzzz85a5",
		"short", "xoxb-123456789-abcdef", "xapp-1-A-123-abc", "placeholder", "example-secret", "********",
	} {
		if v, err := NewVerifier(secret, time.Now); err == nil || v != nil {
			t.Errorf("%q was taken", secret)
		} else if len(secret) > 12 && strings.Contains(err.Error(), secret) {
			t.Errorf("the error quotes %q: %v", secret, err)
		}
	}
	for _, secret := range []string{vectorSecret, "0123456789abcdef0123456789abcdef", "e6b19c573432dcc6b075501d51b51bb8"} {
		if _, err := NewVerifier(secret, time.Now); err != nil {
			t.Errorf("%q: %v", secret, err)
		}
	}
}

func FuzzVerify(f *testing.F) {
	f.Add(vectorTime, vectorSignature, []byte(vectorBody))
	f.Add("", "v0=", []byte("{}"))
	v := vectorVerifier(f, 0)
	f.Fuzz(func(t *testing.T, timestamp, signature string, body []byte) {
		if v.Verify(timestamp, signature, body) == nil && string(body) != vectorBody {
			t.Errorf("a forged request was taken in: %q %q %q", timestamp, signature, body)
		}
	})
}

func BenchmarkVerify(b *testing.B) {
	v := vectorVerifier(b, 0)
	body := []byte(strings.Repeat("x", 1500))
	b.SetBytes(int64(len(body)))
	for b.Loop() {
		if v.Verify(vectorTime, vectorSignature, body) == nil {
			b.Fatal("a forged request was taken in")
		}
	}
}
