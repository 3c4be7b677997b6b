import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../../src/config.js';
import { folder, readReport, tableOf } from './figures.js';

/** The pages that show figures. Each has `<!-- bench:PART -->` and `<!-- /bench -->` around every table. */
const pages = [path.join(root, 'README.md'), path.join(folder, 'README.md')];

/** Puts the figures that docs/bench/*.json hold into the pages, so that no page shows others. */
export function publishTables(): void {
  for (const page of pages) {
    const text = readFileSync(page, 'utf8');
    writeFileSync(page, withTables(text, tableOfPart));
  }
}

/** The text with the tables between its marks; a part without a table keeps what is there. Pure but for `find`. */
export function withTables(text: string, find: (part: string) => string | null): string {
  return text.replace(/(<!-- bench:(\w+) -->\n)[\s\S]*?(<!-- \/bench -->)/g, (whole, begin: string, part: string, end: string) => {
    const table = find(part);
    return table === null ? whole : `${begin}\n${table}\n${end}`;
  });
}

function tableOfPart(part: string): string | null {
  const file = path.join(folder, `${part}.json`);
  return existsSync(file) ? tableOf(readReport(file)) : null;
}
