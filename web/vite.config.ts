// How the application is built, served while developing, and tested.
import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

const serverAddress = process.env.VTP_SERVER ?? "http://localhost:8080";

export default defineConfig({
  plugins: [react()],
  build: {
    outDir: process.env.VTP_WEB_OUT ?? "dist",
    emptyOutDir: true,
    target: "es2022",
    // The server's content security policy has no data: sources for scripts and fonts.
    assetsInlineLimit: 0,
  },
  server: { proxy: { "/api": serverAddress, "/health": serverAddress } },
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          environment: "jsdom",
          include: ["tests/unit/**/*.test.{ts,tsx}"],
          setupFiles: ["tests/support/setup.ts"],
          testTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: "pages",
          environment: "node",
          include: ["tests/pages/**/*.test.ts"],
          testTimeout: 240_000,
          hookTimeout: 240_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
