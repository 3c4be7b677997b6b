import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import { root } from '../../src/config.js';

/** What one part of the benchmark has measured, as it is kept in docs/bench/. */
const reportSchema = z.object({
  part: z.string(),
  /** Figures of different images, or of machines with other processors, cannot be compared. */
  image: z.string(),
  cores: z.int(),
  node: z.string(),
  at: z.iso.datetime(),
  columns: z.array(z.string()),
  rows: z.array(z.array(z.union([z.string(), z.number()]))),
  /** Sentences on what the table shows. */
  notes: z.array(z.string()),
});
export type Report = z.infer<typeof reportSchema>;

/** What a part of the benchmark returns. */
export type Measured = Pick<Report, 'columns' | 'rows' | 'notes'>;

/** Between the two neighbours where it falls between them, as most programs do it (R's type 7). Pure. */
export function quantile(figures: number[], q: number): number {
  const sorted = [...figures].sort((a, b) => a - b);
  const at = q * (sorted.length - 1);
  const [low, high] = [sorted[Math.floor(at)], sorted[Math.ceil(at)]];
  return low === undefined || high === undefined ? Number.NaN : low + (high - low) * (at - Math.floor(at));
}

export const folder = path.join(root, 'docs', 'bench');

/** Keeps a report as docs/bench/<part>.json. @throws an Error when two columns have one name: comparing would mix them up. */
export function keep(part: string, image: string, measured: Measured): Report {
  if (new Set(measured.columns).size < measured.columns.length) throw new Error(`${part} has two columns of one name`);
  const report = {
    ...{ part, image, cores: availableParallelism(), node: process.version, at: new Date().toISOString() },
    ...measured,
    rows: measured.rows.map((row) => row.map((cell) => (typeof cell === 'number' ? Number(cell.toFixed(3)) : cell))),
  };
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, `${part}.json`), `${JSON.stringify(report, null, 1)}\n`);
  return report;
}

/** @throws an Error when the file is no report. */
export function readReport(file: string): Report {
  return reportSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
}

/** The report as a Markdown table with its notes. Pure. */
export function tableOf({ part, image, cores, node, at, columns, rows, notes }: Report): string {
  const line = (cells: (string | number)[]) => `| ${cells.map(shown).join(' | ')} |`;
  const table = [line(columns), line(columns.map(() => '---')), ...rows.map(line)];
  const measured = `${part}: image ${image}, ${cores} cores, Node ${node}, ${at.slice(0, 10)}.`;
  return [...table, '', [measured, ...notes].join('\n'), ''].join('\n');
}

function shown(cell: string | number): string {
  if (typeof cell === 'string') return cell;
  return Number.isInteger(cell) ? String(cell) : cell.toFixed(cell < 10 ? 2 : 0);
}

/**
 * Two reports of the same part side by side, the change of each number in per cent. Pure.
 * @throws an Error when they were not measured with the same image on as many cores: that would compare two things at once.
 */
export function compared(before: Report, after: Report): Report {
  for (const key of ['part', 'image', 'cores'] as const) {
    if (before[key] !== after[key]) throw new Error(`not comparable: ${key} is ${before[key]} in one and ${after[key]} in the other`);
  }
  const rows = after.rows.map((row) => {
    const old = before.rows.find((each) => each[0] === row[0]);
    return row.map((cell, i) => {
      const was = old?.[before.columns.indexOf(after.columns[i] ?? '')];
      if (typeof cell !== 'number' || typeof was !== 'number' || was === 0) return cell;
      const percent = (100 * (cell - was)) / was;
      return `${shown(was)} → ${shown(cell)} (${percent >= 0 ? '+' : ''}${percent.toFixed(0)} %)`;
    });
  });
  return { ...after, rows, notes: [`Before: ${before.at}.`] };
}
