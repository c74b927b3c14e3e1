// Command templates prints what helm's engine renders of the charts and single templates in ../fixtures/templates:
// { "name": { "files": {...} } or { "error": "..." } }.
package main

import (
	"encoding/json"
	"io"
	"log"
	"os"
	"path/filepath"

	"helm.sh/helm/v3/pkg/chart"
	"helm.sh/helm/v3/pkg/chart/loader"
	"helm.sh/helm/v3/pkg/chartutil"
	"helm.sh/helm/v3/pkg/engine"
)

type output struct {
	Files map[string]string `json:"files,omitempty"`
	Error string            `json:"error,omitempty"`
}

func render(c *chart.Chart) output {
	version, _ := chartutil.ParseKubeVersion("v1.37.0")
	capabilities := chartutil.DefaultCapabilities.Copy()
	capabilities.KubeVersion = *version
	release := chartutil.ReleaseOptions{Name: "release-name", Namespace: "default", Revision: 1, IsInstall: true}
	values, err := chartutil.ToRenderValues(c, map[string]interface{}{}, release, capabilities)
	if err != nil {
		return output{Error: err.Error()}
	}
	files, err := engine.Render(c, values)
	if err != nil {
		return output{Error: err.Error()}
	}
	return output{Files: files}
}

func main() {
	log.SetOutput(io.Discard)
	root := os.Args[1]
	all := map[string]output{}
	for _, name := range []string{"functions", "language"} {
		c, err := loader.Load(filepath.Join(root, name))
		if err != nil {
			panic(err)
		}
		all[name] = render(c)
	}
	data, err := os.ReadFile(filepath.Join(root, "snippets.json"))
	if err != nil {
		panic(err)
	}
	var snippets map[string]string
	if err := json.Unmarshal(data, &snippets); err != nil {
		panic(err)
	}
	for name, text := range snippets {
		all[name] = render(&chart.Chart{
			Metadata:  &chart.Metadata{APIVersion: "v2", Name: name, Version: "0.1.0"},
			Values:    map[string]interface{}{"number": 80.0, "text": "plain", "nulls": []interface{}{nil}},
			Templates: []*chart.File{{Name: "templates/a.yaml", Data: []byte(text)}},
		})
	}
	encoder := json.NewEncoder(os.Stdout)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	if err := encoder.Encode(all); err != nil {
		panic(err)
	}
}
