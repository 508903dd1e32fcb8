// Renders formulas with KaTeX: JSON in on stdin, JSON out on stdout, one process for a whole load.
// In: [{tex, display}, …]. Out, in the same order: {html} or {error, position}.
import { readFileSync, writeSync } from "node:fs";
import katex from "katex";

// KaTeX would draw a command that is not trusted in red; here it is an error like any other.
function refuse({ command }) {
  throw new katex.ParseError(`${command} is not allowed`);
}

const options = {
  output: "htmlAndMathml",
  throwOnError: true,
  strict: "error",
  trust: refuse,
  maxExpand: 1000,
  maxSize: 20,
};

function render({ tex, display }) {
  try {
    return { html: katex.renderToString(tex, { ...options, displayMode: display }) };
  } catch (error) {
    if (!(error instanceof katex.ParseError)) throw error;
    return { error: error.rawMessage ?? error.message, position: error.position ?? null };
  }
}

function writeAll(text) {
  const bytes = Buffer.from(text, "utf8");
  let written = 0;
  while (written < bytes.length) {
    try {
      written += writeSync(1, bytes, written);
    } catch (error) {
      // A pipe that is full for a moment is not an error.
      if (error.code !== "EAGAIN") throw error;
    }
  }
}

const formulas = JSON.parse(readFileSync(0, "utf8"));
writeAll(JSON.stringify(formulas.map(render)));
