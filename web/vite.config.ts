import { defineConfig } from "vite";

// The page is built into the Python package, which serves it; `npm run dev` passes the API on to a running server.
// Addresses within it are relative, so that a published site works in any folder.
export default defineConfig({
  base: "./",
  esbuild: { jsx: "automatic", jsxImportSource: "preact" },
  build: {
    outDir: "../src/warmonitor/server/static",
    emptyOutDir: true,
    target: "es2022",
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  server: { proxy: { "/api": "http://127.0.0.1:8000" } },
});
