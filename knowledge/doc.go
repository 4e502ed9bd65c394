// Package knowledge holds what the bot knows and may cite.
//
// Open reads files and folders of Markdown, HTML, plain text, DOCX and PDF into a Library. Each file is a Document;
// each of its sections, or a part of a long one, is a Passage with an address of its own; each sentence of a
// passage is a Claim about an option, a criterion, or neither. The files need no annotation: headings make sections,
// sentences make claims, and the Vocabulary recognises the options and criteria that they speak of. Front
// matter (title, id, source, publisher, author, date, options, kind; in YAML, TOML or JSON) and heading attributes
// ({#id}, {link="…"}, {kind="case-study"}) only sharpen that.
//
// A decision record, in Nygard's form or MADR's, is recognised by its sections. Its Document has a Record: number,
// status, options, what it decides, and which records it replaces or is replaced by. Its arguments are claims for and
// against the options they stand under.
//
// A technology radar, as a table, as JSON or as pages with a ring in their front matter, has a passage for each entry. Its
// Document has Blips; one technology in several volumes is one history, of which the newest ring is current.
//
// A Cache makes opening the same files again cost what has changed. A Census counts the words of a Library, and that of
// the Library before makes it cheap. Import writes a page, a DOCX, a PDF or a plain text as Markdown, to be edited and kept.
//
// A passage's URL opens its document at the section. Where a document is found on the web is said by its front
// matter, by the page itself, by the base of a stackpick.yaml in its folder, or by the folder's repository on
// GitHub or GitLab.
//
// A file takes this way:
//
//	bytes ─► decode ─► front matter ─► readMarkdown, readHTML or readText ─► blocks
//	bytes ─────────────────────────────► readDOCX, or pdf and readPDF ────► blocks
//	bytes ─► decode ───────────────────► readRadarFile ───────────────────► blocks
//
//	blocks ─► tidy (furniture and tables of contents out) ─► sections ─► passages ─► claims
//
// Files are written by others and may be hostile: reading is confined to the folder, capped in size and
// nesting, and nothing that a reader of the page would not see becomes knowledge.
//
// The package neither searches nor answers, and imports none of the other packages but pdf below it. The built-in
// documents are in builtin, the vocabulary in vocabulary.
package knowledge
