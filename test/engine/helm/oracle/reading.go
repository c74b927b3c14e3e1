package main

import (
	"encoding/json"
	"net/url"
	"strings"

	"github.com/BurntSushi/toml"
	"github.com/Masterminds/sprig/v3"
	"sigs.k8s.io/yaml"
)

func reading() {
	yamls := []string{"", "a: 1", "a: 1\nb: [x, y]", "- 1\n- 2", "a: yes\nb: 0644\nc: 1_000\nd: 2024-01-01\ne: ~\nf: 1e3\ng: .inf", "a: &x {b: 1}\nc: *x\nd:\n  <<: *x\n  e: 2", "a: 1\na: 2", "1: x\ntrue: y\n1.5: z", "a: |\n  text\n  more\nb: >\n  folded\n  text\n\n  end\n",
		"text", "a: b: c", "\ta: 1", "a: 'it''s'", "a: \"\\x41\\u00e9\\n\"", "---\na: 1\n---\nb: 2", "a: !!str 1\nb: !!int \"2\"\nc: !foo bar", "a: !!binary aGVsbG8=", "{a: 1, b: [1, 2], c: {d: null}}", "a:\n- 1\n- 2", "a: *unknown", "a: [1", "- a\nb: 1", "a: 9007199254740993\nb: 18446744073709551615\nc: 0x1F\nd: 0o17\ne: 0b11", "null: x", "? [a]\n: b", "a: \"unclosed", "a: @b", "%a", "# only comment", "a: 1\n  b: 2", "a:\n\t- b", "'a': 1", "a: 1e999"}
	for _, text := range yamls {
		object := map[string]any{}
		if err := yaml.Unmarshal([]byte(text), &object); err != nil {
			emit("fromYamlError", err.Error(), text)
		} else {
			emit("fromYaml", object, text)
		}
		list := []any{}
		if err := yaml.Unmarshal([]byte(text), &list); err != nil {
			emit("fromYamlArrayError", err.Error(), text)
		} else {
			emit("fromYamlArray", list, text)
		}
	}
	jsons := []string{"", "{}", "{\"a\": 1}", "[1, 2.5, \"x\", null, true]", "{\"a\"", "{\"a\":}", "{a: 1}", "{\"a\": 1,}", "nul", "\"\\u00e9\\ud83d\\ude00\\n\"", "\"\\x\"", "01", "1.", "-", "1 2", "[1,", "{\"a\":1}}", "\"a\nb\"", "\"unclosed", "{\"a\":1,\"a\":2}", "tru", "1e400", "[", "\"\\ud800\"", "  {}  ", "-0", "{\"a\" 1}", "\"\\u12g4\""}
	for _, text := range jsons {
		var value any
		if err := json.Unmarshal([]byte(text), &value); err != nil {
			emit("fromJsonError", err.Error(), text)
		} else {
			emit("fromJson", value, text)
		}
	}
	tables := []any{map[string]any{}, map[string]any{"a": 1.0, "b": "x\n\"", "c": true, "d": []any{1.0, "a"}, "e": map[string]any{"f": 1.5, "g": map[string]any{"h": "i"}}, "z": nil},
		map[string]any{"list": []any{map[string]any{"a": 1.0}, map[string]any{"b": map[string]any{"c": 2.0}}}, "x": 1e6}, map[string]any{"a b": map[string]any{"c.d": 1.0, "": 2.0}}, map[string]any{"m": []any{[]any{1.0}, map[string]any{"a": 1.0, "b": map[string]any{}}}}, "text", 1.0, []any{1.0}, []any{map[string]any{}}, map[string]any{"a": []any{nil}}}
	for _, value := range tables {
		buffer := &strings.Builder{}
		if err := toml.NewEncoder(buffer).Encode(value); err != nil {
			emit("toToml", err.Error(), value)
		} else {
			emit("toToml", buffer.String(), value)
		}
	}
	for _, text := range []string{"", "a = 1", "a = \"x\\n\"\nb = 'y'\n[t]\nc = [1, 2]\n[t.u]\nd = 1.5", "[[l]]\na = 1\n[[l]]\na = 2", "a.b.c = true", "x = {a = 1, b = {c = 2}}", "a = 1\na = 2", "a = ", "[a", "s = \"\"\"\nx\\\n  y\"\"\"", "n = 0x1F\nm = 1_000\no = -0.5e3", "# c\na = 1 # d\n", "t = 2024-01-01T00:00:00Z"} {
		value := map[string]any{}
		if err := toml.Unmarshal([]byte(text), &value); err != nil {
			emit("fromToml", "error", text)
		} else {
			emit("fromToml", value, text)
		}
	}
	parse := sprig.TxtFuncMap()["urlParse"].(func(string) map[string]any)
	join := sprig.TxtFuncMap()["urlJoin"].(func(map[string]any) string)
	for _, text := range []string{"", "http://a.b/c", "https://user:pa%20ss@host:8080/p/a%2Fth?q=1&r=a b#frag", "mailto:x@y.z", "//host/path", "/abs/path?x", "rel/path", "http://[::1]:80/", "http://host", "http://host?x=1", "host:80", "a:b", "http://h/%zz", "http://h:port/", ":x", "http://a b/", "http://user@h/p#f%20g", "redis://:pw@h:6379/0", "http://ho%73t/", "s3://bucket/key with space", "http://x/a?b#c#d", "HTTP://Host/Path", "./a:b", "a b"} {
		if _, err := url.Parse(text); err != nil {
			emit("urlError", err.Error(), text)
			continue
		}
		parts := parse(text)
		emit("urlParse", parts, text)
		emit("urlJoin", join(parts), parts)
	}
	for _, text := range []string{"", "a b", "a+b&c=d/é", "~-_.", "%", "😀", "(x)*!'"} {
		emit("queryEscape", url.QueryEscape(text), text)
		emit("pathEscape", url.PathEscape(text), text)
	}
}
