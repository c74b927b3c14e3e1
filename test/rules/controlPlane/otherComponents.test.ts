import { describeFlags } from "./manifests";

describeFlags("kube-controller-manager", [
  {
    rule: "controller-manager-terminated-pod-gc",
    bad: [[], ["--terminated-pod-gc-threshold=0"], ["--terminated-pod-gc-threshold=-1"]],
    fine: [["--terminated-pod-gc-threshold=10"], ["--terminated-pod-gc-threshold=12500"]],
  },
  { rule: "controller-manager-profiling", bad: [[], ["--profiling=true"]], fine: [["--profiling=false"]] },
  {
    rule: "controller-manager-service-account-credentials",
    bad: [[], ["--use-service-account-credentials=false"]],
    fine: [["--use-service-account-credentials"], ["--use-service-account-credentials=true"]],
  },
  {
    rule: "controller-manager-service-account-key",
    bad: [[]],
    fine: [["--service-account-private-key-file=/sa.key"]],
  },
  { rule: "controller-manager-root-ca", bad: [[]], fine: [["--root-ca-file=/ca.crt"]] },
  {
    rule: "controller-manager-rotate-kubelet-cert",
    bad: [
      ["--feature-gates=RotateKubeletServerCertificate=false"],
      ["--feature-gates=A=true,RotateKubeletServerCertificate=false"],
    ],
    fine: [
      [],
      ["--feature-gates=RotateKubeletServerCertificate=true"],
      ["--feature-gates=RotateKubeletClientCertificate=false"],
      [
        "--feature-gates=RotateKubeletServerCertificate=false",
        "--feature-gates=RotateKubeletServerCertificate=true",
      ],
    ],
  },
  {
    rule: "controller-manager-bind-address",
    bad: [[], ["--bind-address=0.0.0.0"], ["--bind-address=10.0.0.1"]],
    fine: [["--bind-address=127.0.0.1"], ["--bind-address=::1"]],
  },
]);

describeFlags("kube-scheduler", [
  {
    rule: "scheduler-profiling",
    bad: [[], ["--profiling"]],
    fine: [["--profiling=false"], ["--config=/etc/kubernetes/scheduler.yaml"]],
  },
  {
    rule: "scheduler-bind-address",
    bad: [[], ["--bind-address=0.0.0.0"]],
    fine: [["--bind-address=127.0.0.1"]],
  },
]);

describeFlags("kube-proxy", [
  {
    rule: "kube-proxy-metrics-bind-address",
    bad: [["--metrics-bind-address=0.0.0.0"], ["--metrics-bind-address=10.0.0.1:10249"]],
    fine: [[], ["--metrics-bind-address=127.0.0.1:10249"], ["--metrics-bind-address=localhost:10249"]],
  },
]);
