import { defineRule, type RuleDocs } from "../../engine/rule";

export default defineRule({
  id: "openshift-jenkins-pipeline-strategy",
  title: "Jenkins pipeline build strategy",
  on: "resource",
  kinds: ["build.openshift.io/BuildConfig"],
  severity: "low",
  confidence: "high",
  profiles: ["restricted", "owasp-2022", "owasp-2025"],
  fields: ["resource.spec.strategy.jenkinsPipelineStrategy"],
  messages: { jenkins: "{resource} builds with the deprecated Jenkins pipeline strategy" },
  check({ root, label }, { report }) {
    const strategy = root.at("spec", "strategy");
    const at = strategy.at("jenkinsPipelineStrategy");
    const type = strategy.at("type");
    const args = { resource: label };
    if (at.exists) report({ at, mark: "key", message: "jenkins", args });
    else if (type.string() === "JenkinsPipeline") report({ at: type, message: "jenkins", args });
  },
});

export const docs = {
  what: "The BuildConfig uses `jenkinsPipelineStrategy`, which OpenShift deprecated in version 4.",
  why: "OpenShift starts a Jenkins server in the namespace for it, whose service account may edit everything there. Whoever can change the pipeline script has these permissions, and the plugins of Jenkins need updates that nobody makes.",
  legitimate: "Old projects until they are moved.",
  how: "Move the pipeline to OpenShift Pipelines (Tekton), or run Jenkins by itself with the permissions it needs.",
  references: [
    {
      title: "OpenShift: Build strategies",
      url: "https://docs.openshift.com/container-platform/4.14/cicd/builds/build-strategies.html",
    },
  ],
  frameworks: { "owasp-2022": ["K01"], "owasp-2025": ["K01"] },
  peers: { kyverno: ["openshift/disallow-jenkins-pipeline-strategy"] },
  examples: {
    bad: `apiVersion: build.openshift.io/v1
kind: BuildConfig
metadata:
  name: web
spec:
  strategy:
    jenkinsPipelineStrategy:
      jenkinsfilePath: Jenkinsfile
`,
    good: `apiVersion: build.openshift.io/v1
kind: BuildConfig
metadata:
  name: web
spec:
  strategy:
    dockerStrategy:
      dockerfilePath: Dockerfile
`,
  },
} satisfies RuleDocs;
