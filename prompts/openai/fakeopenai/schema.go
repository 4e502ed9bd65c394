package fakeopenai

import (
	"encoding/json"
	"fmt"
	"maps"
	"regexp"
	"slices"
)

// checkFormat refuses a response_format that the server does not take, or whose schema OpenAI does not.
func (s *Server) checkFormat(f *ResponseFormat) *Script {
	if f == nil {
		return nil
	}
	if s.cfg.NoSchema != 0 {
		refused := Error(s.cfg.NoSchema, "", "This server does not know response_format.")
		return &refused
	}
	if f.Type != "json_schema" {
		return nil
	}
	named := regexp.MustCompile(`^[a-zA-Z0-9_-]{1,64}$`)
	if f.JSONSchema == nil || !named.MatchString(f.JSONSchema.Name) {
		return refuse("invalid_value", "Invalid 'response_format.json_schema.name'.")
	}
	var schema map[string]any
	if json.Unmarshal(f.JSONSchema.Schema, &schema) != nil || schema["type"] != "object" {
		return refuse("invalid_value", "Invalid 'response_format.json_schema.schema': an object is expected.")
	}
	if f.JSONSchema.Strict {
		if fault := strictFault(schema, "()"); fault != "" {
			return refuse("invalid_json_schema", fmt.Sprintf("Invalid schema for response_format '%s': %s", f.JSONSchema.Name, fault))
		}
	}
	return nil
}

// strictFault returns what strict mode does not take in a schema, "" where there is nothing: each object must list all
// of its properties as required and allow no others.
func strictFault(schema map[string]any, at string) string {
	properties, _ := schema["properties"].(map[string]any)
	if schema["type"] == "object" || properties != nil {
		if schema["additionalProperties"] != false {
			return fmt.Sprintf("In context=%s, 'additionalProperties' is required to be supplied and to be false.", at)
		}
		required, _ := schema["required"].([]any)
		for _, name := range slices.Sorted(maps.Keys(properties)) {
			if !slices.Contains(required, any(name)) {
				return fmt.Sprintf("In context=%s, 'required' must hold every key in properties. Missing '%s'.", at, name)
			}
		}
	}
	for _, name := range slices.Sorted(maps.Keys(schema)) {
		if fault := strictFaultIn(schema[name], at+"."+name); fault != "" {
			return fault
		}
	}
	return ""
}

// strictFaultIn looks for faults in whatever stands in a schema.
func strictFaultIn(value any, at string) string {
	switch v := value.(type) {
	case map[string]any:
		return strictFault(v, at)
	case []any:
		for _, item := range v {
			if fault := strictFaultIn(item, at); fault != "" {
				return fault
			}
		}
	}
	return ""
}
