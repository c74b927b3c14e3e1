/** The check of a rule that speaks of suppressions: the engine judges for it once all else is known. */
export function judgedByEngine(): void {}

export const suppressionReferences = [
  {
    title: "Kubernetes: Annotations",
    url: "https://kubernetes.io/docs/concepts/overview/working-with-objects/annotations/",
  },
];
