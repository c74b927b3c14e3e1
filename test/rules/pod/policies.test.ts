import { check, checkFix, checkNone } from "../../harness/check";

/** A pod with these lines in its spec. */
const pod = (lines: string) => `
apiVersion: v1
kind: Pod
metadata: { name: web }
spec:
${lines.replace(/^/gm, "  ")}
  containers:
    - { name: web, image: registry.example/web:1 }
`;

describe("rules on pods that are told what is allowed", () => {
  describe("host-path-not-allow-listed", () => {
    it("knows what lies below, and read-only directories", () => {
      const ruleOptions = { "host-path-not-allow-listed": { allowed: ["/var/log:ro", "/data/"] } };
      check(
        `
apiVersion: v1
kind: Pod
metadata: { name: web }
spec:
  volumes:
    - { name: a, hostPath: { path: /data/web } }
    - { name: b, hostPath: { path: /database } }
    #                              ^^^^^^^^^ host-path-not-allow-listed: Pod "web" mounts "/database" of the node, which is not among the allowed directories
    - { name: c, hostPath: { path: /data/../etc } }
    #                              ^^^^^^^^^^^^ host-path-not-allow-listed
    - { name: d, hostPath: { path: /var/log/pods } }
  containers:
    - name: reader
      image: a
      volumeMounts: [{ name: d, mountPath: /logs, readOnly: true }]
    - name: writer
      image: a
      volumeMounts:
        - { name: d, mountPath: /logs, readOnly: false }
        #                                        ^^^^^ host-path-not-allow-listed: container "writer" mounts "/var/log/pods" of the node writable, while only reading is allowed
`,
        { ruleOptions },
      );
      checkNone(pod("volumes: [{ name: a, hostPath: { path: /etc } }]"), "host-path-not-allow-listed");
    });
  });

  describe("flexvolume-driver", () => {
    it("compares drivers", () => {
      const ruleOptions = { "flexvolume-driver": { allowed: ["acme/*"] } };
      check(
        pod(`volumes:
  - { name: a, flexVolume: { driver: acme/nfs } }
  - { name: b, flexVolume: { driver: other/acme/nfs } }
  #                                  ^^^^^^^^^^^^^^ flexvolume-driver: volume "b" uses the FlexVolume driver "other/acme/nfs", which is not allowed
  - { name: c, csi: { driver: other } }`),
        { ruleOptions },
      );
      checkNone(pod("volumes: [{ name: b, flexVolume: { driver: other } }]"), "flexvolume-driver");
    });
  });

  describe("runtime-class-not-allow-listed", () => {
    it("asks for a class, unless the empty one is allowed", () => {
      const told = (...allowed: string[]) => ({
        ruleOptions: { "runtime-class-not-allow-listed": { allowed } },
        only: ["runtime-class-not-allow-listed"],
      });
      check(
        pod(`runtimeClassName: runc
#                 ^^^^ runtime-class-not-allow-listed: Pod "web" uses the runtime class "runc", which is not among the allowed gvisor, kata-*`),
        told("gvisor", "kata-*"),
      );
      check(pod("runtimeClassName: kata-clh"), told("gvisor", "kata-*"));
      check(pod("dnsPolicy: Default"), told("gvisor", ""));
      check(
        pod("dnsPolicy: Default").replace("spec:", "spec:\n#@ 0-4 runtime-class-not-allow-listed"),
        told("gvisor"),
      );
      checkNone(pod("runtimeClassName: runc"), "runtime-class-not-allow-listed");
    });
  });

  describe("image-pull-secrets-missing", () => {
    it("minds the registries it is told of", () => {
      const told = (...registries: string[]) => ({
        ruleOptions: { "image-pull-secrets-missing": { registries } },
        only: ["image-pull-secrets-missing"],
      });
      const bare = pod("dnsPolicy: Default");
      check(
        bare.replace("spec:", "spec:\n#@ 0-4 image-pull-secrets-missing"),
        told("*.example", "docker.io"),
      );
      check(bare, told("docker.io"));
      check(pod("imagePullSecrets: [{ name: a }]"), told("*"));
      checkNone(bare, "image-pull-secrets-missing");
    });
  });

  describe("service-account-not-allow-listed", () => {
    it("keeps an account for its images", () => {
      const told = (...images: string[]) => ({
        ruleOptions: { "service-account-not-allow-listed": { reserved: ["deploy*"], images } },
        only: ["service-account-not-allow-listed"],
      });
      check(
        pod(`serviceAccountName: deployer
#                   ^^^^^^^^ service-account-not-allow-listed: container "web" runs as the reserved service account "deployer" with another image than the allowed ones`),
        told("registry.example/deployer:*"),
      );
      check(pod("serviceAccountName: deployer"), told("registry.example/*"));
      check(pod("serviceAccountName: web"), told());
      checkNone(pod("serviceAccountName: deployer"), "service-account-not-allow-listed");
    });
  });
});

describe("rules on what a pod asks for", () => {
  describe("apparmor-annotation-unknown-container", () => {
    it("finds the name that is meant", () => {
      const manifest = (name: string, marker = "") => `
apiVersion: v1
kind: Pod
metadata:
  name: web
  annotations:
    container.apparmor.security.beta.kubernetes.io/${name}: runtime/default
${marker}    container.apparmor.security.beta.kubernetes.io/setup: runtime/default
spec:
  initContainers: [{ name: setup, image: a }]
  containers: [{ name: frontend, image: a }]
`;
      check(manifest("fronted", "    #@ 4-58 apparmor-annotation-unknown-container\n"));
      checkFix("apparmor-annotation-unknown-container", manifest("fronted"), manifest("frontend"));
      checkNone(manifest("frontend"), "apparmor-annotation-unknown-container");
      checkNone(manifest("{{ .Values.name }}"), "apparmor-annotation-unknown-container");
    });
  });

  describe("sysctl-value-injection", () => {
    it("knows what no value has", () => {
      check(
        pod(`securityContext:
  sysctls:
    - { name: kernel.shm_rmid_forced, value: "1+kernel.core_pattern=|/x" }
    #                                        ^^^^^^^^^^^^^^^^^^^^^^^^^^^ sysctl-value-injection: Pod "web" sets "kernel.shm_rmid_forced" to a value with "+", by which CRI-O can be made to set any kernel parameter
    - { name: net.ipv4.ip_local_port_range, value: "1024 65535" }
    - { name: net.ipv4.tcp_syncookies, value: "-1" }`),
      );
    });
  });

  describe("host-users", () => {
    it("asks for a user namespace where Kubernetes can give one", () => {
      check(pod("hostUsers: true\n#          ^^^^ host-users"));
      check(pod("dnsPolicy: Default").replace("spec:", "spec:\n#@ 0-4 host-users"));
      for (const lines of ["hostUsers: false", "hostNetwork: true", "os: { name: windows }"])
        checkNone(pod(lines), "host-users");
      check(pod("dnsPolicy: Default"), { minor: 24, only: ["host-users"] });
    });
  });

  describe("host-aliases", () => {
    it("names what is redirected", () => {
      check(
        pod(`hostAliases:
  - ip: 10.0.0.1
    #   ^^^^^^^^ host-aliases: Pod "web" sends "a.example, b.example" to 10.0.0.1, whatever DNS says
    hostnames: [a.example, b.example]`),
      );
      checkNone(pod("hostAliases: []\nhostname: a"), "host-aliases");
    });
  });

  for (const path of [
    "/root/.aws",
    "/root/.aws/credentials",
    "/.aws/config/",
    "/home/dev/.azure",
    "/root/.config/gcloud/application_default_credentials.json",
    "/etc/kubernetes/azure.json",
    "/etc/kubernetes/cloud-config",
  ])
    it(`cloud-credentials-host-path knows ${path}`, () => {
      const line = `  - { name: a, hostPath: { path: ${path} } }`;
      const marker = `  #@ 35-${35 + path.length} cloud-credentials-host-path`;
      check(pod(`volumes:\n${line}\n${marker}`));
    });

  describe("cloud-credentials-host-path", () => {
    it("leaves other files to other rules", () => {
      for (const path of ["/root/.awsome", "/etc/kubernetes", "/home/dev/.config", "/srv/azure.json"])
        checkNone(pod(`volumes: [{ name: a, hostPath: { path: ${path} } }]`), "cloud-credentials-host-path");
    });

    it("stands for sensitive-host-path", () => {
      check(
        pod(
          "volumes:\n  - { name: a, hostPath: { path: /root/.aws } }\n  #@ 35-45 cloud-credentials-host-path",
        ),
        {
          profile: "recommended",
          only: ["cloud-credentials-host-path", "sensitive-host-path"],
        },
      );
    });
  });

  describe("in-tree-volume-cve-2020-8555", () => {
    it("says when the driver was removed", () => {
      const volumes = (message: string) => `volumes:
  - name: data
    glusterfs: { endpoints: a, path: b }
    #@ 6-15 in-tree-volume-cve-2020-8555: ${message}
  - { name: other, nfs: { server: a, path: b } }`;
      check(pod(volumes('volume "data" uses glusterfs, which Kubernetes removed in 1.26')));
      check(
        pod(
          volumes(
            'volume "data" uses glusterfs, which lets its user send requests from the control plane before 1.18.1, 1.17.5, 1.16.9 and 1.15.12',
          ),
        ),
        { minor: 18 },
      );
    });
  });

  describe("emptydir-size-limit", () => {
    it("takes the limits of the containers that write", () => {
      check(`
apiVersion: v1
kind: Pod
spec:
  volumes:
    - name: free
      #     ^^^^ emptydir-size-limit: nothing limits the volume "free" on the disk of the node
      emptyDir: {}
    - name: memory
      #     ^^^^^^ emptydir-size-limit: nothing limits the volume "memory" in the memory of the node
      emptyDir: { medium: Memory }
    - { name: limited, emptyDir: { sizeLimit: 1Gi } }
    - { name: bounded, emptyDir: {} }
    - { name: claim, persistentVolumeClaim: { claimName: a } }
  containers:
    - name: web
      image: a
      resources: { limits: { ephemeral-storage: 1Gi } }
      volumeMounts: [{ name: bounded, mountPath: /a }, { name: memory, mountPath: /b }]
    - name: other
      image: a
      volumeMounts: [{ name: memory, mountPath: /b }]
`);
    });
  });

  describe("ephemeral-containers", () => {
    it("marks the list, not an empty one", () => {
      check(pod("ephemeralContainers:\n#@ 2-21 ephemeral-containers\n  - { name: debug, image: a }"));
      checkNone(pod("ephemeralContainers: []"), "ephemeral-containers");
    });
  });

  describe("control-plane-scheduling", () => {
    it("tells tolerating from asking for", () => {
      check(
        pod(`nodeSelector:
  node-role.kubernetes.io/master: ""
  #@ 4-34 control-plane-scheduling: Pod "web" asks for nodes of the control plane by "node-role.kubernetes.io/master"
tolerations:
  - { key: node-role.kubernetes.io/control-plane, effect: NoSchedule }
  #        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ control-plane-scheduling
  - { operator: Exists }
  #             ^^^^^^ control-plane-scheduling: Pod "web" tolerates every taint, that of the control plane included
  - { operator: Exists, effect: NoExecute }
  - { key: node-role.kubernetes.io/infra, operator: Exists }
affinity:
  nodeAffinity:
    requiredDuringSchedulingIgnoredDuringExecution:
      nodeSelectorTerms:
        - matchExpressions:
            - { key: node-role.kubernetes.io/control-plane, operator: Exists }
            #        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ control-plane-scheduling
            - { key: node-role.kubernetes.io/master, operator: DoesNotExist }`),
      );
    });
  });

  describe("service-links-enabled", () => {
    it("reads the pod's own key", () => {
      check(pod("enableServiceLinks: true\n#                   ^^^^ service-links-enabled"));
      check(pod("dnsPolicy: None").replace("spec:", "spec:\n#@ 0-4 service-links-enabled"));
      checkNone(pod("enableServiceLinks: false"), "service-links-enabled");
    });
  });

  describe("set-hostname-as-fqdn", () => {
    it("minds the key alone, not a host name", () => {
      check(pod("setHostnameAsFQDN: true\n#                  ^^^^ set-hostname-as-fqdn"));
      checkNone(pod("hostname: a\nsubdomain: b"), "set-hostname-as-fqdn");
    });
  });

  describe("share-process-namespace", () => {
    it("minds pods of several containers", () => {
      const two = pod(
        "shareProcessNamespace: true\n#                      ^^^^ share-process-namespace",
      ).concat("    - { name: sidecar, image: a }\n");
      check(two);
      checkNone(pod("shareProcessNamespace: true"), "share-process-namespace");
      checkNone(two.replace(": true", ": false").replace(/ *#.*\n/, ""), "share-process-namespace");
    });
  });

  describe("projected-token-long-lived", () => {
    it("allows a day", () => {
      check(
        pod(`volumes:
  - name: tokens
    projected:
      sources:
        - serviceAccountToken: { path: a, expirationSeconds: 86401 }
        #                                                    ^^^^^ projected-token-long-lived: volume "tokens" holds a service account token that is valid for 24 hours
        - serviceAccountToken: { path: b, expirationSeconds: 86400 }
        - serviceAccountToken: { path: c }`),
      );
    });
  });
});
