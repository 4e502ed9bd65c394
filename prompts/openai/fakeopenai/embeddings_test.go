package fakeopenai_test

import (
	"context"
	"encoding/base64"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/stackpick/stackpick/prompts/openai/fakeopenai"
)

// embed asks for vectors with the key "sk-1" and returns the status and the body.
func embed(ctx context.Context, t *testing.T, s *fakeopenai.Server, body string) (int, string) {
	t.Helper()
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, s.URL()+"/embeddings", strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Authorization", "Bearer sk-1")
	resp, err := http.DefaultClient.Do(req)
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

func cosine(a, b []float32) float64 {
	var ab, aa, bb float64
	for i := range a {
		ab, aa, bb = ab+float64(a[i]*b[i]), aa+float64(a[i]*a[i]), bb+float64(b[i]*b[i])
	}
	return ab / math.Sqrt(aa*bb)
}

func TestTextsThatShareWordsAreNear(t *testing.T) {
	s := start(t, fakeopenai.Config{Key: "sk-1"})
	_, body := embed(t.Context(), t, s, `{"model":"m","input":["Django is fast","is Django slow?","bananas grow up"]}`)
	var reply struct {
		Model string
		Data  []struct {
			Index     int
			Embedding []float32
		}
		Usage struct {
			Total int `json:"total_tokens"`
		}
	}
	if err := json.Unmarshal([]byte(body), &reply); err != nil {
		t.Fatal(err)
	}
	if len(reply.Data) != 3 || reply.Data[2].Index != 2 || reply.Model != "m" || reply.Usage.Total == 0 {
		t.Fatalf("got %s", body)
	}
	v := reply.Data
	if near, far := cosine(v[0].Embedding, v[1].Embedding), cosine(v[0].Embedding, v[2].Embedding); near <= far {
		t.Errorf("near %.2f, far %.2f", near, far)
	}
	if r := s.Requests(); len(r) != 1 || !slices.Equal(r[0].Embedding.Input[:1], []string{"Django is fast"}) {
		t.Errorf("kept %+v", r)
	}
}

func TestVectorsComeInBase64WhereThatIsAskedFor(t *testing.T) {
	s := start(t, fakeopenai.Config{})
	_, body := embed(t.Context(), t, s, `{"model":"m","input":"alone","encoding_format":"base64"}`)
	var reply struct{ Data []struct{ Embedding string } }
	err := json.Unmarshal([]byte(body), &reply)
	if err != nil || len(reply.Data) != 1 {
		t.Fatalf("%v: %s", err, body)
	}
	raw, err := base64.StdEncoding.DecodeString(reply.Data[0].Embedding)
	want := fakeopenai.WordVector("alone")
	got := make([]float32, len(want))
	if _, decodeErr := binary.Decode(raw, binary.LittleEndian, got); errors.Join(err, decodeErr) != nil || !slices.Equal(got, want) {
		t.Errorf("got %v, %v", got, errors.Join(err, decodeErr))
	}
}

func TestRequestsForVectorsAreRefusedAsOpenAIRefusesThem(t *testing.T) {
	s := start(t, fakeopenai.Config{Models: []string{"m"}, MaxInputs: 2, MaxInput: 10})
	for body, want := range map[string]int{
		`{"model":"m","input":["a","b"]}`:                      200,
		`{"model":"m"}`:                                        400,
		`{"model":"m","input":[]}`:                             400,
		`{"model":"m","input":[""]}`:                           400,
		`{"model":"m","input":[[1,2]]}`:                        400,
		`{"model":"m","input":["a","b","c"]}`:                  400,
		`{"model":"m","input":["longer than that"]}`:           400,
		`{"model":"m","input":"a","encoding_format":"base32"}`: 400,
		`{"model":"n","input":"a"}`:                            404,
		`{"input":"a"}`:                                        400,
		`{`:                                                    400,
	} {
		if got, said := embed(t.Context(), t, s, body); got != want {
			t.Errorf("%s: %d %s, want %d", body, got, said, want)
		}
	}
}

func TestTheFaultsOfVectorsAreWhatTheirNamesSay(t *testing.T) {
	s := start(t, fakeopenai.Config{})
	for fault, want := range map[fakeopenai.Fault]string{
		fakeopenai.NotANumber: `"embedding":[NaN,`,
		fakeopenai.Overflow:   `"embedding":[1e999,`,
		fakeopenai.Zero:       `"embedding":[0,0,`,
		fakeopenai.NoVectors:  `"data":[]`,
		fakeopenai.Malformed:  `"data":[oops `,
	} {
		s.Queue(fakeopenai.Script{Fault: fault})
		if _, body := embed(t.Context(), t, s, `{"model":"m","input":["a","b"]}`); !strings.Contains(body, want) {
			t.Errorf("%s: %.200s", fault, body)
		}
	}
	for fault, want := range map[fakeopenai.Fault]string{
		fakeopenai.TooFew: "1:64", fakeopenai.SameIndex: "0:64 0:64", fakeopenai.Shuffled: "1:64 0:64",
		fakeopenai.Uneven: "0:64 1:63", fakeopenai.Dimensions: "0:63 1:63",
	} {
		s.Queue(fakeopenai.Script{Fault: fault})
		_, body := embed(t.Context(), t, s, `{"model":"m","input":["a","b"]}`)
		var reply struct {
			Data []struct {
				Index     int
				Embedding []float32
			}
		}
		if err := json.Unmarshal([]byte(body), &reply); err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, d := range reply.Data {
			got = append(got, fmt.Sprintf("%d:%d", d.Index, len(d.Embedding)))
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%s: got %v, want %s", fault, got, want)
		}
	}
}
