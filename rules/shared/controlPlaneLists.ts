import type { ComponentName } from "../../engine/kubernetes/commandWords";
import { type ComponentView, entriesOf, isUndecidedSetting } from "../../engine/kubernetes/component";
import type { Report, RuleContext } from "../../engine/rule";
import { type ComponentCheck, removeFix, setFix } from "./controlPlane";

/** What a rule asks of one admission plugin of the API server. */
export interface PluginRequirement {
  readonly plugin: string;
  readonly wanted: "on" | "off";
  /** The API server turns it on by itself. */
  readonly onByDefault?: boolean;
  /** The first minor version without the plugin. */
  readonly until?: number;
}

const enable = "enable-admission-plugins";
const disable = "disable-admission-plugins";
/** The whole list, instead of what differs from the default: until 1.10, deprecated since. */
const former = "admission-control";

/**
 * Reports message `off` where a wanted plugin does not run, and `on` where an unwanted one does. The API server does not
 * start with a plugin that is both enabled and disabled (k8s.io/apiserver, pkg/server/options/admission.go, 1.34).
 */
export function checkPlugin(wanted: PluginRequirement): ComponentCheck {
  const { plugin } = wanted;
  return (view, context) => {
    if (view.component !== "kube-apiserver") return;
    if ((view.minor ?? context.minor) >= (wanted.until ?? Number.POSITIVE_INFINITY)) return;
    const enabled = [...entriesOf(view, enable), ...entriesOf(view, former)];
    const disabled = entriesOf(view, disable);
    const open = [...enabled, ...disabled].find(({ setting }) => isUndecidedSetting(setting));
    if (open) return context.undecided(open.setting.field);
    const on = enabled.find(({ text }) => text === plugin);
    const off = disabled.find(({ text }) => text === plugin);
    const args = { plugin };
    if (wanted.wanted === "off") {
      if (on)
        context.report({ at: on.setting.field, message: "on", args, ...withoutFix(view, enable, plugin) });
    } else if (off)
      context.report({ at: off.setting.field, message: "off", args, ...withoutFix(view, disable, plugin) });
    else if (on) return;
    else if (wanted.onByDefault && view.settings(former).length === 0) return;
    else if (!isImplied(view, plugin) && view.decides(enable))
      context.report({
        at: view.settings(enable).at(-1)?.field ?? view.at(enable),
        place: view.settings(enable).at(-1)?.field ?? view.place,
        message: "off",
        args,
        missing: true,
        ...setFix(view, enable, [lastValue(view, enable), plugin].filter(Boolean).join(",")),
      });
  };
}

/** Runs by what kubeadm sets where nothing else is said. */
function isImplied(view: ComponentView, plugin: string): boolean {
  return view.settings(enable).length === 0 && (view.implied(enable)?.split(",").includes(plugin) ?? false);
}

function lastValue(view: ComponentView, flag: string): string | undefined {
  return view.settings(flag).at(-1)?.value ?? view.implied(flag);
}

/** Takes one entry out of a flag's list, and the flag away with its last one. */
function withoutFix(view: ComponentView, flag: string, entry: string): Pick<Report, "fix"> {
  const settings = view.settings(flag);
  if (settings.length !== 1) return {};
  const rest = entriesOf(view, flag).filter(({ text }) => text !== entry);
  return rest.length === 0
    ? removeFix(view, flag)
    : setFix(view, flag, rest.map(({ text }) => text).join(","));
}

/** The authorization modes of the API server; `AlwaysAllow` alone where nothing is said (--authorization-mode, 1.34). */
export function authorizationModes(view: ComponentView): {
  readonly modes: readonly string[];
  /** Says them; `undefined` where nothing does. */
  readonly at: Report["at"] | undefined;
  readonly undecided: boolean;
} {
  const entries = entriesOf(view, flagOfModes);
  const at = view.settings(flagOfModes).at(-1)?.field;
  const undecided = at
    ? entries.some(({ setting }) => isUndecidedSetting(setting))
    : !view.decides(flagOfModes);
  const modes = at
    ? entries.map(({ text }) => text)
    : (view.implied(flagOfModes) ?? "AlwaysAllow").split(",");
  return { modes, at, undecided };
}

const flagOfModes = "authorization-mode";

/** Reports message `lacking` where a mode of authorization is not among the API server's. */
export function checkAuthorizationMode(mode: string): ComponentCheck {
  return (view, context) => {
    if (view.component !== "kube-apiserver") return;
    const { modes, at, undecided } = authorizationModes(view);
    if (modes.includes(mode)) return;
    if (undecided) return context.undecided(at ?? view.place);
    context.report({
      at: at ?? view.at(flagOfModes),
      place: at ?? view.place,
      message: "lacking",
      args: { modes: modes.join(",") },
      missing: true,
      ...setFix(view, flagOfModes, wantedModes(modes, mode)),
    });
  };
}

/** The modes with one more, Node before RBAC, and without AlwaysAllow. */
export function wantedModes(modes: readonly string[], ...more: readonly string[]): string {
  const all = new Set([...modes.filter((known) => known !== "AlwaysAllow"), ...more]);
  const rank = (mode: string) => (mode === "Node" ? 0 : mode === "RBAC" ? 1 : 2);
  return [...all].sort((a, b) => rank(a) - rank(b)).join(",");
}

/**
 * The suites that Kubernetes lists as preferred: with forward secrecy, and none that Go calls insecure (crypto/tls
 * `CipherSuites`, Go 1.22; --tls-cipher-suites, Kubernetes 1.34).
 */
const strongSuites = new Set([
  "TLS_AES_128_GCM_SHA256",
  "TLS_AES_256_GCM_SHA384",
  "TLS_CHACHA20_POLY1305_SHA256",
  "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA",
  "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
  "TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA",
  "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
  "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305",
  "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
  "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA",
  "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
  "TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA",
  "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
  "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305",
  "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256",
]);

/** What the fix writes: authenticated encryption only. */
const suitesToUse = [
  "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
  "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
  "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
  "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
  "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
  "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256",
].join(",");

/** Reports `weak` at a list of suites with weak ones, and `missing` where a list is `required` and there is none. */
export function checkCipherSuites(
  component: ComponentName,
  { required }: { required: boolean },
): ComponentCheck {
  const flag = "tls-cipher-suites";
  return (view, context: RuleContext) => {
    if (view.component !== component) return;
    const entries = entriesOf(view, flag);
    const weak = entries.find(({ text }) => !strongSuites.has(text));
    if (weak && isUndecidedSetting(weak.setting)) return context.undecided(weak.setting.field);
    if (weak)
      context.report({
        at: weak.setting.field,
        message: "weak",
        args: { suite: weak.text },
        ...setFix(view, flag, suitesToUse),
      });
    else if (entries.length === 0 && required && view.decides(flag))
      context.report({
        at: view.at(flag),
        place: view.place,
        message: "missing",
        missing: true,
        ...setFix(view, flag, suitesToUse),
      });
  };
}
