/** Pages that rules on admission point to. */
export const admissionWebhooks = {
  title: "Kubernetes: Dynamic admission control",
  url: "https://kubernetes.io/docs/reference/access-authn-authz/extensible-admission-controllers/",
};
