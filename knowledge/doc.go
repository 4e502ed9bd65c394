// Package knowledge holds what the bot knows and may cite.
//
// Open reads files and folders of Markdown, reStructuredText, AsciiDoc, HTML, plain text, DOCX and PDF into a Library.
// Each file is a Document; each of its sections, or a part of a long one, is a Passage with an address of its own; each
// sentence of a passage is a Claim about an option, a criterion, or neither. The files need no annotation: headings make sections,
// sentences make claims, and a vocabulary recognises the options and criteria that they speak of. Front
// matter (title, id, source, publisher, author, date, options, kind; in YAML, TOML or JSON) and heading attributes
// ({#id}, {link="…"}, {kind="case-study"}) only sharpen that.
//
// A decision record, in Nygard's form or MADR's, as What, Why and How or as a request for comments, is recognised by its
// sections, or by a status where it is kept or named as one. Its Document has a Record: number, status, options, what it decides, and which records it replaces or is replaced by. Its
// arguments are claims for and against the options they stand under. A decision log, one file with many decisions below
// a heading each or in the rows of a table, is a Document for each of them and one for what else it holds.
//
// A technology radar, as a table, as JSON or YAML, in the script of a page, as data of a program, or as pages with a ring
// in their front matter, has a passage for each entry. Its Document has Blips; one technology in several volumes is one history, of
// which the newest ring is current.
//
// A Cache makes opening the same files again cost what has changed. A Census counts the words of a Library, and that
// of the Library before makes it cheap. Import writes another format as Markdown, to be edited and kept.
//
// A passage's URL opens its document at the section. Where a document is found on the web is said by its front
// matter, by the page itself, by the base of a stackpick.yaml in its folder, or by the folder's repository on
// GitHub or GitLab.
//
// A file takes this way:
//
//	bytes ─► markup ────────► blocks, and front matter
//	bytes ─► readRadarFile ─► blocks
//
//	blocks ─► tidy (furniture and tables of contents out) ─► sections ─► passages ─► claims
//
// Read document.go first, for the nouns, then Open and loader.documentsOf (open.go), which is that way. The other files,
// by what they are about:
//
//	library, walk, queue, base,     what is opened: the files, where they are published, what is kept of them
//	cache
//	article, outline, sections,     what all formats become: blocks without furniture, sections,
//	passage, sentence               passages and their sentences
//	address, references             addresses of sections, and links between files
//	record…                         decision records: what they say of themselves and of each other, what they decide;
//	                                logs of many in one file
//	radar…, scriptvalues            technology radars: their entries, and these as claims
//	claim, stand, sidewords         what a sentence claims: on which options, for or against; how texts call the two sides
//	learn                           names that documents teach the vocabulary
//	census, compound                words counted over a library, and as the library writes them
//	lint, lintempty, import         what writers should know; foreign files written as Markdown
//
// Below it, package vocabulary recognises options, criteria and the words that matter, in documents as in questions. Package
// markup reads files of all formats into blocks (and has pdf below it), plain knows text as it is seen, and dates knows how
// people write dates.
//
// Files are written by others and may be hostile: reading is confined to the folder, capped in size and
// nesting, and nothing that a reader of the page would not see becomes knowledge.
//
// The package neither searches nor answers, and imports none of the other packages but those below it. The built-in
// documents are in builtin.
package knowledge
