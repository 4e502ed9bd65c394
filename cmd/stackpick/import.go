package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"github.com/stackpick/stackpick/knowledge"
)

func (p *program) newImport() *cobra.Command {
	var out string
	var force bool
	c := &cobra.Command{
		Use:   "import FILE…",
		Short: "Write reStructuredText, AsciiDoc, HTML, DOCX, PDF or text files as knowledge Markdown",
		Long: `Write files of reStructuredText, AsciiDoc, HTML, DOCX, PDF or plain text as Markdown with front matter,
to edit and to keep among your documents. Read as such, it has the same passages as the file itself. What stands in its front
matter (title, source, author, date) is what the file says of itself: look it over.

Files that exist are left alone unless --force is given.`,
		Example: "  stackpick knowledge import --out docs/articles saved-page.html report.pdf",
		Args:    cobra.ArbitraryArgs,
		RunE:    func(_ *cobra.Command, args []string) error { return p.knowledgeImport(args, out, force) },
	}
	c.Flags().StringVar(&out, "out", ".", "the folder to write to")
	c.Flags().BoolVar(&force, "force", false, "overwrite files that exist")
	return c
}

// knowledgeImport imports each file that can be, tells of those that cannot, and fails if there is one.
func (p *program) knowledgeImport(files []string, out string, force bool) error {
	if len(files) == 0 {
		return badUsage("name files of reStructuredText, AsciiDoc, HTML, DOCX, PDF or plain text", "importing: want at least one file, got none")
	}
	if err := p.configure(); err != nil {
		return err
	}
	if err := os.MkdirAll(out, 0o755); err != nil {
		return fmt.Errorf("importing: %w", err)
	}
	failed := 0
	written := map[string]bool{}
	for _, file := range files {
		line, err := importFile(file, out, force, written)
		if err != nil {
			failed++
			p.tell(err.Error())
			continue
		}
		if err := p.print(cleanLine(line) + "\n"); err != nil {
			return err
		}
	}
	if failed > 0 {
		return fmt.Errorf("importing: %s not imported", count(failed, "file"))
	}
	return nil
}

// importFile imports a file into a folder, and says in a line what was written. What this call has written it does not
// overwrite.
func importFile(file, out string, force bool, written map[string]bool) (string, error) {
	imported, err := knowledge.Import(file)
	if err != nil {
		return "", err
	}
	target := filepath.Join(out, imported.Name)
	if written[target] {
		return "", fmt.Errorf("%s: %s has just been written from another file: name another folder with --out", file, target)
	}
	what := fmt.Sprintf("%s: %s of %s", target, count(imported.Passages, "passage"), file)
	err = writeNew(target, imported.Markdown)
	switch {
	case errors.Is(err, fs.ErrExist) && !force:
		return "", fmt.Errorf("%s: %s exists already: name another folder with --out, or overwrite it with --force", file, target)
	case errors.Is(err, fs.ErrExist):
		what += ", overwritten"
		err = overwrite(target, imported.Markdown)
	}
	written[target] = err == nil
	return what, err
}

// overwrite puts a file in the place of one: the old one stands until the new one is whole.
func overwrite(name string, data []byte) error {
	beside := name + ".new"
	if err := writeNew(beside, data); err != nil {
		return err
	}
	if err := os.Rename(beside, name); err != nil {
		return errors.Join(err, os.Remove(beside))
	}
	return nil
}

// writeNew writes a file that must not exist; what cannot be written whole is taken away again.
func writeNew(name string, data []byte) error {
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	if err = errors.Join(err, f.Close()); err != nil {
		return errors.Join(err, os.Remove(name))
	}
	return nil
}
