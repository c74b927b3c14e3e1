import assert from "node:assert/strict";
import { check, checkFix, checkNoFix, checkNone, lintWith } from "../../harness/check";

const ingress = (spec: string, annotations = "") => `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: web
${annotations && `  annotations:\n${annotations}`}spec:
${spec}`;

const rules = "  rules: [{ host: shop.example.com }]\n";
const tls = "  tls: [{ hosts: [shop.example.com], secretName: shop }]\n";

describe("ingress-tls-missing", () => {
  it("reports an Ingress without TLS on its spec", () => {
    check(`
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: web }
spec:
#@ 0-4 ingress-tls-missing: Ingress "web" serves plain HTTP: it names no certificate
  rules: [{ host: shop.example.com }]
---
apiVersion: extensions/v1beta1
kind: Ingress
spec:
#@ 0-4 ingress-tls-missing
  tls: []
`);
  });

  it("reports plain HTTP that is kept open next to TLS", () => {
    check(
      ingress(
        tls,
        `    kubernetes.io/ingress.allow-http: "true"
    #                                 ^^^^^^ ingress-tls-missing: Ingress "web" has a certificate and keeps plain HTTP open
`,
      ),
    );
  });

  it("takes certificates from annotations, and values that come later", () => {
    checkNone(ingress(tls), "ingress-tls-missing");
    checkNone(ingress("  tls: ${" + "TLS}\n"), "ingress-tls-missing");
    for (const annotation of [
      "alb.ingress.kubernetes.io/certificate-arn: arn:aws:acm:cert",
      `alb.ingress.kubernetes.io/listen-ports: '[{"HTTPS": 443}]'`,
      `traefik.ingress.kubernetes.io/router.tls: "true"`,
      "networking.gke.io/managed-certificates: shop",
    ])
      checkNone(ingress(rules, `    ${annotation}\n`), "ingress-tls-missing");
  });
});

describe("ingress-tls-host-mismatch", () => {
  it("reports each host that no entry names", () => {
    check(
      ingress(`  tls:
    - hosts: [shop.example.com, "*.eu.example.com"]
  rules:
    - host: shop.example.com
    - host: de.eu.example.com
    - host: www.shop.example.com
      #     ^^^^^^^^^^^^^^^^^^^^ ingress-tls-host-mismatch: Ingress "web" serves "www.shop.example.com", and no entry of its TLS names it
    - host: a.b.eu.example.com
      #     ^^^^^^^^^^^^^^^^^^ ingress-tls-host-mismatch
    - host: eu.example.com
      #     ^^^^^^^^^^^^^^ ingress-tls-host-mismatch
`),
    );
  });

  it("is silent where an entry is for all hosts, or is filled in later", () => {
    const rest = "  rules: [{ host: other.example.com }, { http: {} }]\n";
    checkNone(ingress(`  tls: [{ secretName: shop }]\n${rest}`), "ingress-tls-host-mismatch");
    checkNone(ingress(`  tls: [{ hosts: ["\${HOST}"] }]\n${rest}`), "ingress-tls-host-mismatch");
    checkNone(ingress(rest), "ingress-tls-host-mismatch");
  });

  it("adds the host where it is clear to which entry", () => {
    checkFix(
      "ingress-tls-host-mismatch",
      ingress("  tls:\n    - hosts:\n        - a.example.com\n  rules: [{ host: b.example.com }]\n"),
      ingress(
        "  tls:\n    - hosts:\n        - a.example.com\n        - b.example.com\n  rules: [{ host: b.example.com }]\n",
      ),
    );
    checkNoFix(
      "ingress-tls-host-mismatch",
      ingress("  tls: [{ hosts: [a.example] }, { hosts: [c.example] }]\n  rules: [{ host: b.example }]\n"),
    );
  });
});

describe("ingress-wildcard-host", () => {
  it("reports wildcards", () => {
    check(
      ingress(`  rules:
    - host: "*.example.com"
      #     ^^^^^^^^^^^^^^^ ingress-wildcard-host: Ingress "web" takes the requests for every name under "*.example.com"
    - host: "*"
      #     ^^^ ingress-wildcard-host
`),
    );
  });

  it("is silent for names, and leaves rules without a host to another rule", () => {
    checkNone(ingress("  rules: [{ host: star.example.com }, { http: {} }]\n"), "ingress-wildcard-host");
  });
});

describe("ingress-empty-host", () => {
  it("reports rules that are for every host", () => {
    check(
      ingress(`  rules:
    - http: { paths: [] }
    # ^^^^ ingress-empty-host: Ingress "web" has a rule without a host, which takes the requests for every name
    - host: ""
      #     ^^ ingress-empty-host
`),
    );
  });

  it("is silent for wildcards and for hosts that come later", () => {
    checkNone(ingress(`  rules: [{ host: "*.example.com" }, { host: "\${HOST}" }]\n`), "ingress-empty-host");
  });
});

describe("ingress-default-backend", () => {
  it("knows the field by its name in each version", () => {
    check(
      ingress(`  defaultBackend:
# ^^^^^^^^^^^^^^ ingress-default-backend: Ingress "web" takes every request that no rule matches
    service: { name: web, port: { number: 80 } }
`),
    );
    check(`
apiVersion: extensions/v1beta1
kind: Ingress
spec:
  backend: { serviceName: web, servicePort: 80 }
# ^^^^^^^ ingress-default-backend
`);
  });

  it("is silent for backends of rules and for the old name in the new version", () => {
    checkNone(
      ingress("  backend: {}\n  rules: [{ http: { paths: [{ backend: { service: { name: web } } }] } }]\n"),
      "ingress-default-backend",
    );
  });
});

describe("ingress-nginx-snippet-annotation", () => {
  it("marks the annotation", () => {
    check(
      ingress(
        rules,
        `    nginx.ingress.kubernetes.io/server-snippet: "gzip on;"
#@ 4-46 ingress-nginx-snippet-annotation: Ingress "web" writes into the configuration of nginx with "nginx.ingress.kubernetes.io/server-snippet"
    nginx.org/location-snippets: "gzip on;"
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^ ingress-nginx-snippet-annotation
`,
      ),
    );
  });

  it("is silent for empty snippets, other prefixes and the switch in the ConfigMap", () => {
    checkNone(
      ingress(
        rules,
        `    nginx.ingress.kubernetes.io/server-snippet: ""
    example.com/server-snippet: "gzip on;"
    nginx.ingress.kubernetes.io/rewrite-target: /
`,
      ),
      "ingress-nginx-snippet-annotation",
    );
  });
});

describe("ingress-nginx-annotation-injection", () => {
  it("reports directives, and characters that end the one they are put into", () => {
    check(
      ingress(
        rules,
        `    nginx.org/location-snippets: "alias /data; "
    #                            ^^^^^^^^^^^^^^^ ingress-nginx-annotation-injection: Ingress "web" puts the directive "alias" into nginx with "nginx.org/location-snippets"
    nginx.ingress.kubernetes.io/auth-url: "http://a.example/#;x"
    #                                     ^^^^^^^^^^^^^^^^^^^^^^ ingress-nginx-annotation-injection: Ingress "web" has characters in "nginx.ingress.kubernetes.io/auth-url" that end its directive in nginx
    nginx.ingress.kubernetes.io/auth-tls-match-cn: "CN=a#x"
    #                                              ^^^^^^^^ ingress-nginx-annotation-injection
    nginx.ingress.kubernetes.io/mirror-target: "http://a.example/b|c"
    #                                          ^^^^^^^^^^^^^^^^^^^^^^ ingress-nginx-annotation-injection
    nginx.ingress.kubernetes.io/app-root: /etc/passwd
    #                                     ^^^^^^^^^^^ ingress-nginx-annotation-injection
    nginx.ingress.kubernetes.io/auth-realm: "a; } server { b"
    #                                       ^^^^^^^^^^^^^^^^^ ingress-nginx-annotation-injection
    nginx.ingress.kubernetes.io/server-snippet: 'add_header X "a\\r\\n";'
    #                                           ^^^^^^^^^^^^^^^^^^^^^^^ ingress-nginx-annotation-injection
`,
      ),
    );
  });

  it("lets ordinary values pass", () => {
    checkNone(
      ingress(
        rules,
        `    nginx.ingress.kubernetes.io/auth-url: https://auth.example.com/oauth2/auth?rd=$scheme://$host
    nginx.ingress.kubernetes.io/auth-signin: https://$host/oauth2/start?rd=$escaped_request_uri
    nginx.ingress.kubernetes.io/auth-tls-match-cn: CN=(a|b).example
    nginx.ingress.kubernetes.io/proxy-cookie-path: "/ /; HttpOnly; Secure"
    nginx.ingress.kubernetes.io/server-alias: "~^www\\\\d+\\\\.example\\\\.com$"
    nginx.ingress.kubernetes.io/canary-by-header-pattern: "[a-z]{3}"
    nginx.ingress.kubernetes.io/configuration-snippet: |
      add_header X-Root "a";
      proxy_pass http://root;
    example.com/note: "alias x;"
`,
      ),
      "ingress-nginx-annotation-injection",
    );
  });

  it("speaks for the snippet it stands in, and repeats nothing of it", () => {
    const text = ingress(rules, `    nginx.ingress.kubernetes.io/server-snippet: "alias /s3cret;"\n`);
    const found = lintWith(text, ["ingress-nginx-annotation-injection", "ingress-nginx-snippet-annotation"], {
      profile: "recommended",
    });
    assert.deepEqual(
      found.map(({ rule }) => rule),
      ["ingress-nginx-annotation-injection"],
    );
    assert.ok(!JSON.stringify(found.map(({ message }) => message)).includes("s3cret"));
  });
});

describe("ingress-nginx-snippets-enabled", () => {
  const configMap = (data: string, version = "1.10.1") => `
apiVersion: v1
kind: ConfigMap
metadata:
  name: ingress-nginx-controller
  labels:
    app.kubernetes.io/name: ingress-nginx
    app.kubernetes.io/component: controller
    app.kubernetes.io/version: ${version}
data:
${data}`;

  it("reports everything but false, and the default of old versions", () => {
    check(
      configMap(`  allow-snippet-annotations: "true"
  #                          ^^^^^^ ingress-nginx-snippets-enabled: ConfigMap "ingress-nginx-controller" lets every Ingress write into the configuration of nginx
`),
    );
    check(
      configMap("  a: b\n", "1.8.2").replace(
        "\ndata:\n",
        '\ndata:\n#@ 0-4 ingress-nginx-snippets-enabled: ConfigMap "ingress-nginx-controller" leaves snippets of nginx configuration allowed, as versions before 1.9 do\n',
      ),
    );
    checkFix(
      "ingress-nginx-snippets-enabled",
      configMap("  allow-snippet-annotations: 'true'\n"),
      configMap("  allow-snippet-annotations: 'false'\n"),
    );
  });

  it("is silent where it is off, by default too, and for other ConfigMaps", () => {
    checkNone(configMap('  allow-snippet-annotations: "false"\n', "1.8.2"), "ingress-nginx-snippets-enabled");
    checkNone(configMap("  a: b\n"), "ingress-nginx-snippets-enabled");
    checkNone("apiVersion: v1\nkind: ConfigMap\ndata: { a: b }\n", "ingress-nginx-snippets-enabled");
  });
});

describe("ingress-path-injection", () => {
  const paths = (lines: string) => ingress(`  rules:\n    - http:\n        paths:\n${lines}`);

  it("reports directives, characters and directories of the system", () => {
    check(
      paths(`          - path: "/a; root /;"
            #     ^^^^^^^^^^^^^ ingress-path-injection: Ingress "web" has the directive "root" in a path
          - path: "/a { b"
            #     ^^^^^^^^ ingress-path-injection: Ingress "web" has a path with characters that end its location in nginx
          - path: /etc/kubernetes/admin.conf
            #     ^^^^^^^^^^^^^^^^^^^^^^^^^^ ingress-path-injection: Ingress "web" has the path "/etc/kubernetes/admin.conf", a directory of the system rather than of a site
          - path: /root
            #     ^^^^^ ingress-path-injection
`),
    );
  });

  it("lets paths of a site and regular expressions pass", () => {
    checkNone(
      paths(`          - path: /
          - path: /api/v1/(users|orders)/[0-9]{1,3}$
          - path: /roots/etc
          - path: /blog/root
          - path: /.well-known/acme-challenge/x_y~z
          - path: /(?!admin).*
`),
      "ingress-path-injection",
    );
  });
});

describe("ingress-class-not-allowed", () => {
  const ruleOptions = { "ingress-class-not-allowed": { classes: ["public-*"] } };

  it("reports classes by field and by annotation", () => {
    check(
      ingress(`  ingressClassName: test
  #                 ^^^^ ingress-class-not-allowed: Ingress "web" uses the ingress class "test", which is not among the allowed ones
`),
      { ruleOptions },
    );
    check(
      ingress(
        rules,
        `    kubernetes.io/ingress.class: nginx
    #                            ^^^^^ ingress-class-not-allowed
`,
      ),
      { ruleOptions },
    );
  });

  it("is silent for allowed classes, for the default and until it is told", () => {
    check(ingress("  ingressClassName: public-eu\n"), { only: ["ingress-class-not-allowed"], ruleOptions });
    check(ingress(rules), { only: ["ingress-class-not-allowed"], ruleOptions });
    checkNone(ingress("  ingressClassName: test\n"), "ingress-class-not-allowed");
  });
});

describe("ingress-ssl-redirect-disabled", () => {
  it("reports it where there is TLS to redirect to", () => {
    check(
      ingress(
        tls,
        `    nginx.ingress.kubernetes.io/ssl-redirect: "false"
    #                                         ^^^^^^^ ingress-ssl-redirect-disabled: Ingress "web" has a certificate and does not send visitors of plain HTTP there
`,
      ),
    );
  });

  it("is silent without TLS, for the default of force-ssl-redirect, and where that is on", () => {
    checkNone(
      ingress(rules, `    nginx.ingress.kubernetes.io/ssl-redirect: "false"\n`),
      "ingress-ssl-redirect-disabled",
    );
    checkNone(
      ingress(tls, `    nginx.ingress.kubernetes.io/force-ssl-redirect: "false"\n`),
      "ingress-ssl-redirect-disabled",
    );
    checkNone(
      ingress(
        tls,
        `    nginx.ingress.kubernetes.io/ssl-redirect: "false"
    nginx.ingress.kubernetes.io/force-ssl-redirect: "true"
`,
      ),
      "ingress-ssl-redirect-disabled",
    );
  });
});

describe("ingress-insecure-backend-protocol", () => {
  it("reports TLS whose certificate is not checked, written or by default", () => {
    check(
      ingress(
        rules,
        `    nginx.ingress.kubernetes.io/backend-protocol: HTTPS
    nginx.ingress.kubernetes.io/proxy-ssl-verify: "off"
    #                                             ^^^^^ ingress-insecure-backend-protocol
`,
      ),
    );
    check(
      ingress(
        rules,
        `    nginx.ingress.kubernetes.io/backend-protocol: GRPCS
    #                                             ^^^^^ ingress-insecure-backend-protocol: Ingress "web" speaks TLS to its backend; nginx does not check the certificate unless it is told to
`,
      ),
    );
  });

  it("is silent where it is checked, and without TLS", () => {
    checkNone(
      ingress(
        rules,
        `    nginx.ingress.kubernetes.io/backend-protocol: HTTPS
    nginx.ingress.kubernetes.io/proxy-ssl-verify: "on"
`,
      ),
      "ingress-insecure-backend-protocol",
    );
    checkNone(
      ingress(rules, "    nginx.ingress.kubernetes.io/backend-protocol: GRPC\n"),
      "ingress-insecure-backend-protocol",
    );
  });
});
