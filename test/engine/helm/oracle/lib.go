// Command oracle prints what Go, sprig and the libraries of helm make of the inputs of test/engine/helm/lib.test.ts,
// as lines of JSON: [function, arguments, result]. Run by `npm run helm:golden`.
package main

import (
	"encoding/json"
	"fmt"
	"math"
	"os"
	"strconv"
	"strings"
	"time"

	"github.com/Masterminds/semver/v3"
	"github.com/Masterminds/sprig/v3"
	"github.com/gobwas/glob"
	goyaml "go.yaml.in/yaml/v3"
	"sigs.k8s.io/yaml"
)

var out = json.NewEncoder(os.Stdout)

func emit(function string, result any, arguments ...any) {
	if err := out.Encode([]any{function, arguments, result}); err != nil {
		panic(err)
	}
}

var floats = []float64{0, 1, -1, 0.5, 1.5, 2.5, 0.1, 1.0 / 3, 100000, 999999.5, 1e6, 1234567, 123456789.5, 1e20, 1e21, 1.5e300,
	1e-4, 1.25e-5, 1e-7, 5e-324, math.MaxFloat64, -2.675, 1.005, 80, 1 << 62, 9007199254740993, 0.000001, 0.00000123, 99.995, 12345.678}

func formatFloats() {
	for _, f := range floats {
		for _, verb := range "efgEG" {
			for _, precision := range []int{-1, 0, 1, 2, 3, 6, 10, 20} {
				emit("formatFloat", strconv.FormatFloat(f, byte(verb), precision, 64), f, string(verb), precision)
			}
		}
	}
}

func printf() {
	data := map[string]any{"b": []any{1.0, "x", nil, true}, "a": map[string]any{"n": 1e6, "m": map[string]any{}}}
	values := []any{"text", "tüv \x00\n\"q\"", "", true, 80.0, 1e6, 0.25, -3.5, nil, []any{"a", 1.0}, data}
	formats := []string{"%v", "%s", "%d", "%q", "%x", "%X", "%t", "%f", "%g", "%e", "%T", "%+v", "%#v", "%5v|", "%-5v|", "%05v|", "%.2v|", "%.3f", "%8.2f|", "%-8.2f|",
		"%08.2f|", "%+d", "% d", "%+.1e", "%.0f", "%#x", "% x", "%+q", "%#q", "%10.3s|", "%c", "%U", "%b", "%o", "%p!", "%%", "%z", "%", "%!", "%5%|", "%[1]v %[1]v", "%[2]v", "%[x]v", "%*v", "%.*v", "%v %v", "%s-%s"}
	for _, format := range formats {
		for _, value := range values {
			if format == "%p!" && value != nil && fmt.Sprintf("%T", value)[0] != 's' {
				continue
			}
			if _, text := value.(string); !text && format == "%#x" {
				continue
			}
			emit("sprintf", fmt.Sprintf(format, value), format, value)
		}
		for _, value := range []int{0, 1, -5, 255, 65, 1234567890123} {
			emit("sprintfInt", fmt.Sprintf(format, value), format, strconv.Itoa(value))
		}
	}
	for _, format := range []string{"%s/%s:%s", "%d-%03d", "%[2]s %[1]s", "%s", "", "%*d|", "%-*d|"} {
		emit("sprintf", fmt.Sprintf(format, "a", "b"), format, "a", "b")
		emit("sprintf", fmt.Sprintf(format, "a", 1.5, nil), format, "a", 1.5, nil)
	}
	emit("sprint", fmt.Sprint("a", 1.0, 2.0, "b", nil, true, false), "a", 1.0, 2.0, "b", nil, true, false)
	emit("sprintln", fmt.Sprintln("a", 1.0, nil), "a", 1.0, nil)
}

var words = []string{"", "a", "hello world", "Hello World", "HTTPServer", "http_server", "some-kebab case", "__init__", "A1B2c3", "version2Beta", "v1.2.3", "fooBarBaz",
	"FOO_BAR", "foo  bar", "tüv Süd", "élan vital", "x-1-y", "99bottles", "a.b.c", "IPAddress4", "ID", "my IDs", "日本 語", "-lead", "trail-", "___", "No Spaces\tHere\n", "one, two; three",
	"aB", "Ab1", "ab1C", "1a", "1A", "a1", "A1", "a-1B", "1-a", "hello.World", "camelCase2Snake3", "TestV1beta1API"}

func text() {
	functions := sprig.TxtFuncMap()
	one := []string{"title", "untitle", "camelcase", "snakecase", "kebabcase", "initials", "swapcase", "nospace", "upper", "lower", "sha1sum", "sha256sum", "sha512sum", "adler32sum", "b64enc", "b32enc"}
	for _, name := range one {
		f := functions[name].(func(string) string)
		for _, word := range words {
			emit(name, f(word), word)
		}
		long := strings.Repeat("The quick brown fox. ", 30)
		emit(name, f(long), long)
	}
	for _, length := range []int{55, 56, 63, 64, 65, 111, 112, 119, 120, 127, 128, 129} {
		text := strings.Repeat("x", length)
		for _, name := range []string{"sha1sum", "sha256sum", "sha512sum", "adler32sum"} {
			emit(name, functions[name].(func(string) string)(text), text)
		}
	}
	for _, name := range []string{"b64dec", "b32dec"} {
		f := functions[name].(func(string) string)
		for _, input := range []string{"", "aGVsbG8=", "aGVsbG8", "aGVs\nbG8=", "aGVsbG8=x", "====", "a", "NBSWY3DP", "NBSWY3DPEE======", "nbswy3dp", "!!"} {
			if result := f(input); !strings.HasPrefix(result, "illegal") {
				emit(name, result, input)
			} else {
				emit(name+"Error", result, input)
			}
		}
	}
	sentence := "A rather long sentence about averylongwordindeed, and tüv things."
	for _, width := range []int{-1, 0, 1, 4, 5, 7, 10, 20, 60, 100} {
		emit("wrap", functions["wrap"].(func(int, string) string)(width, sentence), width, sentence)
		emit("wrapWith", functions["wrapWith"].(func(int, string, string) string)(width, "|", sentence), width, "|", sentence)
		emit("abbrev", functions["abbrev"].(func(int, string) string)(width, "A rather long sentence"), width, "A rather long sentence")
		for _, left := range []int{0, 3, 5, 8, 40} {
			emit("abbrevboth", functions["abbrevboth"].(func(int, int, string) string)(left, width, "A rather long sentence"), left, width, "A rather long sentence")
		}
	}
	for _, input := range append(words, "\x00\x07\b\f\r\v\x7f", "\u00a0\u200b\ufeff", "😀", "\\ \"quoted\" `back`", "\u2028") {
		emit("quoteGo", strconv.Quote(input), input)
		emit("quoteAscii", strconv.QuoteToASCII(input), input)
	}
}

func versions() {
	constraints := []string{"", "*", "1", "1.2", "1.2.3", "=1.2.3", "v1.2.3", ">1.2", ">=1.2.3", "<2", "<=1.2", "~1.2", "~1", "~0", "^1.2.3", "^0.2.3", "^0.0.3", "^0", "!=1.2.3", "!=1.2", "!=1",
		">=1.2.3-0", "^1.2.3-beta.1", ">=1.0.0 <2.0.0", ">=1.0.0, <2.0.0", "1.2 - 1.4", "1.x || >=3", ">= 1.19-0", "<1.19-0", ">=1.16.0-0 <1.20.0-0", "=>1", "=<2", "~>1.2", "x", "1.*", "a", ">", "1.2.3.4", "1.2 ,,2", ">=1.25.0-0 || <1.0",
		"> 1.2 < 3", "~1.2.3-alpha", "^1.x", "1 2", "01.2", "1.2.3-01", ">0.0.0-0"}
	versions := []string{"1.2.3", "v1.2.3", "1.2", "1", "1.2.4", "1.3.0", "2.0.0", "0.2.3", "0.2.5", "0.3.0", "0.0.3", "0.0.4", "1.2.3-beta.1", "1.2.3-beta.2", "1.2.3-alpha", "1.19.0-0", "1.20.3-gke.500", "v1.25.16+k3s4", "3.0.0", "x", "", "1.2.3.4", "01.2.3"}
	for _, c := range constraints {
		for _, v := range versions {
			constraint, err := semver.NewConstraint(c)
			if err != nil {
				emit("semverCompare", map[string]any{"error": err.Error()}, c, v)
				continue
			}
			version, err := semver.NewVersion(v)
			if err != nil {
				emit("semverCompare", map[string]any{"error": err.Error()}, c, v)
				continue
			}
			emit("semverCompare", constraint.Check(version), c, v)
		}
	}
	for _, v := range versions {
		if version, err := semver.NewVersion(v); err == nil {
			emit("semver", version.String(), v)
		}
	}
}

func globs() {
	patterns := []string{"*", "**", "*.yaml", "config/*", "config/**", "config/**.yaml", "**/*.json", "files/{a,b}.txt", "files/[ab].txt", "files/[!ab].txt", "files/[a-c]?.txt", "f?les/*", "{*.yaml,*.json}", "a\\*b", "", "config", "config/", "**.yaml", "{a,{b,c}}/*", "*/*/x", "[", "{a"}
	paths := []string{"a.yaml", "config/a.yaml", "config/sub/b.yaml", "config/sub/c.json", "files/a.txt", "files/b.txt", "files/c.txt", "files/ca.txt", "a*b", "axb", "config", "config/", "b/x", "c/x", "a/b/x", ""}
	for _, pattern := range patterns {
		g, err := glob.Compile(pattern, '/')
		for _, path := range paths {
			if err != nil {
				emit("glob", "error", pattern, path)
			} else {
				emit("glob", g.Match(path), pattern, path)
			}
		}
	}
}

func dates() {
	times := []time.Time{time.Unix(0, 0).UTC(), time.Date(2024, 2, 29, 13, 4, 5, 123456789, time.UTC), time.Date(1999, 12, 31, 0, 0, 0, 0, time.UTC), time.Date(2030, 7, 4, 23, 59, 59, 120000000, time.UTC)}
	layouts := []string{time.ANSIC, time.UnixDate, time.RubyDate, time.RFC822, time.RFC850, time.RFC1123, time.RFC1123Z, time.RFC3339, time.RFC3339Nano, time.Kitchen, time.StampMicro, time.DateTime, "2006-01-02", "Jan _2 2006 15:04:05.000", "06/1/2 3:4:5pm", "002 __2", "Monday, January 2", "20060102150405", "Mondays", "Janet", "15h04m", ".00", ".999", "Z07:00 -07 Z0700 MST"}
	for _, t := range times {
		for _, layout := range layouts {
			emit("formatTime", t.Format(layout), t.Unix(), t.Nanosecond(), layout)
		}
	}
	parses := [][2]string{{"2006-01-02", "2024-02-29"}, {"2006-01-02", "2023-02-29"}, {"2006-01-02", "24-02-29"}, {time.RFC3339, "2024-02-29T13:04:05Z"}, {time.RFC3339, "2024-02-29T13:04:05.5+02:00"}, {time.Kitchen, "3:04PM"}, {time.Kitchen, "12:00AM"}, {"02 Jan 2006", "5 Feb 2020"}, {"2 Jan 2006", "05 Feb 2020"}, {time.RFC1123, "Thu, 29 Feb 2024 13:04:05 GMT"}, {"20060102", "20240230"}, {"2006-01-02 15:04:05", "2024-01-01 25:00:00"}}
	for _, parse := range parses {
		if t, err := time.Parse(parse[0], parse[1]); err == nil {
			emit("parseTime", t.UTC().Format(time.RFC3339Nano), parse[0], parse[1])
		} else {
			emit("parseTime", nil, parse[0], parse[1])
		}
	}
	for _, text := range []string{"1h", "1h30m", "-1.5h", "300ms", "1us", "0", "", "5", "1d", "1h-2m", ".5s", "1.s", ".s", "+5m", "9223372036854775807ns", "9223372036854775808ns", "1000000h", "3ns", "1m0.5s"} {
		if d, err := time.ParseDuration(text); err == nil {
			emit("duration", d.String(), text)
		} else {
			emit("duration", nil, text)
		}
	}
	rounded := sprig.TxtFuncMap()["durationRound"].(func(any) string)
	for _, text := range []string{"1h", "36h", "800h", "9000h", "61s", "60s", "0.5s", "-3h", "90m"} {
		emit("durationRound", rounded(text), text)
	}
}

func documents() {
	long := strings.Repeat("word ", 40) + "end"
	texts := []string{"", "a", "true", "yes", "No", "y", "~", "null", "1", "01", "0x1f", "1_000", "1.5", ".5", "1e3", "1e999", "+1", "-", "--", "---", "...", "- a", "-a", "a: b", "a:b", ":", ": a", "a:", "#", "a #b", "a#b", "@a", "`a", "%a", "!a", "&a", "*a", "|", ">", "?", "? a", "?a", "[a]", "a]", "{a}", "{{ a }}", "a, b", "'a'", "\"a\"", "it's", " a", "a ", "\ta", "a\tb", "a\nb", "a\n", "\na", "\n", "\n\n", "a\n\n", " a\nb", "a \nb", "a\n b", "a\n\tb", "\ta\nb", "2024-01-01", "2024-13-01", "2024-1-1", "2024-01-01T00:00:00Z", "2024-01-01 00:00:00", "1:20", "12:30:45", "190:20:30", ".nan", ".inf", "-.inf", "<<", "=", "0b101", "0o17", "08", "1__0", "_1", "0x", "1.", "é", "日本", "😀", "a\u00a0b", "\u00a0", "\ufeff", "a\u2028b", "a\u0085b", "\x01", "a\rb", "a\r\nb", "on", "Off", "NULL", "Null", "nUll", long, long + "\n", "'" + long, long + " #" + long, long + ": x", " " + long, strings.Repeat("x", 100) + " " + strings.Repeat("y", 100) + " z", "a  b" + long, strings.Repeat("ab  cd ", 30), "\"" + strings.Repeat("q q ", 40), strings.Repeat("ü ", 60) + "é", "\x7f", "key\\n", "\\", "a\\b\nc", "http://x.y/z?a=b&c=d", "<a>&</a>", strings.Repeat("it's ", 30), "1.2.3", "v1", "1.0", "1e", "0.1e-5", "1E+5", "+.inf", ".INF", "0_", "0b2", "9223372036854775808", "18446744073709551616", "-9223372036854775809", "+18446744073709551615", "tRue", "N", "NO", "oFF", "a\n\n\nb", "#a\nb", "- a\n- b", "\"", "'", "''", "a'", "x: 'y'", "%", "@", "a @b", "!", "&", "*", "{", "}", "[", "]", ",", ", a", "a,", "--- a", "... a", "---a", "-1", "- 1", "-.5", "-.", "+", "+a", "a?", "a ? b", "a !b", "~a", "\U0001F600 " + long}
	for _, text := range texts {
		write(text)
		write(map[string]any{"key": text})
		write([]any{text})
		if text != "a\u0085b" {
			write(map[string]any{text: 1.0})
		}
		write(map[string]any{"a": []any{map[string]any{"b": text, "c": []any{text}}}})
	}
	values := []any{nil, true, 1.0, 1e6, 1234567.5, 1e20, 1e21, 1e-7, 0.1, -0.0, math.Copysign(0, -1), 9007199254740993.0, 1e19, 9.3e18, -9.3e18, 1.8446744073709552e19, map[string]any{}, []any{}, []any{[]any{}, map[string]any{}, nil}, map[string]any{"a": map[string]any{}, "b": []any{}, "c": nil},
		[]any{[]any{1.0, []any{2.0, 3.0}}, map[string]any{"a": []any{map[string]any{"b": 1.0}}, "c": map[string]any{"d": 1.0}}},
		map[string]any{strings.Repeat("k", 128): 1.0, strings.Repeat("k", 129): map[string]any{"a": 1.0}, strings.Repeat("key word ", 20): []any{1.0}, "multi\nline": map[string]any{"a": 1.0, "b": 2.0}}}
	for _, value := range values {
		write(value)
		write(map[string]any{"v": value})
		write([]any{value})
	}
	keys := []string{"a10", "a2", "a1", "A", "B", "b", "_x", "x_y", "x-y", "x.y", "1", "10", "2", "a", "aa", "a-b", "aB", "ab", "100", "é", "z", "日", "a b", "a/b", "app.kubernetes.io/name", "app.kubernetes.io/instance", "helm.sh/chart", "10.0.0.1", "10.0.0.10", "10.0.0.2", "v1alpha1", "v1", "v1beta1", "x0", "x1000000"}
	object := map[string]any{}
	for _, key := range keys {
		object[key] = 1.0
	}
	write(object)
}

func write(value any) {
	text, err := yaml.Marshal(value)
	if err != nil {
		text = nil
	}
	emit("toYaml", strings.TrimSuffix(string(text), "\n"), value)
	encoded, err := json.Marshal(value)
	if err == nil {
		emit("toJson", string(encoded), value)
	}
	pretty, err := json.MarshalIndent(value, "", "  ")
	if err == nil {
		emit("toPrettyJson", string(pretty), value)
	}
	buffer := &strings.Builder{}
	encoder := goyaml.NewEncoder(buffer)
	encoder.SetIndent(2)
	if err := encoder.Encode(value); err == nil {
		emit("toYamlPretty", strings.TrimSuffix(buffer.String(), "\n"), value)
	}
}

func main() {
	out.SetEscapeHTML(false)
	formatFloats()
	printf()
	text()
	versions()
	globs()
	dates()
	documents()
	reading()
}
