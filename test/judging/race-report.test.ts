import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../../src/config.js';
import { frameReader } from '../../src/judging/frames.js';
import { mergeRaces, parseRaceLog } from '../../src/judging/race-report.js';

const readFrame = frameReader({ editable: ['cache.go', 'pool.go', 'double.go'], publicTests: ['double_test.go'] });
const golden = path.join(root, 'test', 'golden', 'race');

test.each(readdirSync(golden).filter((name) => name.endsWith('.log')))(
  '%s, as the detector wrote it, is read as its golden file says',
  (name) => {
    const races = parseRaceLog(readFileSync(path.join(golden, name), 'utf8'), readFrame);
    const expected = JSON.parse(readFileSync(path.join(golden, name.replace('.log', '.json')), 'utf8'));
    expect(races).toEqual(expected);
  },
);

const report = (line: number) => `==================
WARNING: DATA RACE
Write at 0x00c000012345 by main goroutine:
  exercise.Inc()
      exercise/double.go:${line} +0x1

Previous atomic read at 0x00c000012345 by goroutine 9:
  exercise.Get()
      exercise/double.go:9 +0x2

Goroutine 9 (finished) created at:
  main.main()
      main.go:7 +0x3
==================
`;

test('the main goroutine and atomic accesses are told apart', () => {
  const [race] = parseRaceLog(report(3), readFrame);
  expect(race?.accesses.map(({ kind, atomic, goroutine }) => [kind, atomic, goroutine.id])).toEqual([
    ['write', false, 'main'],
    ['read', true, 9],
  ]);
});

test('reports of the same two places are one race with a count, whichever access came first', () => {
  const races = parseRaceLog(report(3) + report(3) + report(5), readFrame).map((race) => ({ ...race, test: null }));
  const swapped = races.map((race) => ({ ...race, accesses: [race.accesses[1], race.accesses[0]] as typeof race.accesses }));
  expect(mergeRaces([...races, ...swapped]).map((race) => race.occurrences)).toEqual([4, 2]);
});

test.each(['', 'WARNING: DATA RACE', report(3).slice(0, 90), 'no report\n==================\nat all'])(
  'text that is no whole report gives no race',
  (text) => {
    expect(parseRaceLog(text, readFrame)).toEqual([]);
  },
);

test('a path that was cut by a line of the learner cannot pose as a frame of another package', () => {
  const forged = report(3).replace('exercise.Inc()', 'testing.tRunner()');
  expect(parseRaceLog(forged, readFrame)[0]?.accesses[0].stack).toEqual([]);
});
