// Renders a template as Ground Truth does: node render-liquid.js TEMPLATE TASK-INPUT.json PAGE
"use strict";

const { readFileSync, writeFileSync } = require("node:fs");
const { Liquid } = require("liquidjs");

const replacements = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
const escape = value => String(value ?? "").replace(/[&<>"']/g, character => replacements[character]);

// What a template does not know at all is an error of its author; a value that is missing is empty, as it is on AWS.
const engine = new Liquid({ outputEscape: escape, strictFilters: true, strictVariables: false, ownPropertyOnly: true });

// "raw" says that what comes out is not escaped once more, which is what makes an explicit escape harmless.
engine.registerFilter("escape", { raw: true, handler: escape });
engine.registerFilter("escape_once", {
  raw: true,
  handler: value => String(value ?? "").replace(/&(?!(?:[a-z][a-z0-9]*|#\d+|#x[0-9a-f]+);)|[<>"']/gi, character => replacements[character]),
});
engine.registerFilter("skip_autoescape", { raw: true, handler: value => value });
engine.registerFilter("to_json", value => JSON.stringify(value ?? null));

// On AWS these two turn an S3 URI into a URL that can be read for a while.
engine.registerFilter("grant_read_access", value => value);
engine.registerFilter("s3_presign", value => value);

const [template, input, page] = process.argv.slice(-3);
try {
  const task = { input: JSON.parse(readFileSync(input, "utf8")) };
  writeFileSync(page, engine.parseAndRenderSync(readFileSync(template, "utf8"), { task }));
} catch (error) {
  console.error(error.message);
  process.exit(1);
}
