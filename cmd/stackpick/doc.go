// Stackpick answers questions on technology choice ("Django or Node.js for a fintech MVP?") from what it
// has been given to read, with a citation for every sentence.
//
//	stackpick ask "Django or Node.js for a fintech MVP?"
//	stackpick search --top 3 "speed of development"
//	stackpick knowledge list
//	stackpick eval --knowledge docs questions.yaml
//	stackpick playground
//	stackpick serve
//
// This comment is the tour of the whole program; each package's own comment tells the rest.
//
// # The idea
//
// Claims come first, words last. Every claim is a sentence that stands in a passage we hold. Retrieval finds
// the claims, plain deterministic code weighs them, and only then are they worded. So an answer needs no
// language model, takes milliseconds, is the same tomorrow for the same knowledge, and cannot cite what does
// not say so. What the knowledge does not hold is said to be missing, never filled in.
//
// # The way of an answer
//
//	files ────► knowledge: documents → passages → claims ──► index
//	                                                           ▼
//	question ─► bot: understand ───────────────────────────► search ─► weigh ─► compose ─► Answer ─► cmd/stackpick
//	Slack ────► bot/slack ─┘                                                      ▼  ▲       └────► bot/slack/blocks ─► Slack
//	                                                          prompts: better words, checked (optional)
//
// Who does what:
//
//   - Package knowledge reads files into documents, cuts them at their headings into passages, and reads each
//     sentence as a claim: about which options, on which criteria, for or against. What options and criteria
//     are called is data, in knowledge/vocabulary, which recognises them. The built-in documents are in
//     knowledge/builtin.
//   - Package index finds the passages that share words with a question. It knows words, not meanings. Package
//     index/vectors stands before it where an embedding model is configured, and ranks by both; what only meaning
//     finds is no evidence.
//   - Package bot takes one question to one answer. Understand, in bot/question: which options, which criteria, what
//     kind of answer is wanted, what the thread has settled. Search: the claims that bear on it. Weigh: a ledger of
//     options × criteria, and the written rule that turns it into a pick and a strength (--why prints both).
//     Compose: one line first, then the reasons, what speaks against, what is missing.
//   - Package bot/slack brings what people write in Slack to the bot, and its answers back: each question that was
//     taken in ends in one visible message. bot/slack/blocks lays messages out, bot/store keeps what must outlive
//     a message, and bot/slack/fakeslack is the Slack that tests run against.
//   - Package bot/living keeps what answers in Slack in step with the files: what is written there counts a moment
//     later, without a restart.
//   - Package bot/playground shows all that in a browser: the same bot in Slack, in a workspace on this machine, and
//     a view for those who write the knowledge. bot/playground/browser tries it in Chromium, as a module of its own.
//   - Package prompts has a language model, where one is configured, put the claims of an answer into better words.
//     Package prompts/check decides sentence by sentence whether they may be shown, and prompts/openai is the way to
//     the model. The plain answer is there first, and stands wherever any of that fails.
//   - Package bot/exam asks a bot questions whose right answers are known, and index/judge measures the ranking on
//     judged sets: the two halves of "stackpick eval".
//   - This package builds the parts, runs one command and shows the result. It is the only one that reads
//     the environment, and nothing imports it.
//
// A third-party library has its package, which alone imports it: Bleve index, the Markdown and HTML readers
// knowledge/markup, PDFium knowledge/pdf, Slack's bot/slack (with blocks), what tells of changed files bot/living,
// the database bot/store, OpenAI's prompts/openai, the command line and .env this one. Only what reads YAML and
// Unicode has several. A test in this package keeps these rules.
//
// # In this package
//
//	main, run              the program; run is what tests start too
//	failure                how errors are told, and the exit statuses: 0 done, 1 the work failed, 2 bad usage
//	config, env            what the environment and .env say; slackconfig, llm and embeddings have their own part of it
//	ask, search, serve, playground, manifest, doctor, knowledge, show, import, embed, eval, evalretrieval, version
//	                       the commands, each by its name
//	llm, embeddings        what uses a language model, and one that finds by meaning; follower keeps it in step with serve
//	question, thread       what people hand in
//	library, progress      what they ask about, opened and followed, and how far the reading is
//	text, table, screen    an answer laid out for a terminal; clean keeps control sequences of knowledge files from it
//	markdown, json         its other forms; parts is what the forms share beyond what package bot says of each
//
// # Adding knowledge
//
// Put Markdown, reStructuredText, AsciiDoc, HTML, plain text, DOCX or PDF files into a folder and name it with
// --knowledge, or with STACKPICK_KNOWLEDGE. Nothing else is needed: headings make passages, and known options and
// criteria are recognised. Front matter sharpens it:
//
//	---
//	title: Why we moved to Postgres
//	source: https://wiki.example.com/postgres
//	date: 2025-03-01
//	options: [PostgreSQL, MongoDB]
//	kind: decision
//	---
//
// Front matter may be TOML (+++) or JSON as well. Answers link to the section of the file that they cite, when they
// know where it is found: by its source, by a line "base: https://github.com/org/repo/blob/main/docs" in a file
// stackpick.yaml in the folder, or by the folder's own git remote.
//
// A file vocabulary.yaml in the folder adds options and criteria of one's own. "stackpick knowledge lint"
// tells what could not be read and what is wrong, with file and line: links that lead nowhere, ids that stand twice,
// empty sections, options that no vocabulary has. It fails when a file was left out, with --strict for any finding,
// so that a docs repository's CI can run it. "stackpick knowledge show ID" shows how a passage was understood, and
// "stackpick knowledge import FILE" writes another format as Markdown, to be edited and kept.
//
// # Environment
//
//	STACKPICK_KNOWLEDGE    files and folders to answer from, separated as in PATH; else the built-in knowledge
//	STACKPICK_RESCAN       how often serve looks at all of them, whatever the system tells; 5m
//	STACKPICK_LOG          debug, info, warn or error; debug tells what takes how long
//	SLACK_BOT_TOKEN        the bot's token, xoxb-…
//	SLACK_APP_TOKEN        the app's token, xapp-…; set means Socket Mode
//	SLACK_SIGNING_SECRET   tells Slack's requests from others; needed without Socket Mode
//	SLACK_API_URL          another root of the Web API, for tests
//	STACKPICK_LISTEN       address of the HTTP side; 127.0.0.1:8080
//	STACKPICK_DATA         the folder for what the bot stores
//	STACKPICK_RETENTION    days for which that is kept, 0 for ever; 90
//	STACKPICK_USER_LIMIT   questions a minute that one person may ask, 0 for no limit; 30
//	OPENAI_API_KEY         the key of a language model; any of these three set means that one is used
//	OPENAI_BASE_URL        its server, for any that speaks OpenAI's API; OpenAI's own
//	OPENAI_MODEL           its name; gpt-4.1-mini
//	STACKPICK_LLM_ANSWER   tokens that it may say for one answer; 1200
//	STACKPICK_LLM_PERSON   tokens for one person in an hour, 0 for no limit; 30000
//	STACKPICK_LLM_DAY      tokens for all in a day, 0 for no limit; 500000
//	STACKPICK_EMBEDDINGS_MODEL     an embedding model, to find passages by their meaning too; its name means on
//	STACKPICK_EMBEDDINGS_URL       its server; OPENAI_BASE_URL, else OpenAI's own
//	STACKPICK_EMBEDDINGS_KEY       its key; OPENAI_API_KEY where that is for the same server
//	STACKPICK_EMBEDDINGS_WEIGHT    how much words count beside meaning, 0 to 1; 0.6
//	STACKPICK_EMBEDDINGS_QUESTION  what the model wants before a question
//	STACKPICK_EMBEDDINGS_PASSAGE   what it wants before a passage
//	STACKPICK_DATABASE_URL not in this version: must be unset
//	XDG_STATE_HOME         where the folder for what the bot stores is, by default
//	HOME                   the same, where that is not set
//	LOCALAPPDATA           the same, on Windows
//	NO_COLOR               set to anything, switches colours off
//	TERM                   dumb switches colours off, too
//
// A file .env in the current folder, or the one that --env names, supplies those that are not set.
package main
