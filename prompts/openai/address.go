package openai

import (
	"cmp"
	"fmt"
	"net/url"
	"strings"
	"unicode"

	api "github.com/sashabaranov/go-openai"
)

// azureVersion is the first dated version of Azure's API with schemas, usage in streams and max_completion_tokens.
const azureVersion = "2024-10-21"

// An address is where requests go, and how.
type address struct {
	host   string
	model  string
	config api.ClientConfig
}

// addressOf reads a Config. Its errors name the variable and repeat nothing of it, as it may hold a key.
func addressOf(cfg Config) (address, error) {
	base, key := cfg.Variables.BaseURL, cfg.Variables.Key
	if strings.ContainsFunc(cfg.Key, func(r rune) bool { return r > unicode.MaxASCII || !unicode.IsGraphic(r) || r == ' ' }) {
		return address{}, fmt.Errorf("%s holds a character that no key has, such as a space or a line's end", key)
	}
	if cfg.BaseURL == "" {
		if cfg.Key == "" {
			return address{}, fmt.Errorf("%s is not set: set it, or %s for a server that needs none", key, base)
		}
		return address{host: "api.openai.com", model: cmp.Or(cfg.Model, DefaultModel), config: api.DefaultConfig(cfg.Key)}, nil
	}
	u, err := url.Parse(strings.TrimSpace(cfg.BaseURL))
	switch {
	case err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Hostname() == "":
		return address{}, fmt.Errorf("%s is no http or https address, such as http://localhost:11434/v1", base)
	case u.User != nil:
		return address{}, fmt.Errorf("%s holds a user name: put the key into %s", base, key)
	case u.RawQuery != "" || u.Fragment != "":
		return address{}, fmt.Errorf("%s goes on after its path: leave out what follows ? or #", base)
	case onAzure(u):
		return azure(cfg, u)
	}
	path := strings.TrimRight(u.Path, "/")
	path = strings.TrimSuffix(strings.TrimSuffix(path, "/chat/completions"), "/embeddings")
	a := address{host: u.Host, model: cmp.Or(cfg.Model, DefaultModel), config: api.DefaultConfig(cfg.Key)}
	a.config.BaseURL = u.Scheme + "://" + u.Host + cmp.Or(path, "/v1")
	return a, nil
}

// onAzure reports whether an address is Azure's own API rather than the OpenAI-compatible one that it has as well.
func onAzure(u *url.URL) bool {
	host := strings.ToLower(u.Hostname())
	return (strings.HasSuffix(host, ".openai.azure.com") || strings.HasSuffix(host, ".cognitiveservices.azure.com")) &&
		!strings.Contains(u.Path, "/openai/v1")
}

// azure returns an address of Azure's API: the model is a deployment there, and the key has a header of its own.
func azure(cfg Config, u *url.URL) (address, error) {
	if cfg.Model == "" {
		return address{}, fmt.Errorf("%s is not set: on Azure it names the deployment", cfg.Variables.Model)
	}
	if cfg.Key == "" {
		return address{}, fmt.Errorf("%s is not set: Azure asks for one", cfg.Variables.Key)
	}
	a := address{host: u.Host, model: cfg.Model, config: api.DefaultAzureConfig(cfg.Key, u.Scheme+"://"+u.Host)}
	a.config.APIVersion = azureVersion
	a.config.AzureModelMapperFunc = url.PathEscape
	return a, nil
}
