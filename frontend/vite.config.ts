import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

import browserslist from "browserslist";
import { browserslistToTargets } from "lightningcss";
import { defineConfig, type Plugin } from "vite";

// Browsers on the office's network go back to Chromium 100: styles are compiled down to it.
const oldest = "chrome 100";

const out = "../src/chainchief/web/static/dist";

// The server sends the compressed neighbour of a file to browsers that take it.
function compressed(): Plugin {
  return {
    name: "compressed",
    closeBundle() {
      for (const name of readdirSync(`${out}/assets`)) {
        const file = `${out}/assets/${name}`;
        writeFileSync(`${file}.gz`, gzipSync(readFileSync(file), { level: 9 }));
      }
    },
  };
}

export default defineConfig({
  base: "/static/dist/",
  plugins: [compressed()],
  css: {
    transformer: "lightningcss",
    lightningcss: { targets: browserslistToTargets(browserslist(oldest)) },
  },
  build: {
    target: "chrome100",
    cssMinify: "lightningcss",
    manifest: "manifest.json",
    // ECharts is one large part, loaded by pages with charts alone.
    chunkSizeWarningLimit: 700,
    outDir: out,
    emptyOutDir: true,
    rollupOptions: {
      input: "src/main.ts",
      // htmx holds an eval, which main.ts switches off and the pages' policy forbids.
      onwarn(warning, tell) {
        if (warning.code !== "EVAL") tell(warning);
      },
    },
  },
});
