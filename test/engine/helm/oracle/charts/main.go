// Command charts prints what helm renders of the charts in ../fixtures/charts: { "chart/case": { "files": {...} } or { "error": "..." } }.
package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log"
	"os"
	"path/filepath"
	"strings"

	"helm.sh/helm/v3/pkg/action"
	"helm.sh/helm/v3/pkg/chart/loader"
	"helm.sh/helm/v3/pkg/chartutil"
	"helm.sh/helm/v3/pkg/cli/values"
	"helm.sh/helm/v3/pkg/engine"
	"helm.sh/helm/v3/pkg/getter"
)

type input struct {
	Values []string `json:"values"`
	Set    []string `json:"set"`
}

type output struct {
	Files map[string]string `json:"files,omitempty"`
	Error string            `json:"error,omitempty"`
}

func render(dir string, given input) (map[string]string, error) {
	chart, err := loader.Load(dir)
	if err != nil {
		return nil, err
	}
	if chart.Metadata.Type == "library" {
		return nil, errors.New("library charts are not installable")
	}
	if err := action.CheckDependencies(chart, chart.Metadata.Dependencies); err != nil {
		return nil, err
	}
	options := values.Options{Values: given.Set}
	for _, file := range given.Values {
		options.ValueFiles = append(options.ValueFiles, filepath.Join(dir, file))
	}
	user, err := options.MergeValues(getter.Providers{})
	if err != nil {
		return nil, err
	}
	if err := chartutil.ProcessDependenciesWithMerge(chart, user); err != nil {
		return nil, err
	}
	version, _ := chartutil.ParseKubeVersion("v1.37.0")
	capabilities := chartutil.DefaultCapabilities.Copy()
	capabilities.KubeVersion = *version
	if chart.Metadata.KubeVersion != "" && !chartutil.IsCompatibleRange(chart.Metadata.KubeVersion, version.Version) {
		return nil, fmt.Errorf("chart requires kubeVersion: %s which is incompatible with Kubernetes %s", chart.Metadata.KubeVersion, version.Version)
	}
	rendered, err := chartutil.ToRenderValues(chart, user, chartutil.ReleaseOptions{Name: "release-name", Namespace: "default", Revision: 1, IsInstall: true}, capabilities)
	if err != nil {
		return nil, err
	}
	return engine.Render(chart, rendered)
}

func main() {
	log.SetOutput(io.Discard)
	root := os.Args[1]
	charts, err := os.ReadDir(root)
	if err != nil {
		panic(err)
	}
	all := map[string]output{}
	for _, chart := range charts {
		dir := filepath.Join(root, chart.Name())
		cases := map[string]input{"default": {}}
		if data, err := os.ReadFile(filepath.Join(dir, "case.json")); err == nil {
			if err := json.Unmarshal(data, &cases); err != nil {
				panic(err)
			}
		}
		for name, given := range cases {
			files, err := render(dir, given)
			if err != nil {
				all[chart.Name()+"/"+name] = output{Error: strings.ReplaceAll(err.Error(), dir, chart.Name())}
			} else {
				all[chart.Name()+"/"+name] = output{Files: files}
			}
		}
	}
	encoder := json.NewEncoder(os.Stdout)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	if err := encoder.Encode(all); err != nil {
		panic(err)
	}
}
