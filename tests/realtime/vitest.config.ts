// The unmodified npm client against our Socket.IO server, and in classes of the real program. Run from web/, whose
// packages they use:
//   VTP_CONFORMANCE=../build/release/socketio-conformance VTP_PROGRAM=../build/release/vtp-platform \
//     npx vitest run --config ../tests/realtime/vitest.config.ts
import { fileURLToPath } from "node:url";

const here = fileURLToPath(new URL(".", import.meta.url));
const packages = fileURLToPath(new URL("../../web/node_modules", import.meta.url));

export default {
  root: here,
  cacheDir: `${packages}/.vite-realtime`,
  resolve: {
    alias: {
      "@roamhq/wrtc": `${packages}/@roamhq/wrtc/lib/index.js`,
      "mediasoup-client": `${packages}/mediasoup-client/lib/index.js`,
      "socket.io-client": `${packages}/socket.io-client/build/esm-debug/index.js`,
      vitest: `${packages}/vitest/dist/index.js`,
      werift: `${packages}/werift/lib/index.mjs`,
    },
  },
  server: {
    fs: { allow: [fileURLToPath(new URL("../..", import.meta.url)), packages] },
  },
  test: {
    include: ["**/*.test.ts"],
    environment: "node",
    fileParallelism: false,
    maxWorkers: 1,
    // Passwords are hashed at low priority, which takes long while something else fills the cores.
    testTimeout: 120_000,
    hookTimeout: 240_000,
  },
};
