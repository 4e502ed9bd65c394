package knowledge

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/stackpick/stackpick/knowledge/markup"
	"github.com/stackpick/stackpick/knowledge/plain"
)

// folderFile is the file that says how a folder is published. Its keys:
//
//	base: https://github.com/org/repo/blob/main/docs   # where the folder's files are found on the web
//
// A file's address is the base and its path in the folder. Where pages are named otherwise, "{path}" in the base
// stands for the path without its extension: "https://docs.example.com/{path}/". An empty base means that the
// files have no address. The one nearest to a file counts.
const folderFile = "stackpick.yaml"

// maxFolderFile is the size above which a folderFile or a repository's configuration is not read, in bytes.
const maxFolderFile = 64 << 10

// bases holds the base URLs of a folder and of the folders in it, by their slash-separated paths.
type bases map[string]string

// source returns the address of a file by its path in the folder, or "".
func (b bases) source(rel string) string {
	for dir := path.Dir(rel); ; dir = path.Dir(dir) {
		if base, ok := b[dir]; ok {
			source := joinBase(base, strings.TrimPrefix(strings.TrimPrefix(rel, dir), "/"))
			if !markup.IsWebURL(source) {
				return ""
			}
			return source
		}
		if dir == "." {
			return ""
		}
	}
}

func joinBase(base, rel string) string {
	switch {
	case base == "":
		return ""
	case strings.Contains(base, "{path}"):
		rel = strings.TrimSuffix(withoutExtension(rel), "/index")
		return strings.ReplaceAll(base, "{path}", escapedPath(rel))
	}
	return strings.TrimRight(base, "/") + "/" + escapedPath(rel)
}

func escapedPath(rel string) string {
	parts := strings.Split(rel, "/")
	for i := range parts {
		parts[i] = url.PathEscape(parts[i])
	}
	return strings.Join(parts, "/")
}

// read reads the folderFile of a folder inside root, if there is one, and returns its bytes too.
func (b bases) read(root *os.Root, dir string) (data []byte, err error) {
	name := filepath.FromSlash(path.Join(dir, folderFile))
	info, err := root.Stat(name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, nil
	case err != nil:
		return nil, err
	case !info.Mode().IsRegular() || info.Size() > maxFolderFile:
		return nil, fmt.Errorf("is no file of at most %d KiB", maxFolderFile>>10)
	}
	if data, err = readCapped(name, func() (fs.File, error) { return root.Open(name) }); err != nil {
		return nil, err
	}
	base, err := parseFolderFile(data)
	if err == nil && base != nil {
		b[dir] = *base
	}
	return data, err
}

// parseFolderFile returns the base that a folderFile gives, or nil when it gives none.
func parseFolderFile(data []byte) (*string, error) {
	var node yaml.Node
	if err := yaml.Unmarshal(data, &node); err != nil {
		line, what := markup.YAMLPlace(err)
		return nil, &markup.Fault{Line: line, Err: errors.New("is no YAML: " + what)}
	}
	if len(node.Content) == 0 {
		return nil, nil
	}
	mapping := node.Content[0]
	if mapping.Kind != yaml.MappingNode {
		return nil, &markup.Fault{Line: mapping.Line, Err: errors.New("holds no settings: write `base: https://…`")}
	}
	var found *string
	for i := 0; i+1 < len(mapping.Content); i += 2 {
		key, value := mapping.Content[i], mapping.Content[i+1]
		base := plain.OneLine(value.Value)
		switch {
		case key.Value != "base":
			return nil, &markup.Fault{Line: key.Line, Err: fmt.Errorf("setting %q is unknown: there is only base", plain.OneLine(key.Value))}
		case value.Kind != yaml.ScalarNode || base != "" && !markup.IsWebURL(strings.ReplaceAll(base, "{path}", "x")):
			return nil, &markup.Fault{Line: value.Line, Err: fmt.Errorf("base %q is not an http or https URL", base)}
		}
		found = &base
	}
	return found, nil
}

// gitBase returns where a git host shows a folder's files, or "" when that is not known: by the remote "origin"
// of the repository that the folder is in, at HEAD, which hosts take for the default branch. Nothing but the
// file .git/config of the folder or of one above it is read; links and the ".git" files of worktrees are not
// followed.
func gitBase(folder string) string {
	folder, err := filepath.Abs(folder)
	if err != nil {
		return ""
	}
	if folder, err = filepath.EvalSymlinks(folder); err != nil {
		return ""
	}
	for dir := folder; ; dir = filepath.Dir(dir) {
		if info, err := os.Lstat(filepath.Join(dir, ".git")); err == nil {
			if !info.IsDir() {
				return ""
			}
			rel, err := filepath.Rel(dir, folder)
			if err != nil {
				return ""
			}
			return hostedBase(originOf(filepath.Join(dir, ".git")), filepath.ToSlash(rel))
		}
		if dir == filepath.Dir(dir) {
			return ""
		}
	}
}

var (
	gitSection = regexp.MustCompile(`^\s*\[\s*([\w.-]+)(?:\s+"([^"]*)")?\s*\]`)
	gitURL     = regexp.MustCompile(`^\s*url\s*=\s*"?([^"\s]+)"?\s*$`)
	// gitRemote takes host and path out of the forms that git knows, and leaves users and passwords behind.
	gitRemote = regexp.MustCompile(`^(?:(?:https?|ssh|git)://(?:[^@/\s]*@)?|[\w.-]+@)(?:ssh\.|www\.)?(github\.com|gitlab\.com)(?::\d+/|[:/])/?([\w.-]+(?:/[\w.-]+)+)$`)
)

// originOf returns the URL of the remote "origin" that the configuration in a repository's folder names, or "".
func originOf(gitDir string) string {
	root, err := os.OpenRoot(gitDir)
	if err != nil {
		return ""
	}
	defer root.Close()
	info, err := root.Lstat("config")
	if err != nil || !info.Mode().IsRegular() || info.Size() > maxFolderFile {
		return ""
	}
	f, err := root.Open("config")
	if err != nil {
		return ""
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, maxFolderFile))
	if err != nil {
		return ""
	}
	return remoteOf(string(data))
}

// remoteOf returns the URL of "origin" in the text of a configuration, or "".
func remoteOf(config string) string {
	origin := false
	for line := range strings.Lines(config) {
		if m := gitSection.FindStringSubmatch(line); m != nil {
			origin = strings.EqualFold(m[1], "remote") && m[2] == "origin"
		} else if m := gitURL.FindStringSubmatch(line); m != nil && origin {
			return m[1]
		}
	}
	return ""
}

// hostedBase returns where the folder rel of a remote's repository is shown, or "" for a host that is not known.
func hostedBase(remote, rel string) string {
	m := gitRemote.FindStringSubmatch(strings.TrimSuffix(strings.TrimRight(remote, "/"), ".git"))
	if m == nil {
		return ""
	}
	base := "https://" + m[1] + "/" + m[2] + "/blob/HEAD"
	if m[1] == "gitlab.com" {
		base = "https://" + m[1] + "/" + m[2] + "/-/blob/HEAD"
	}
	if rel != "." {
		base += "/" + escapedPath(rel)
	}
	return base
}
