import { Uri } from "vscode";

/** The scheme of what templates are rendered as. */
export const renderedScheme = "kubehint-rendered";

/** What a rendered document shows: a template, with the values of an environment. */
export interface Shown {
  readonly template: Uri;
  readonly environment: string;
}

/** `kubehint-rendered:/values-prod.yaml → deployment.yaml?<URI of the template>#<environment>`; the end makes it YAML. */
export function renderedUri({ template, environment }: Shown): Uri {
  const name = template.path.slice(template.path.lastIndexOf("/") + 1).replace(/\.tpl$/, ".tpl.yaml");
  return Uri.from({
    scheme: renderedScheme,
    path: `/${environment.replaceAll("/", "∕")} → ${name}`,
    query: template.toString(),
    fragment: environment,
  });
}

export function shownIn({ query, fragment }: Uri): Shown {
  return { template: Uri.parse(query), environment: fragment };
}
