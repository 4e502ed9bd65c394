// Package vocabulary knows words: how texts are split into them, which of them carry a topic, and which name an option
// ("Kafka") or a concept, that is a criterion ("Security") or a trait of a project or team ("Fintech"). What it knows
// stands in the files beside it, each of which explains its fields at its head; a team may add options and concepts.
//
// Load returns a Lexicon, which is read with these files:
//
//	lexicon.go     options and concepts: options.yaml, concepts.yaml, translations.yaml
//	file.go        files of a team's own, which may be hostile, and how all are decoded
//	words.go       a text as words; phrasal.go joins "back up" to one
//	phrases.go     the options and concepts that words name
//	terms.go       the words that carry a topic, each with its synonyms: speech.yaml
//	paraphrase.go  what people at work say in other words: paraphrases.yaml
//	cues.go        the phrases by which people show what kind of answer they want: cues.yaml
//	judgement.go   the words by which a sentence praises or blames: stance.yaml
//	language.go    which language words are in, and which words are English: languages.yaml, english.txt, everyday.txt
//	spelling.go    what a misspelt word stands for
//
// It knows nothing of documents: what they claim is for package knowledge to say.
package vocabulary
