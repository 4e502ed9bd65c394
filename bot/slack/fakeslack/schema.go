package fakeslack

import (
	"bytes"
	_ "embed"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/santhosh-tekuri/jsonschema/v6/kind"
)

// The shape of every block, generated from @slack/types 3.2.0; see NOTICE.
//
//go:embed slack-blocks.schema.json
var blocksSchema []byte

// The shape of charts, which @slack/types lacks.
//
//go:embed slack-charts.schema.json
var chartsSchema []byte

// schemas holds the compiled schema of each block type.
var schemas = sync.OnceValue(compileSchemas)

// compileSchemas panics when an embedded schema is broken, which the first test shows.
func compileSchemas() map[string]*jsonschema.Schema {
	compiler := jsonschema.NewCompiler()
	types := parseSchema(blocksSchema)
	definitions := types["definitions"].(map[string]any)
	addNewerFields(definitions)
	known := definitions["KnownBlock"].(map[string]any)["anyOf"].([]any)
	for location, doc := range map[string]map[string]any{"blocks.json": types, "charts.json": parseSchema(chartsSchema)} {
		if err := compiler.AddResource(location, doc); err != nil {
			panic(err)
		}
	}
	out := map[string]*jsonschema.Schema{"data_visualization": compiler.MustCompile("charts.json")}
	for _, k := range known {
		ref := k.(map[string]any)["$ref"].(string)
		name := ref[strings.LastIndexByte(ref, '/')+1:]
		out[constType(definitions[name].(map[string]any))] = compiler.MustCompile("blocks.json" + ref)
	}
	return out
}

func parseSchema(data []byte) map[string]any {
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
	if err != nil {
		panic(err)
	}
	return doc.(map[string]any)
}

// constType returns the value of "type" that a definition, or its first variant, asks for.
func constType(definition map[string]any) string {
	if variants, ok := definition["anyOf"].([]any); ok {
		definition = variants[0].(map[string]any)
	}
	return definition["properties"].(map[string]any)["type"].(map[string]any)["const"].(string)
}

// addNewerFields adds what Slack's pages have and @slack/types 3.2.0 lacks. The offset of lists is what other
// libraries send and Slack is known to take.
func addNewerFields(definitions map[string]any) {
	fields := func(name string) map[string]any {
		return definitions[name].(map[string]any)["properties"].(map[string]any)
	}
	fields("HeaderBlock")["level"] = map[string]any{"enum": []any{1, 2, 3, 4}}
	fields("RichTextList")["offset"] = map[string]any{"type": "integer"}
	fields("CardBlock")["subtext"] = map[string]any{"$ref": "#/definitions/MrkdwnElement"}
	fields("CardBlock")["slack_icon"] = map[string]any{"type": "object"}
}

// shape checks a block of a known type against its schema.
func (c *checker) shape(schema *jsonschema.Schema, block map[string]any, pointer string) {
	var invalid *jsonschema.ValidationError
	if !errors.As(schema.Validate(block), &invalid) {
		return
	}
	for _, leaf := range leaves(invalid) {
		c.fault(pointer+pointerTo(leaf.InstanceLocation), "%s", problem(leaf, block))
	}
}

// leaves returns the faults at the bottom of an error. Where one of several types would do, it is those of the
// one whose "type" fits; none fitting is one fault.
func leaves(e *jsonschema.ValidationError) []*jsonschema.ValidationError {
	if len(e.Causes) == 0 {
		return []*jsonschema.ValidationError{e}
	}
	_, choice := e.ErrorKind.(*kind.AnyOf)
	var out []*jsonschema.ValidationError
	for _, cause := range e.Causes {
		found := leaves(cause)
		switch {
		case !choice:
			out = append(out, found...)
		case !otherType(found, e.InstanceLocation):
			return found
		}
	}
	if choice {
		return []*jsonschema.ValidationError{e}
	}
	return out
}

// otherType reports whether faults come from matching an object with a definition for another type.
func otherType(faults []*jsonschema.ValidationError, at []string) bool {
	return slices.ContainsFunc(faults, func(e *jsonschema.ValidationError) bool {
		switch e.ErrorKind.(type) {
		case *kind.Const:
			return slices.Equal(e.InstanceLocation, append(slices.Clone(at), "type"))
		case *kind.AnyOf:
			return slices.Equal(e.InstanceLocation, at)
		}
		return false
	})
}

// pointerTo returns the JSON pointer of a location. Slack's names have nothing that needs escaping.
func pointerTo(location []string) string {
	var b strings.Builder
	for _, token := range location {
		b.WriteByte('/')
		b.WriteString(token)
	}
	return b.String()
}

// problem words a fault of a schema as Slack does.
func problem(e *jsonschema.ValidationError, block map[string]any) string {
	switch k := e.ErrorKind.(type) {
	case *kind.Required:
		return "missing required field: " + strings.Join(k.Missing, ", ")
	case *kind.AdditionalProperties:
		return "no more fields allowed: " + strings.Join(k.Properties, ", ")
	case *kind.Enum:
		return fmt.Sprintf("must be one of %v", k.Want)
	case *kind.Const:
		return fmt.Sprintf("must be %v", k.Want)
	case *kind.Type:
		return fmt.Sprintf("must be of type %s, not %s", strings.Join(k.Want, " or "), k.Got)
	case *kind.AnyOf:
		if object, ok := valueAt(block, e.InstanceLocation).(map[string]any); ok {
			return fmt.Sprintf("unsupported type: %v", object["type"])
		}
		return "must be an object of a known type"
	case *kind.MinLength:
		return fmt.Sprintf("must be more than %d characters", k.Want-1)
	case *kind.MaxLength:
		return tooLong(k.Want)
	case *kind.MinItems:
		return fmt.Sprintf("no fewer than %d items allowed", k.Want)
	case *kind.MaxItems:
		return tooMany(k.Want)
	case *kind.ExclusiveMinimum:
		return fmt.Sprintf("must be more than %s", k.Want.RatString())
	}
	return fmt.Sprintf("does not fit: %s", strings.Join(e.ErrorKind.KeywordPath(), " "))
}

func tooLong(most int) string { return fmt.Sprintf("must be less than %d characters", most+1) }

func tooMany(most int) string { return fmt.Sprintf("no more than %d items allowed", most) }

// valueAt returns the value at a location of a document, nil for none.
func valueAt(doc any, location []string) any {
	for _, token := range location {
		switch v := doc.(type) {
		case map[string]any:
			doc = v[token]
		case []any:
			i, err := strconv.Atoi(token)
			if err != nil || i < 0 || i >= len(v) {
				return nil
			}
			doc = v[i]
		default:
			return nil
		}
	}
	return doc
}

// walk visits every object of a document with its JSON pointer, parents first and fields by name.
func walk(doc any, pointer string, visit func(pointer string, object map[string]any)) {
	switch v := doc.(type) {
	case map[string]any:
		visit(pointer, v)
		for _, name := range slices.Sorted(maps.Keys(v)) {
			walk(v[name], pointer+"/"+name, visit)
		}
	case []any:
		for i, item := range v {
			walk(item, pointer+"/"+strconv.Itoa(i), visit)
		}
	}
}

// objects visits every object of a document, in the order of walk.
func objects(doc any, visit func(object map[string]any)) {
	switch v := doc.(type) {
	case map[string]any:
		visit(v)
		for _, name := range slices.Sorted(maps.Keys(v)) {
			objects(v[name], visit)
		}
	case []any:
		for _, item := range v {
			objects(item, visit)
		}
	}
}
