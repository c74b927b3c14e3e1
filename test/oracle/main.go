// Reads texts, one JSON string in a line, and writes what kubectl makes of each, one JSON value in a line: the list of
// the documents' JSON, and behind them {"error": …} where it stops. It is the decoder that `kubectl apply -f` uses.
package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"io"
	"os"
	"strings"

	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/util/yaml"
)

func main() {
	in := bufio.NewReaderSize(os.Stdin, 1<<20)
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()
	for {
		line, err := in.ReadBytes('\n')
		if len(line) > 0 {
			var text string
			if err := json.Unmarshal(line, &text); err != nil {
				panic(err)
			}
			answer, err := json.Marshal(documents(text))
			if err != nil {
				panic(err)
			}
			out.Write(append(answer, '\n'))
		}
		if err == io.EOF {
			return
		}
	}
}

func documents(text string) (found []any) {
	found = []any{}
	defer func() {
		if recovered := recover(); recovered != nil {
			found = append(found, map[string]string{"error": "panic"})
		}
	}()
	decoder := yaml.NewYAMLOrJSONDecoder(strings.NewReader(text), 4096)
	for {
		var extension runtime.RawExtension
		err := decoder.Decode(&extension)
		if errors.Is(err, io.EOF) {
			return found
		}
		if err != nil {
			return append(found, map[string]string{"error": err.Error()})
		}
		if raw := strings.TrimSpace(string(extension.Raw)); raw != "" && raw != "null" {
			found = append(found, json.RawMessage(raw))
		}
	}
}
