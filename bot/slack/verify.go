package slack

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"strconv"
	"strings"
	"time"
)

// maxSkew is how far the time of a request may lie from ours, in either direction
// (https://docs.slack.dev/authentication/verifying-requests-from-slack).
const maxSkew = 5 * time.Minute

// errUnsigned is all that is ever said of a request that Slack did not sign: what was wrong would help only those
// who forge.
var errUnsigned = errors.New("the request is not signed by Slack")

// A Verifier checks that requests come from Slack.
type Verifier struct {
	secret []byte
	now    func() time.Time
}

// NewVerifier returns a Verifier for a signing secret. It refuses a secret that cannot be one: an empty or a
// placeholder secret would let everybody sign.
func NewVerifier(secret string, now func() time.Time) (*Verifier, error) {
	if err := CheckSecret(secret); err != nil {
		return nil, err
	}
	return &Verifier{secret: []byte(secret), now: now}, nil
}

// CheckSecret reports what keeps a text from being a signing secret: nothing in it, a placeholder, or what another
// variable should hold. Slack's own are 32 hexadecimal digits; other forms are let through, for proxies that sign.
func CheckSecret(secret string) error {
	const fix = `: copy "Signing Secret" from Basic Information of your app at https://api.slack.com/apps`
	switch {
	case strings.TrimSpace(secret) == "":
		return errors.New("is empty" + fix)
	case strings.ContainsAny(secret, "\"'` \t\r\n<>"):
		return errors.New("holds quotes or blanks" + fix)
	case strings.HasPrefix(secret, "xox"), strings.HasPrefix(secret, "xapp-"):
		return errors.New("holds a token" + fix)
	case len(secret) < 8:
		return errors.New("is too short to be a signing secret" + fix)
	case placeholder(secret):
		return errors.New("is a placeholder" + fix)
	}
	return nil
}

// placeholder reports whether a secret is what people write where the secret shall go.
func placeholder(secret string) bool {
	word := strings.Map(func(r rune) rune {
		if 'a' <= r && r <= 'z' || '0' <= r && r <= '9' {
			return r
		}
		return -1
	}, strings.ToLower(secret))
	switch word {
	case "", "secret", "signingsecret", "slacksigningsecret", "placeholder", "undefined", "password", "12345678", "123456789", "1234567890", "deadbeef":
		return true
	}
	for _, opening := range []string{"your", "changeme", "changethis", "replace", "example", "placeholder", "insert", "todo", "fixme", "mysecret", "mysigningsecret"} {
		if strings.HasPrefix(word, opening) {
			return true
		}
	}
	return strings.Count(word, word[:1]) == len(word)
}

// fresh checks the time of a request, and that its signature has the form of one. It needs no body, so that
// forged requests are refused before theirs is read.
func (v *Verifier) fresh(timestamp, signature string) error {
	seconds, err := strconv.ParseInt(timestamp, 10, 64)
	if err != nil || strconv.FormatInt(seconds, 10) != timestamp || seconds < 0 {
		return errUnsigned
	}
	skew := v.now().Sub(time.Unix(seconds, 0))
	if skew > maxSkew || skew < -maxSkew {
		return errUnsigned
	}
	if digest, ok := strings.CutPrefix(signature, "v0="); !ok || len(digest) != hex.EncodedLen(sha256.Size) {
		return errUnsigned
	}
	return nil
}

// Verify checks the two headers of a request against its raw body: X-Slack-Request-Timestamp, seconds since 1970,
// and X-Slack-Signature, "v0=" and the hexadecimal HMAC-SHA256 of "v0:timestamp:body". It takes the same time
// wherever the signature differs.
func (v *Verifier) Verify(timestamp, signature string, body []byte) error {
	if err := v.fresh(timestamp, signature); err != nil {
		return err
	}
	mac := hmac.New(sha256.New, v.secret)
	mac.Write([]byte("v0:" + timestamp + ":"))
	mac.Write(body)
	want := "v0=" + hex.EncodeToString(mac.Sum(nil))
	if !hmac.Equal([]byte(want), []byte(signature)) {
		return errUnsigned
	}
	return nil
}
