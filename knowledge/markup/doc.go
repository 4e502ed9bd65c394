// Package markup reads files of Markdown, reStructuredText, AsciiDoc, HTML, plain text, DOCX and PDF, all into the same
// thing: an Article of Blocks, which are headings, paragraphs, items of lists, rows of tables and code, and a Head, which
// is its front matter. It knows how people write pages, and not what is done with them.
//
// A file takes this way:
//
//	bytes ─► Decode ─► front matter ─► readMarkdown, readRST, readAsciiDoc, readHTML or readText ─► Article
//	bytes ─────────────────────────► readDOCX, or package pdf and readPDF ──────────────────► Article
//
// Read block.go first, for what comes out, and then reader.go, which is that way. The other files, by what they are about:
//
//	format, decode, frontmatter,    from bytes to text: which format, which encoding, and the head of a file
//	fronttoml
//	markdown, md…, rst…, adoc…,     from text to blocks: the readers, each with its format's name in front
//	html…, hidden, text…,
//	docx…, pdf…
//	page                            what the readers of our own, of reStructuredText and AsciiDoc, share
//	anchor, property, prefix,       what more than one reader has to know of pages: addresses of headings; lines such as
//	furniture                       "Status: accepted"; what all headings begin with; menus, teasers and the like
//	snippet                         a text in a field of some other file
//	mdwrite                         the other way round: blocks written as Markdown
//	fault                           what is wrong with a file, and in which line
//
// Files may be hostile: their size and their nesting have limits, reading takes time in proportion to their length, and
// what a reader of the page would not see is in no block.
package markup
