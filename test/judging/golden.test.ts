import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { drawDiagnosis } from '../../src/diagnosis/drawing.js';
import { renderText } from '../../src/diagnosis/text.js';
import { goldenFolder, goldenOutcome, recorded } from '../golden/recorded.js';

/** `UPDATE_GOLDEN=1` writes what these tests compare with; read the difference before you commit it. */
const update = process.env.UPDATE_GOLDEN === '1';

function expectGolden(file: string, text: string): void {
  const whole = path.join(goldenFolder, 'diagnosis', file);
  if (update) writeFileSync(whole, text);
  expect(text).toBe(readFileSync(whole, 'utf8'));
}

test('there are reports, and each has its golden files', () => {
  expect(recorded.length).toBeGreaterThan(30);
  const names = new Set(readdirSync(path.join(goldenFolder, 'diagnosis')).map((file) => file.replace(/\.(txt|svg|json)$/, '')));
  expect([...names].sort()).toEqual([...recorded].sort());
});

describe.each(recorded)('%s', (name) => {
  const { outcome, submission } = goldenOutcome(name);

  test('is classified and diagnosed as before', () => {
    const { verdict, message, races, goroutines, panic } = outcome;
    expectGolden(`${name}.json`, `${JSON.stringify({ verdict, message, races, goroutines, panic }, null, 1)}\n`);
  });

  test('reads as before', () => expectGolden(`${name}.txt`, renderText(submission)));

  test('is drawn as before', () => {
    const drawing = drawDiagnosis(submission);
    if (drawing !== null) expectGolden(`${name}.svg`, drawing);
    expect(drawing !== null).toBe(outcome.races.length + outcome.goroutines.length > 0);
  });
});
