import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { root } from '../../src/config.js';
import { metricNames, registry } from '../../src/metrics.js';

const dashboardSchema = z.object({
  templating: z.object({ list: z.array(z.object({ name: z.string(), type: z.string(), definition: z.string().optional() })) }),
  panels: z.array(
    z.object({
      id: z.int(),
      title: z.string(),
      datasource: z.object({ uid: z.string().startsWith('$') }).optional(),
      gridPos: z.object({ h: z.int(), w: z.int(), x: z.int(), y: z.int() }),
      targets: z.array(z.object({ expr: z.string() })).optional(),
    }),
  ),
});
const alertsSchema = z.object({
  groups: z.array(
    z.object({ rules: z.array(z.object({ alert: z.string(), expr: z.string(), annotations: z.object({ summary: z.string() }) })) }),
  ),
});

const dashboard = dashboardSchema.parse(JSON.parse(readFileSync(path.join(root, 'deploy', 'grafana', 'raceway.json'), 'utf8')));
const { groups } = alertsSchema.parse(parse(readFileSync(path.join(root, 'deploy', 'prometheus', 'alerts.yaml'), 'utf8')));

const shown = [
  ...dashboard.panels.flatMap((panel) => panel.targets ?? []).map((target) => target.expr),
  ...dashboard.templating.list.map((each) => each.definition ?? ''),
];
const watched = groups.flatMap((group) => group.rules).map((rule) => rule.expr);

/** The names of metrics in an expression: those of a histogram's parts stand for it. */
function namesIn(expressions: string[]): string[] {
  const found = expressions.flatMap((text) => text.match(/\b(?:raceway|nodejs|process)_\w+/g) ?? []);
  return [...new Set(found.map((name) => (metricNames().includes(name) ? name : name.replace(/_(bucket|sum|count)$/, ''))))];
}

test('the dashboard and the alerts name no metric that does not exist', () => {
  for (const expressions of [shown, watched]) {
    expect(namesIn(expressions).length).toBeGreaterThan(5);
    expect(namesIn(expressions).filter((name) => !metricNames().includes(name))).toEqual([]);
  }
});

test('the dashboard shows every metric of ours', () => {
  const ours = metricNames().filter((name) => name.startsWith('raceway_'));
  expect(ours.filter((name) => !namesIn(shown).includes(name))).toEqual([]);
});

test('the labels by which the dashboard and the alerts select and group are those that the metrics have', () => {
  const labels = new Set([
    'job',
    'instance',
    'le',
    ...registry.getMetricsAsArray().flatMap((metric) => (metric as unknown as { labelNames: string[] }).labelNames),
  ]);
  const used = [...shown, ...watched].flatMap((text) => [
    ...[...text.matchAll(/by \(([^)]+)\)/g)].flatMap((match) => match[1]?.split(/,\s*/) ?? []),
    ...[...text.matchAll(/[{,](\w+)(?:=~|!~|!=|=)"/g)].map((match) => match[1] ?? ''),
  ]);
  expect([...new Set(used)].filter((label) => !labels.has(label))).toEqual([]);
});

test('no two panels of the dashboard lie on one another', () => {
  const cells = dashboard.panels.flatMap(({ gridPos: { x, y, w, h } }) =>
    Array.from({ length: w * h }, (_, i) => `${x + (i % w)},${y + Math.floor(i / w)}`),
  );
  expect(new Set(cells).size).toBe(cells.length);
  expect(new Set(dashboard.panels.map((panel) => panel.id)).size).toBe(dashboard.panels.length);
});
