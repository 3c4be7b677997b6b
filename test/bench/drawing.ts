import { existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { label, picture } from '../../src/diagnosis/svg.js';
import { type Report, readReport } from './figures.js';

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

/** Draws what was measured as bars into bench.svg; returns the file's name. */
export function drawReports(folder: string): string {
  const content: string[] = [];
  let y = 40;
  for (const { title, bars } of ['latency', 'instead', 'growth'].flatMap((part) => chartsOf(folder, part))) {
    content.push(label(20, y, title, 'title', width - 40));
    y += 12;
    const most = Math.max(...bars.flatMap(({ value, limit }) => [value, limit ?? 0]));
    for (const bar of bars) {
      content.push(...drawBar(bar, y, most));
      y += rowHeight;
    }
    y += 38;
  }
  const file = path.join(folder, 'bench.svg');
  writeFileSync(file, picture(width, y, 'How fast Raceway is', 'Bars of the figures in the JSON files beside this drawing.', content));
  return file;
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

function chartsOf(folder: string, part: string): { title: string; bars: Bar[] }[] {
  const file = path.join(folder, `${part}.json`);
  if (!existsSync(file)) return [];
  const report = readReport(file);
  if (part === 'latency') {
    const bars = report.rows.map((row) => bar(report, row, 'ratio p50', row[1] === 'accepted' ? 1.5 : 1, ' ×'));
    return [{ title: 'From the POST to the verdict, as a multiple of a warm go test -race (the line: what it may be)', bars }];
  }
  if (part === 'instead') {
    return [{ title: 'One accepted submission, milliseconds', bars: report.rows.map((row) => bar(report, row, 'p50 ms', null, ' ms')) }];
  }
  const [sizes, processes] = [report.rows.filter((row) => row[6] === ''), report.rows.filter((row) => row[6] !== '')];
  return [
    {
      title: 'Reading a page of 50 with ever more stored, milliseconds',
      bars: sizes.map((row) => bar(report, row, 'list p50 ms', null, ' ms')),
    },
    { title: 'Posting with ever more stored, milliseconds', bars: sizes.map((row) => bar(report, row, 'post p50 ms', null, ' ms')) },
    {
      title: 'Judgements a second, by worker processes on one machine',
      bars: processes.map((row) => bar(report, row, 'judgements/s', null, '/s')),
    },
  ];
}

function bar({ columns }: Report, row: Report['rows'][number], column: string, limit: number | null, unit: string): Bar {
  return { name: `${row[0]}`, value: Number(row[columns.indexOf(column)]), limit, unit };
}
