//go:build race

package pdf_test

// racing makes tests interpret the WebAssembly: the race detector makes its compiler take half a minute.
const racing = true
