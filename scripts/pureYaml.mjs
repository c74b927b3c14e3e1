// @ts-check
/**
 * Leaves out of a bundle what of the package `yaml` is not asked for. It does not say that its files do nothing by themselves
 * when they are read, so that bundlers keep all of them: three quarters are its own tree and the printing of it.
 * @type {import("esbuild").Plugin}
 */
export const pureYaml = {
  name: "pure-yaml",
  setup(build) {
    build.onResolve({ filter: /^yaml$|^\.\// }, async ({ path, pluginData, ...from }) => {
      const isOwn = /[\\/]node_modules[\\/]yaml[\\/]/.test(from.importer);
      if (pluginData === pureYaml.name || !(isOwn || path === "yaml")) return undefined;
      const { importer, kind, resolveDir } = from;
      const found = await build.resolve(path, { importer, kind, resolveDir, pluginData: pureYaml.name });
      return { path: found.path, errors: found.errors, sideEffects: false };
    });
  },
};
