import type { ComponentName } from "../../engine/kubernetes/commandWords";
import { entriesOf, isUndecidedSetting } from "../../engine/kubernetes/component";
import { type ComponentCheck, isFalse, setFix } from "./controlPlane";

const flag = "feature-gates";
const gate = "RotateKubeletServerCertificate";

/** Reports `off` where the renewal of kubelets' serving certificates is switched off; it is on by default since 1.12. */
export function checkServerRotationGate(component: ComponentName): ComponentCheck {
  return (view, context) => {
    if (view.component !== component) return;
    // The last word on a gate holds.
    const entries = entriesOf(view, flag);
    const last = entries.findLast(({ text }) => text.split("=")[0] === gate);
    if (!last || !isFalse(last.text.slice(gate.length + 1))) return;
    if (isUndecidedSetting(last.setting)) context.undecided(last.setting.field);
    else
      context.report({
        at: last.setting.field,
        message: "off",
        args: { gate },
        ...setFix(view, flag, onIn(last.setting.value)),
      });
  };
}

/** The value of the flag, or the one gate that it is in a configuration, with the gate on. */
function onIn(value: string): string {
  return value
    .split(",")
    .map((entry) => (entry.trim().split("=")[0] === gate ? `${gate}=true` : entry))
    .join(",");
}
