// Builds the page: one script and one style sheet from src, packed, into dist. With --check it builds and compares
// with what is there instead. What is compared is unpacked, since one zlib packs otherwise than the next.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { gunzipSync, gzipSync } from "node:zlib";
import { build } from "esbuild";

const options = {
  bundle: true,
  minify: true,
  write: false,
  target: "es2022",
  format: "esm",
  jsx: "automatic",
  legalComments: "none",
  logLevel: "warning",
  define: { "process.env.NODE_ENV": '"production"' },
};
const script = await build({ ...options, entryPoints: ["src/app.jsx"], outfile: "app.js" });
const style = await build({ ...options, entryPoints: ["src/style.css"], outfile: "app.css" });
const files = {
  "index.html": readFileSync("src/index.html"),
  "app.js": Buffer.from(script.outputFiles[0].contents),
  "app.css": Buffer.from(style.outputFiles[0].contents),
};

let differs = false;
mkdirSync("dist", { recursive: true });
for (const [name, data] of Object.entries(files)) {
  const path = `dist/${name}.gz`;
  if (!process.argv.includes("--check")) {
    const packed = gzipSync(data, { level: 9 });
    writeFileSync(path, packed);
    console.log(`${path}: ${packed.length} bytes, ${data.length} unpacked`);
  } else if (!gunzipSync(readFileSync(path)).equals(data)) {
    console.error(`${path} is not what src gives: run npm run build`);
    differs = true;
  }
}
process.exit(differs ? 1 : 0);
