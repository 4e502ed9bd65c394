package fakeopenai

import (
	"bytes"
	"encoding/base64"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"hash/fnv"
	"net/http"
	"strings"
	"unicode"
)

// An Embedding is the body of a request for vectors: those fields that are checked or that tests ask for.
type Embedding struct {
	Model    string
	Input    []string // one text that was sent by itself is a list of one
	Encoding string   // float or base64
}

// dimensions is how many numbers the server's own vectors have.
const dimensions = 64

// Bounds of a request for vectors, as OpenAI has them; it counts the length of a text in tokens, 8,192 at most.
const (
	maxInputs    = 2048
	maxInputSize = 32 << 10
)

// WordVector is the vector of a text in which each of its words, in lower case, has a place by its hash: texts that share
// words are near each other.
func WordVector(text string) []float32 {
	v := make([]float32, dimensions)
	words := strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	for _, w := range append(words, "") { // no vector is zero
		h := fnv.New32a()
		_, _ = h.Write([]byte(w))
		v[h.Sum32()%dimensions]++
	}
	return v
}

func (s *Server) serveEmbeddings(w http.ResponseWriter, r *http.Request) {
	req, refused := s.read(r)
	if refused == nil {
		req.Embedding, refused = embeddingOf(req.Body)
	}
	s.keep(req)
	if refused == nil {
		refused = s.checkEmbedding(req)
	}
	if refused != nil {
		refused.send(w)
		return
	}
	script := s.next(req)
	if script.Model == "" {
		script.Model = req.Embedding.Model
	}
	x := &exchange{server: s, w: w, r: r, script: script, embedding: req.Embedding}
	x.serve()
}

// embeddingOf reads the body of a request for vectors. Lists of tokens, which OpenAI takes as well, are refused.
func embeddingOf(body []byte) (*Embedding, *Script) {
	var raw struct {
		Model    string          `json:"model"`
		Input    json.RawMessage `json:"input"`
		Encoding string          `json:"encoding_format"`
	}
	_ = json.Unmarshal(body, &raw) // read has seen that it is JSON; fields of another type are missing
	e := &Embedding{Model: raw.Model, Encoding: raw.Encoding}
	if len(raw.Input) == 0 {
		return nil, refuse("missing_required_parameter", "Missing required parameter: 'input'.")
	}
	var one string
	if json.Unmarshal(raw.Input, &one) == nil {
		e.Input = []string{one}
	} else if json.Unmarshal(raw.Input, &e.Input) != nil {
		return nil, refuse("", "'$.input' is invalid: this server takes texts only.")
	}
	return e, nil
}

// checkEmbedding returns how the request is refused, nil where it is not.
func (s *Server) checkEmbedding(r Request) *Script {
	e := r.Embedding
	if refused := s.checkAccess(r, e.Model); refused != nil {
		return refused
	}
	switch e.Encoding {
	case "", "float", "base64":
	default:
		return refuse("invalid_value", "Invalid value for 'encoding_format'.")
	}
	if n := len(e.Input); n == 0 || n > maxInputs || s.cfg.MaxInputs > 0 && n > s.cfg.MaxInputs {
		return refuse("", "'$.input' is invalid: too many texts, or none.")
	}
	for i, text := range e.Input {
		if text == "" {
			return refuse("", "'$.input' is invalid: a text is empty.")
		}
		if len(text) > maxInputSize || s.cfg.MaxInput > 0 && len(text) > s.cfg.MaxInput {
			return refuse("", fmt.Sprintf("This model's maximum context length is exceeded by input[%d].", i))
		}
	}
	return nil
}

// vectors is the body of an answer with vectors, and what is wrong with them.
func (x *exchange) vectors() object {
	of := x.script.Vector
	if of == nil {
		of = WordVector
	}
	data := make([]any, 0, len(x.embedding.Input))
	sent := 0
	for i, text := range x.embedding.Input {
		v := of(text)
		if x.script.Fault == Uneven && i > 0 || x.script.Fault == Dimensions {
			v = v[:len(v)-1]
		}
		if x.script.Fault == Zero {
			v = make([]float32, len(v))
		}
		place := i
		if x.script.Fault == SameIndex {
			place = 0
		}
		data = append(data, object{"object": "embedding", "index": place, "embedding": encoded(v, x.embedding.Encoding)})
		sent += len(text)/4 + 1
	}
	switch x.script.Fault {
	case TooFew:
		data = data[1:]
	case NoVectors:
		data = []any{}
	case Shuffled:
		for i, j := 0, len(data)-1; i < j; i, j = i+1, j-1 {
			data[i], data[j] = data[j], data[i]
		}
	case ErrorInside, ErrorSpaced, ErrorTight:
		return overloaded()
	}
	return object{"object": "list", "data": data, "model": x.script.Model, "usage": object{"prompt_tokens": sent, "total_tokens": sent}}
}

// encoded is a vector as it stands in an answer.
func encoded(v []float32, encoding string) any {
	if encoding != "base64" {
		return v
	}
	var b bytes.Buffer
	_ = binary.Write(&b, binary.LittleEndian, v)
	return base64.StdEncoding.EncodeToString(b.Bytes())
}

// spoilt writes what no JSON encoder would in place of the first number of a body: NaN as Python does, or one that no
// float holds.
func (x *exchange) spoilt(body []byte) []byte {
	number := map[Fault]string{NotANumber: "NaN", Overflow: "1e999"}[x.script.Fault]
	begin := []byte(`"embedding":[`)
	at := bytes.Index(body, begin) + len(begin)
	if number == "" || at < len(begin) {
		return body
	}
	end := at + bytes.IndexAny(body[at:], ",]")
	return bytes.Join([][]byte{body[:at], []byte(number), body[end:]}, nil)
}
