// End-to-end tests: the real program and Debian's Chromium. Run from web/, whose packages they use:
//   VTP_PROGRAM=../build/release/vtp-platform npx vitest run --config ../tests/e2e/vitest.config.ts
import { fileURLToPath } from "node:url";

const here = fileURLToPath(new URL(".", import.meta.url));
const packages = fileURLToPath(new URL("../../web/node_modules", import.meta.url));

export default {
  root: here,
  cacheDir: `${packages}/.vite-e2e`,
  resolve: {
    alias: {
      "playwright-core": `${packages}/playwright-core/index.mjs`,
      vitest: `${packages}/vitest/dist/index.js`,
    },
  },
  server: { fs: { allow: [fileURLToPath(new URL("../..", import.meta.url)), packages] } },
  test: {
    include: ["*.test.ts"],
    environment: "node",
    // One server and one browser at a time: a transcoder and Chromium fill two cores.
    fileParallelism: false,
    maxWorkers: 1,
    testTimeout: 300_000,
    hookTimeout: 300_000,
    teardownTimeout: 30_000,
    bail: 0,
  },
};
