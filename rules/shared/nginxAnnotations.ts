/** Annotations whose text becomes nginx configuration as it is: of ingress-nginx and of F5's controller. */
export const snippetAnnotation =
  /^(?:nginx\.ingress\.kubernetes\.io\/(?:auth|configuration|modsecurity|server|stream)-snippet|nginx\.org\/(?:server|location)-snippets)$/;

/** What is wrong with a text that goes into the configuration of nginx. */
export interface Injection {
  /** For a message; never a part of the text itself. */
  readonly what: string;
}

/**
 * What the inspector of ingress-nginx refuses in hosts and paths since 1.2 (internal/ingress/inspector/rules.go), held
 * against whole words so that `x-root: a;` passes.
 */
const forbidden: readonly (readonly [RegExp, string])[] = [
  [/(?:^|[\s;{}])alias(?:\s[^;]{0,500})?;/, 'the directive "alias"'],
  [/(?:^|[\s;{}])root(?:\s[^;]{0,500})?;/, 'the directive "root"'],
  [/_by_lua/, "Lua code"],
  [/\/etc\/(?:passwd|shadow|group|nginx|ingress-controller)/, "a path of the controller's own files"],
  [/\/(?:var\/)?run\/secrets/, "the path of the controller's credentials"],
  [/\b(?:load_module|lua_package_c?path|ssl_engine)\b/, "a directive that loads code"],
];

/** Something that has no place in any text that nginx is configured with. */
export function forbiddenDirective(text: string): string | undefined {
  return forbidden.find(([pattern]) => pattern.test(text))?.[1];
}
