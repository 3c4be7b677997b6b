import { json } from 'node:stream/consumers';

// Checks the values of Kubernetes documents with the validators of their models, which are ES modules, as jest's are not.
// Input: a JSON array of { name, model, document }; output: a JSON array of faults.

/** @type {string[]} */
const faults = [];
/** @type {{ name: string, model: string, document: { kind: string } }[]} */
const all = /** @type {any} */ (await json(process.stdin));
for (const { name, model, document } of all) {
  try {
    const models = await import(model);
    new models[document.kind](document).validate();
  } catch (error) {
    faults.push(`${name}: ${error instanceof Error ? error.message : error}`);
  }
}
process.stdout.write(JSON.stringify(faults));
