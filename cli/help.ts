export const mainHelp = `kubehint finds risky settings in Kubernetes manifests, explains them and fixes them. Offline.

  kubehint scan [PATH...]     look for risky settings (the current folder by default)
  kubehint merge PART...      one report of what several scan --shard found
  kubehint fix [PATH...]      show the fixes as a diff, or write them with --write
  kubehint explain RULE       what a rule finds, why it matters, how to put it right
  kubehint rules              every rule
  kubehint render CHART       what a Helm chart renders, without Helm
  kubehint lsp --stdio        the language server, for any editor

Examples
  kubehint scan deploy/
  kubectl get deploy web -o yaml | kubehint scan -
  kubehint scan --profile restricted --format sarif --output kubehint.sarif
  kubehint fix deploy/ --write

Exit status: 0 nothing found, 1 findings, 2 wrong usage or something could not be read.
kubehint COMMAND --help tells more.
`;

const selection = `What is looked at
  --profile NAME              recommended (default), restricted, all, pss-baseline, pss-restricted, nsa, cis, ...
  --rule ID,...               only these rules
  --kubernetes-version 1.N    the version the manifests are for (the newest by default)
  --config FILE               this configuration instead of the kubehint.yaml of each folder
  --baseline FILE             findings in it are not shown (.kubehint-baseline.json of this folder by default)
  --exclude GLOB              leave files out; may be given more than once
  --files-from FILE           read the paths from FILE, one a line; - for standard input. scan reads the rest of this
                              folder as well, and reports nothing of it
  --values FILE, --set K=V    render charts with these, as helm takes them, in place of their own values files
  --each-file                 every file stands alone: no Kustomize, chart or other file says anything of it
`;

export const scanHelp = `kubehint scan [PATH...] [options]

Looks for risky settings in files, folders (with .gitignore in mind) and standard input (-).

${selection}
What comes out
  --format FORMAT             text, json, sarif, html, markdown, junit, gitlab, gitlab-sast, github, csv or slack
  --output FILE               instead of standard output
  --fail-on SEVERITY          critical, high, medium, low (default), info or none: what makes the exit status 1
  --write-baseline FILE       write what is found to FILE and show nothing: later scans show what is new
  --show-suppressed           list what is suppressed as well
  --jobs N                    how many threads to use (as many as can run at once by default; 1 for none)
  --cache DIR                 keep in DIR what is found, without secrets, and look again only at what has changed; DIR
                              may be deleted at any time, and holds at most 1 GB
  --shard I/N                 only the Ith of N parts of the files, as JSON for kubehint merge; a folder, a chart and
                              what a kustomization brings together stay in one part
  --color, --no-color         colours, whatever the terminal (NO_COLOR and FORCE_COLOR are respected)
  --verbose                   name every file that was skipped

Exit status: 0 nothing at or above --fail-on, 1 findings, 2 wrong usage or something could not be read.
`;

export const mergeHelp = `kubehint merge PART.json... [options]

Reads the JSON that each scan --shard I/N wrote, all N of them, asks the rules that look at several files, and prints the
report that one scan of the whole would have given, without a look at the files.

  --format FORMAT             text, json, sarif, html, markdown, junit, gitlab, gitlab-sast, github, csv or slack
  --output FILE               instead of standard output
  --fail-on SEVERITY          critical, high, medium, low (default), info or none: what makes the exit status 1
  --show-suppressed           list what is suppressed as well
  --color, --no-color         colours, whatever the terminal
  --verbose                   name every file that was skipped

Exit status: 0 nothing at or above --fail-on, 1 findings, 2 wrong usage, a part that is missing or of another whole.
`;

export const fixHelp = `kubehint fix [PATH...] [options]

Fixes what can be fixed without a guess and keeps every other byte. By default only fixes that cannot break a working
workload, and only as a diff.

  --diff                      print the fixes as a patch (the default)
  --write                     change the files
  --include-review            also fixes that somebody has to look at

${selection}  --color, --no-color         colours, whatever the terminal

With - the text comes from standard input; --write prints the fixed text.
Exit status: 0 nothing to fix or all written, 1 fixes shown or refused, 2 wrong usage or something could not be read.
`;

export const rulesHelp = `kubehint rules [--format text|json]

Lists every rule: by severity as text, or with profiles, frameworks and the same checks of other tools as JSON.
`;

export const explainHelp = `kubehint explain RULE

Says what a rule finds, what it exposes, when it is legitimate and how to put it right, with examples.
`;

export const renderHelp = `kubehint render CHART [options]

Renders a Helm chart, a folder or a .tgz, as \`helm template\` does: { "<template path>": "<rendered text>" }. Functions
whose result changes from run to run give the same text each time.

  --values FILE               values, as helm takes them; may be given more than once, the later wins
  --set KEY=VALUE             single values, as helm takes them; may be given more than once
  --name NAME                 of the release (release-name by default)
  --namespace NAME            that the release is for (default by default)
  --kube-version 1.N          of the cluster (1.37 by default)
  --format json

Exit status: 0 rendered, 1 refused as helm would, 2 wrong usage or something could not be read.
`;

export const lspHelp = `kubehint lsp --stdio

Starts the language server on standard input and output, for editors that speak the Language Server Protocol.
`;
