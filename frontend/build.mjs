// Bundles scripts and styles into dist/ under hashed names, writes dist/manifest.json, and fails when a page's
// scripts are heavier than its budget.
import { createHash } from "node:crypto";
import { cp, mkdir, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { existsSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";

const ROOT = path.dirname(fileURLToPath(import.meta.url));
const DIST = path.join(ROOT, "dist");
const ICONS = path.join(ROOT, "src", "icons");
const STALE_AFTER_MS = 7 * 24 * 60 * 60 * 1000;
const ENTRIES = [
  "src/js/base.js",
  "src/js/lesson.js",
  "src/js/notebook.js",
  "src/js/editor.js",
  "src/js/practice.js",
  "src/js/catalogue.js",
  "src/js/goodbye.js",
  "src/js/offline.js",
  "src/js/sign-out.js",
  "src/css/site.css",
];
const WORKER = "src/js/service-worker.js";
// What the page shows that stands in for pages never visited.
const SHELL = ["offline.js", "site.css", "favicon.svg"];
const PAGES = [
  { name: "reading page", scripts: ["base.js", "lesson.js"], budgetKb: 25 },
  { name: "notebook page", scripts: ["base.js", "notebook.js"], budgetKb: 25 },
  { name: "editor page", scripts: ["base.js", "editor.js"], budgetKb: 170 },
  { name: "catalogue page", scripts: ["base.js", "catalogue.js"], budgetKb: 25 },
  { name: "practice page", scripts: ["base.js", "practice.js"], budgetKb: 25 },
];
// What every page's first lines are set in.
const FIRST_FONTS = /\/(inter|source-serif-4)-latin-wght-normal-\w+\.woff2$/;
const SUBSETS = /-latin(-ext)?-[a-z]+-(normal|italic)\.woff2/;

// Fonts come in a dozen scripts and three formats. The site is written in Latin letters and every browser that runs
// our modules reads woff2, so the rest is left out of the style sheet.
const leanFonts = {
  name: "lean-fonts",
  setup(builder) {
    builder.onLoad({ filter: /(@fontsource-variable|katex)\/.*\.css$/ }, async ({ path: file }) => {
      const css = await readFile(file, "utf8");
      const contents = css
        .replace(/,\s*url\([^)]*\.(?:woff|ttf)\)\s*format\(['"]?\w+['"]?\)/g, "")
        .replace(/@font-face\s*{[^}]*}/g, (face) =>
          file.includes("@fontsource-variable") && !SUBSETS.test(face) ? "" : face,
        );
      return { contents, loader: "css", resolveDir: path.dirname(file) };
    });
  },
};

function closureOf(outputs, file, seen = new Set()) {
  if (seen.has(file)) return seen;
  seen.add(file);
  for (const imported of outputs[file].imports)
    if (imported.kind === "import-statement") closureOf(outputs, imported.path, seen);
  return seen;
}

const inDist = (file) => path.relative("dist", file).split(path.sep).join("/");

function manifestOf(outputs) {
  const manifest = {};
  for (const [file, output] of Object.entries(outputs)) {
    if (!output.entryPoint) continue;
    const [own, ...imports] = [...closureOf(outputs, file)].map(inDist);
    const fonts = output.imports.map((imported) => inDist(imported.path)).filter((name) => FIRST_FONTS.test(`/${name}`));
    manifest[path.basename(output.entryPoint)] = { file: own, imports, fonts };
  }
  return manifest;
}

const onDemandOf = (outputs) =>
  Object.values(outputs).flatMap((output) =>
    output.imports.filter((imported) => imported.kind === "dynamic-import").map((imported) => inDist(imported.path)),
  );

async function iconsCopy(manifest) {
  if (!existsSync(ICONS)) return [];
  const copied = [];
  for (const name of (await readdir(ICONS)).sort()) {
    const { name: stem, ext } = path.parse(name);
    const bytes = await readFile(path.join(ICONS, name));
    const hash = createHash("sha256").update(bytes).digest("hex").slice(0, 8).toUpperCase();
    const file = `${stem}-${hash}${ext}`;
    await cp(path.join(ICONS, name), path.join(DIST, file));
    manifest[name] = { file, imports: [] };
    copied.push(file);
  }
  return copied;
}

// A site that runs, and a page that is open, may still ask for the files of an earlier build.
async function staleRemove(kept) {
  for (const entry of await readdir(DIST, { recursive: true, withFileTypes: true })) {
    const file = path.join(entry.parentPath, entry.name);
    if (!entry.isFile() || entry.name.startsWith(".") || kept.has(inDist(path.relative(ROOT, file)))) continue;
    if (Date.now() - (await stat(file)).mtimeMs > STALE_AFTER_MS) await rm(file);
  }
}

// One file that imports nothing: not every browser lets a service worker be a module. Its version changes with the
// build, and so does what it brings in before it starts.
async function workerBuild(manifest) {
  const version = createHash("sha256").update(JSON.stringify(manifest)).digest("hex").slice(0, 8);
  const files = SHELL.flatMap((name) => [manifest[name].file, ...manifest[name].imports]);
  const shell = [...new Set(files)].map((file) => `/static/${file}`);
  const { metafile } = await build({
    absWorkingDir: ROOT,
    entryPoints: [WORKER],
    outdir: "dist",
    entryNames: "[name]-[hash]",
    bundle: true,
    format: "iife",
    target: ["es2022"],
    minify: true,
    metafile: true,
    define: { BUILD: JSON.stringify({ version, shell }) },
    logLevel: "warning",
  });
  Object.assign(manifest, manifestOf(metafile.outputs));
  return Object.keys(metafile.outputs).map(inDist);
}

const gzipBytes = async (file) => gzipSync(await readFile(path.join(DIST, file)), { level: 9 }).length;

async function sizesReport(manifest, onDemand) {
  let heavy = false;
  for (const { name, scripts, budgetKb } of PAGES) {
    const files = new Set(scripts.flatMap((script) => [manifest[script].file, ...manifest[script].imports]));
    let bytes = 0;
    for (const file of files) bytes += await gzipBytes(file);
    const over = bytes > budgetKb * 1024;
    heavy ||= over;
    const size = `${(bytes / 1024).toFixed(1)} KB gzip of ${budgetKb} KB`;
    console.log(`${name.padEnd(14)} scripts ${size}${over ? "  OVER BUDGET" : ""}`);
  }
  for (const file of onDemand) {
    console.log(`${"when needed".padEnd(14)} ${file}  ${((await gzipBytes(file)) / 1024).toFixed(1)} KB gzip`);
  }
  const styleBytes = await gzipBytes(manifest["site.css"].file);
  console.log(`${"every page".padEnd(14)} styles  ${(styleBytes / 1024).toFixed(1)} KB gzip`);
  return heavy;
}

await mkdir(DIST, { recursive: true });
const { metafile } = await build({
  absWorkingDir: ROOT,
  entryPoints: ENTRIES,
  outdir: "dist",
  entryNames: "[name]-[hash]",
  chunkNames: "chunk-[hash]",
  assetNames: "fonts/[name]-[hash]",
  bundle: true,
  splitting: true,
  format: "esm",
  target: ["es2022"],
  minify: true,
  metafile: true,
  legalComments: "none",
  loader: { ".woff2": "file", ".svg": "dataurl" },
  plugins: [leanFonts],
  logLevel: "warning",
});
const manifest = manifestOf(metafile.outputs);
const icons = await iconsCopy(manifest);
const worker = await workerBuild(manifest);
await writeFile(path.join(DIST, "manifest.json"), `${JSON.stringify(manifest, null, 2)}\n`);
await staleRemove(new Set([...Object.keys(metafile.outputs).map(inDist), ...icons, ...worker, "manifest.json"]));
if (await sizesReport(manifest, onDemandOf(metafile.outputs))) {
  console.error("A page's scripts are heavier than its budget.");
  process.exitCode = 1;
}
