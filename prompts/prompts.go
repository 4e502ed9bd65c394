// Package prompts holds the words that a language model is sent, what is taken back of its words, and the Editor that
// puts answers into better words with both.
//
// A model changes nothing but words. It is sent the question and the claims of an answer, numbered; it says them anew
// and names the claims of each sentence; package check decides, sentence by sentence, whether that may be shown. A
// sentence that fails is left out, and the claims that it was to word keep their own; where more fail than pass, the
// plain answer stands. Pick, strength, table, sources and gaps are not sent and cannot change.
//
// For a question in another language there are two tasks: to put the question into English, where we did not
// understand it ourselves, and the claims into the question's language.
//
// Read Editor.Edit first; then templates (the words that are sent; the whole as sent is in testdata/prompts),
// decode.go (what is taken back, while it comes), review.go (what becomes of each sentence), budget.go (what it may
// cost), scrub.go (what of a question stays here). model.go is the one interface to a model; package openai has one.
package prompts
