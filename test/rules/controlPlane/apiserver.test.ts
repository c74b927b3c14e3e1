import { describeFlags } from "./manifests";

const plugins = (...names: string[]) => [`--enable-admission-plugins=${names.join(",")}`];

describeFlags("kube-apiserver", [
  {
    rule: "apiserver-anonymous-auth",
    bad: [
      [],
      ["--anonymous-auth=true"],
      ["--anonymous-auth"],
      ["--anonymous-auth", "'true'"],
      ["--anonymous-auth=false", "--anonymous-auth=true"],
    ],
    fine: [
      ["--anonymous-auth=false"],
      ["--anonymous-auth=0"],
      ["--anonymous_auth=false"],
      ["--anonymous-auth", "'false'"],
      ["--anonymous-auth=true", "--anonymous-auth=false"],
      ["--authentication-config=/etc/kubernetes/authentication.yaml"],
      ["--anonymous-auth=$(ANONYMOUS)"],
    ],
  },
  {
    rule: "apiserver-token-auth-file",
    bad: [["--token-auth-file=/tokens.csv"], ["--token-auth-file", "/tokens.csv"]],
    fine: [[], ["--service-account-key-file=/sa.pub"]],
  },
  { rule: "apiserver-basic-auth-file", bad: [["--basic-auth-file=/users.csv"]], fine: [[]] },
  {
    rule: "apiserver-deny-service-external-ips",
    bad: [[], plugins("NodeRestriction")],
    fine: [
      plugins("DenyServiceExternalIPs"),
      [...plugins("NodeRestriction"), ...plugins("DenyServiceExternalIPs")],
    ],
  },
  {
    rule: "apiserver-kubelet-https",
    bad: [["--kubelet-https=false"]],
    fine: [[], ["--kubelet-https=true"], ["--kubelet-https"]],
  },
  {
    rule: "apiserver-kubelet-client-cert",
    bad: [
      [],
      ["--kubelet-client-certificate=/a.crt"],
      ["--kubelet-client-certificate=/a.crt", "--kubelet-client-key="],
    ],
    fine: [["--kubelet-client-certificate=/a.crt", "--kubelet-client-key=/a.key"]],
  },
  {
    rule: "apiserver-kubelet-ca",
    bad: [[], ["--client-ca-file=/ca.crt"]],
    fine: [["--kubelet-certificate-authority=/ca.crt"], ["--kubelet-certificate-authority=$(CA)"]],
  },
  {
    rule: "apiserver-authorization-always-allow",
    bad: [
      [],
      ["--authorization-mode=AlwaysAllow"],
      ["--authorization-mode=RBAC,AlwaysAllow"],
      ["--authorization-mode=RBAC", "--authorization-mode=AlwaysAllow"],
    ],
    fine: [
      ["--authorization-mode=RBAC"],
      ["--authorization-config=/authorization.yaml"],
      ["--authorization-mode=AlwaysDeny"],
    ],
  },
  {
    rule: "apiserver-authorization-node",
    bad: [[], ["--authorization-mode=RBAC"], ["--authorization-mode=RBAC,NodeX"]],
    fine: [["--authorization-mode=Node,RBAC"], ["--authorization-mode=RBAC", "--authorization-mode=Node"]],
  },
  {
    rule: "apiserver-authorization-rbac",
    bad: [[], ["--authorization-mode=Node"]],
    fine: [["--authorization-mode=Node,RBAC"], ["--authorization-mode", "RBAC"]],
  },
  ...(
    [
      ["apiserver-event-rate-limit", "EventRateLimit"],
      ["apiserver-always-pull-images", "AlwaysPullImages"],
      ["apiserver-node-restriction", "NodeRestriction"],
      ["apiserver-image-policy-webhook", "ImagePolicyWebhook"],
    ] as const
  ).map(([rule, plugin]) => ({
    rule,
    bad: [[], plugins("PodSecurity"), plugins(`${plugin}X`)],
    fine: [
      plugins(plugin),
      plugins("PodSecurity", plugin),
      ["--enable-admission-plugins=$(PLUGINS)"],
      ["$(FLAGS)"],
    ],
  })),
  {
    rule: "apiserver-always-admit",
    bad: [plugins("AlwaysAdmit"), plugins("NodeRestriction", "AlwaysAdmit")],
    fine: [[], plugins("AlwaysPullImages")],
  },
  {
    rule: "apiserver-security-context-deny",
    at: "v1.29.4",
    bad: [[], plugins("NodeRestriction")],
    fine: [plugins("SecurityContextDeny")],
  },
  { rule: "apiserver-security-context-deny", at: "v1.30.0", bad: [], fine: [[], plugins("NodeRestriction")] },
  { rule: "apiserver-pod-security-policy", at: "v1.24.4", bad: [[]], fine: [plugins("PodSecurityPolicy")] },
  { rule: "apiserver-pod-security-policy", at: "v1.25.0", bad: [], fine: [[]] },
  ...["apiserver-service-account-plugin", "apiserver-namespace-lifecycle"].map((rule) => {
    const plugin = rule === "apiserver-namespace-lifecycle" ? "NamespaceLifecycle" : "ServiceAccount";
    return {
      rule,
      bad: [[`--disable-admission-plugins=${plugin}`], [`--disable-admission-plugins=LimitRanger,${plugin}`]],
      fine: [[], ["--disable-admission-plugins=LimitRanger"], plugins("NodeRestriction")],
    };
  }),
  {
    rule: "apiserver-insecure-bind-address",
    bad: [["--insecure-bind-address=0.0.0.0"], ["--insecure-bind-address=127.0.0.1"]],
    fine: [[], ["--bind-address=0.0.0.0"]],
  },
  { rule: "apiserver-insecure-port", bad: [["--insecure-port=8080"]], fine: [[], ["--insecure-port=0"]] },
  {
    rule: "apiserver-insecure-port",
    at: "v1.19.16",
    bad: [[], ["--insecure-port=1"]],
    fine: [["--insecure-port=0"]],
  },
  { rule: "apiserver-secure-port", bad: [["--secure-port=0"]], fine: [[], ["--secure-port=6443"]] },
  {
    rule: "apiserver-profiling",
    bad: [[], ["--profiling"], ["--profiling=true"]],
    fine: [["--profiling=false"]],
  },
  {
    rule: "apiserver-audit-log-path",
    bad: [[]],
    fine: [
      ["--audit-log-path=-"],
      ["--audit-log-path", '"-"'],
      ["--audit-webhook-config-file=/webhook.yaml"],
    ],
  },
  {
    rule: "apiserver-audit-log-maxage",
    at: "v1.35.0",
    bad: [[], ["--audit-log-maxage=29"], ["--audit-log-maxage=x"]],
    fine: [["--audit-log-maxage=30"]],
  },
  { rule: "apiserver-audit-log-maxage", at: "v1.36.0", bad: [["--audit-log-maxage=29"]], fine: [[]] },
  {
    rule: "apiserver-audit-log-maxbackup",
    at: "v1.35.0",
    bad: [[], ["--audit-log-maxbackup=9"]],
    fine: [["--audit-log-maxbackup=10"]],
  },
  {
    rule: "apiserver-audit-log-maxsize",
    at: "v1.35.0",
    bad: [[], ["--audit-log-maxsize=99"]],
    fine: [["--audit-log-maxsize=100"]],
  },
  { rule: "apiserver-audit-policy-file", bad: [[]], fine: [["--audit-policy-file=/policy.yaml"]] },
  {
    rule: "apiserver-request-timeout",
    bad: [
      ["--request-timeout=1h"],
      ["--request-timeout=301s"],
      ["--request-timeout=0"],
      ["--request-timeout=2"],
    ],
    fine: [[], ["--request-timeout=60s"], ["--request-timeout=1m30s"], ["--request-timeout=300s"]],
  },
  {
    rule: "apiserver-service-account-lookup",
    bad: [["--service-account-lookup=false"], ['"--allow-privileged=true --service-account-lookup=false"']],
    fine: [[], ["--service-account-lookup"]],
  },
  { rule: "apiserver-service-account-key-file", bad: [[]], fine: [["--service-account-key-file=/sa.pub"]] },
  {
    rule: "apiserver-service-account-extend-token",
    bad: [[], ["--service-account-extend-token-expiration"]],
    fine: [["--service-account-extend-token-expiration=false"]],
  },
  {
    rule: "apiserver-etcd-client-cert",
    bad: [[], ["--etcd-certfile=/a.crt"]],
    fine: [["--etcd-certfile=/a.crt", "--etcd-keyfile=/a.key"]],
  },
  { rule: "apiserver-etcd-ca", bad: [[]], fine: [["--etcd-cafile=/ca.crt"]] },
  {
    rule: "apiserver-tls-cert",
    bad: [[], ["--tls-private-key-file=/a.key"]],
    fine: [["--tls-cert-file=/a.crt", "--tls-private-key-file=/a.key"]],
  },
  { rule: "apiserver-client-ca", bad: [[]], fine: [["--client-ca-file=/ca.crt"]] },
  {
    rule: "apiserver-encryption-provider-config",
    bad: [[]],
    fine: [["--encryption-provider-config=/e.yaml"], ["--experimental-encryption-provider-config=/e.yaml"]],
  },
  {
    rule: "apiserver-tls-cipher-suites",
    bad: [[], ["--tls-cipher-suites=TLS_AES_128_GCM_SHA256,TLS_RSA_WITH_RC4_128_SHA"]],
    fine: [
      ["--tls-cipher-suites=TLS_AES_128_GCM_SHA256,TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384"],
      ["--tls-cipher-suites=$(SUITES)"],
    ],
  },
]);
