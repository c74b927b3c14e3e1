import type { ImagePaths } from "../../rules/shared/imageWritablePaths";

/** docs/writable-paths.md: where the images write that the fix of `read-only-root-filesystem` knows, with the sources. */
export function writablePathsPage(entries: readonly ImagePaths[]): string {
  const rows = entries.map(({ images, tag, paths, source }) => {
    const names = images.map((image) => `\`${image.replace(/^library\//, "")}\``).join(", ");
    const places = paths.map((path) => `\`${path}\``).join(", ");
    return `| ${names}${tag ? ` (${tag.means})` : ""} | ${places} | ${source} |`;
  });
  return `# Where images write

The fix of [\`read-only-root-filesystem\`](rules/read-only-root-filesystem.md) mounts an empty volume at each of these places
where nothing is mounted yet. A name without a registry is one of the Docker Official Images, also from their mirrors
\`public.ecr.aws/docker/library\` and \`mirror.gcr.io/library\`. The first row that fits the tag holds.

Only places are listed that may start out empty. Images that write into a folder which comes with files of theirs are left
out, since the volume would hide those; so are images that write nothing.

| Image | Paths | Source |
| --- | --- | --- |
${rows.join("\n")}
`;
}
