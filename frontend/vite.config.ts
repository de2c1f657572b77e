import browserslist from "browserslist";
import { browserslistToTargets } from "lightningcss";
import { defineConfig } from "vite";

// Browsers on the office's network go back to Chromium 100: styles are compiled down to it.
const oldest = "chrome 100";

export default defineConfig({
  base: "/static/dist/",
  css: {
    transformer: "lightningcss",
    lightningcss: { targets: browserslistToTargets(browserslist(oldest)) },
  },
  build: {
    target: "chrome100",
    cssMinify: "lightningcss",
    manifest: "manifest.json",
    outDir: "../src/chainchief/web/static/dist",
    emptyOutDir: true,
    rollupOptions: { input: "src/main.ts" },
  },
});
