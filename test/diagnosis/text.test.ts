import { renderText } from '../../src/diagnosis/text.js';
import { goldenOutcome } from '../golden/recorded.js';

/** The line under the marked one, in a rendering of a race whose variable and source are these. */
function caretsUnder(variable: string, line: string): string | undefined {
  const { submission } = goldenOutcome('fix-cache-race.guide');
  const race = submission.races[0];
  if (!race) throw new Error('the recorded race is gone');
  const [access] = race.accesses;
  const frame = { function: 'Value', file: 'cache.go', line: 1, origin: 'learner' as const };
  const shown = { ...access, variable, stack: [frame] };
  const text = renderText({ ...submission, files: { 'cache.go': `${line}\n` }, races: [{ ...race, accesses: [shown, shown] }] });
  const lines = text.split('\n');
  return lines[lines.findIndex((each) => each.includes(`> 1 | ${line}`)) + 1]?.split(' | ')[1];
}

test.each([
  ['n', 'return c.n', '         ^'],
  ['n', 'c.n++', '  ^'],
  ['items', 'itemsLeft, items := 1, c.items', '           ^^^^^'],
  ['été', 'étés, été = 1, 2', '      ^^^'],
])('%p in %p is marked where it stands by itself', (variable, line, carets) => {
  expect(caretsUnder(variable, line)).toBe(carets);
});

test('what is not in the line is not marked', () => {
  expect(caretsUnder('n', 'return none')).toBeUndefined();
});
