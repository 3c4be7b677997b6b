import { existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { label, picture } from '../../src/diagnosis/svg.js';
import { folder, type Report, readReport } from './figures.js';
import { latencyBars } from './latency.js';

const width = 860;
const barLeft = 330;
const barWidth = 440;
const rowHeight = 22;

interface Bar {
  name: string;
  value: number;
  /** What is drawn as a line across it: the bar that it has to keep to; null without any. */
  limit: number | null;
  unit: string;
}

/** Draws what docs/bench/*.json hold as bars, into docs/bench/bench.svg. */
export function drawReports(): void {
  const content: string[] = [];
  let y = 40;
  for (const { title, bars } of ['latency', 'instead', 'growth', 'workers'].flatMap(chartsOf)) {
    if (bars.length === 0) continue;
    content.push(label(20, y, title, 'title', width - 40));
    y += 12;
    const most = Math.max(...bars.flatMap(({ value, limit }) => [value, limit ?? 0]));
    for (const bar of bars) {
      content.push(...drawBar(bar, y, most));
      y += rowHeight;
    }
    y += 38;
  }
  writeFileSync(
    path.join(folder, 'bench.svg'),
    picture(width, y, 'How fast Raceway is', 'Bars of the figures in the JSON files beside this drawing.', content),
  );
}

function drawBar({ name, value, limit, unit }: Bar, y: number, most: number): string[] {
  const scaled = (figure: number) => Math.round((barWidth * figure) / most);
  const text = `${value < 10 ? value.toFixed(2) : value.toFixed(0)}${unit}`;
  return [
    label(20, y + 15, name, 'said', barLeft - 30),
    `<rect class="box" x="${barLeft}" y="${y + 2}" width="${Math.max(1, scaled(value))}" height="${rowHeight - 6}"/>`,
    ...(limit === null ? [] : [`<path class="missing" d="M${barLeft + scaled(limit)} ${y}v${rowHeight - 2}"/>`]),
    label(barLeft + scaled(value) + 8, y + 15, text, limit !== null && value > limit ? 'bad' : 'dim', 90),
  ];
}

interface Chart {
  title: string;
  bars: Bar[];
}

function chartsOf(part: string): Chart[] {
  const file = path.join(folder, `${part}.json`);
  if (!existsSync(file)) return [];
  const report = readReport(file);
  // A report of before a column had its name has no such bars.
  const bars = (column: string, unit: string, limitOf: (row: Row) => number | null = () => null) =>
    (report.columns.includes(column) ? report.rows : []).map((row) => ({
      name: `${row[0]}`,
      value: Number(row[report.columns.indexOf(column)]),
      limit: limitOf(row),
      unit,
    }));
  const charts: Record<string, () => Chart[]> = {
    latency: () => [
      {
        title: 'From the POST to the verdict, as a multiple of a warm go test -race (the line: what it may be)',
        bars: bars('÷ go test p50', ' ×', (row) => (row[1] === 'accepted' ? latencyBars.accepted.p50 : latencyBars.wrong.p50)),
      },
    ],
    instead: () => [{ title: 'One accepted submission, milliseconds', bars: bars('p50 ms', ' ms') }],
    growth: () =>
      ['newest page', 'page of a rare exercise', 'POST'].map((column) => ({
        title: `With ever more submissions: ${column}, milliseconds`,
        bars: bars(column, ' ms'),
      })),
    workers: () => [{ title: 'Judgements a second, by worker processes on one machine', bars: bars('judgements/s', '/s') }],
  };
  return charts[part]?.() ?? [];
}

type Row = Report['rows'][number];
