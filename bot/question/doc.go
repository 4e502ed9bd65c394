// Package question reads what people ask. A Reader takes a message, in the light of its thread and of what the library
// is known to hold, to Asks: each is one thing that a person wants to know, with what it names and what kind of answer it
// is after. It searches nothing, and what the documents say is no business of its own.
//
// Read Reader.Understand (understand.go) first, which is the way of a message:
//
//	message.go     what comes in
//	clean.go       without mark-up, code, quotes and emoji
//	split.go       parted into questions and the setting around them; frame.go takes from these what says nothing, and
//	               apart.go makes two of one that sets things apart
//	understand.go  each read into an Ask (ask.go): the concepts that it speaks of, emphasis.go how much each counts, naming.go
//	               the options and names, and what words are left
//	saying.go      and what a handbook may say in other words
//	intent.go      what kind of answer it wants, by the rules that hearing.go listens for; asking.go knows the forms of
//	               questions, and seeking.go the words that say what is sought
//	thread.go      what it leaves to the turns before it
//
// What it has to know of a library is Known (known.go), with Records (records.go) for what decision records are called.
// address.go tells whether a message is for the bot at all, and sets.go takes lists of names as sets.
package question
