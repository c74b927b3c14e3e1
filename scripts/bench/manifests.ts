/** A manifest of `count` documents and about `lines` lines: a Deployment each, with findings of several rules. */
export function manyDocuments(count: number, lines: number): string {
  const each = Math.floor(lines / count);
  return Array.from({ length: count }, (_, index) => oneDocument(each - 1, `web-${index}`)).join("---\n");
}

/** One Deployment of about `lines` lines, made long by its environment variables and containers. */
export function oneDocument(lines: number, name = "web"): string {
  const text = [
    "apiVersion: apps/v1",
    "kind: Deployment",
    "metadata:",
    `  name: ${name}`,
    "  labels: { app.kubernetes.io/name: web }",
    "spec:",
    "  selector:",
    "    matchLabels: { app.kubernetes.io/name: web }",
    "  template:",
    "    metadata:",
    "      labels: { app.kubernetes.io/name: web }",
    "    spec:",
    "      containers:",
  ];
  for (let container = 0; text.length < lines; container++) {
    text.push(
      `        - name: container-${container} # the ${container}th`,
      "          image: registry.example/team/web:1.4.2",
      "          securityContext:",
      "            privileged: false",
      "            allowPrivilegeEscalation: true",
      "          env:",
    );
    for (let variable = 0; variable < 20 && text.length < lines - 1; variable++)
      text.push(
        `            - name: SETTING_${variable}`,
        `              value: "value ${variable} of ${container}"`,
      );
  }
  return `${text.slice(0, lines).join("\n")}\n`;
}
