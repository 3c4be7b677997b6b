import { compared, quantile, type Report, tableOf } from './figures.js';
import { withTables } from './publish.js';

const report: Report = {
  part: 'latency',
  image: 'raceway-build:dev@000000000000',
  cores: 2,
  node: 'v20.20.2',
  at: '2026-01-02T03:04:05.678Z',
  columns: ['example', 'p50 ms'],
  rows: [['safe-counter/model', 400]],
  notes: [],
};

test('a quantile lies between the two figures that it falls between', () => {
  expect(quantile([40, 10, 30, 20], 0.5)).toBe(25);
  expect(quantile([1, 2, 3], 0.5)).toBe(2);
  expect(quantile([1, 2, 3], 1)).toBe(3);
  expect(quantile([], 0.5)).toBeNaN();
});

test('runs of the same image are compared column by column, whatever stands between', () => {
  const after = { ...report, columns: ['example', 'verdict', 'p50 ms'], rows: [['safe-counter/model', 'accepted', 300]] };
  expect(compared(report, after).rows).toEqual([['safe-counter/model', 'accepted', '400 → 300 (-25 %)']]);
});

test.each([
  ['image', 'raceway-build:dev@111111111111'],
  ['cores', 4],
  ['part', 'growth'],
])('runs that differ in %s are not compared', (key, value) => {
  expect(() => compared(report, { ...report, [key]: value })).toThrow(`not comparable: ${key} is`);
});

test('a page gets the tables between its marks, again and again, and keeps the rest', () => {
  const page = 'Before.\n<!-- bench:latency -->\n<!-- /bench -->\nBetween.\n<!-- bench:growth -->\nKept.\n<!-- /bench -->\n';
  const once = withTables(page, (part) => (part === 'latency' ? tableOf(report) : null));
  expect(once).toContain('| safe-counter/model | 400 |');
  expect(once).toContain('\nBetween.\n<!-- bench:growth -->\nKept.\n<!-- /bench -->\n');
  expect(withTables(once, (part) => (part === 'latency' ? tableOf(report) : null))).toBe(once);
});
