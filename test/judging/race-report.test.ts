import { frameReader } from '../../src/judging/frames.js';
import { mergeRaces, parseRaceLog } from '../../src/judging/race-report.js';

const readFrame = frameReader({ editable: ['cache.go', 'pool.go', 'double.go'], publicTests: ['double_test.go'] });

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

test('reports of the same two places are one race, counted by runs, whichever access came first', () => {
  const races = parseRaceLog(report(3) + report(3) + report(5), readFrame).map((race) => ({ ...race, test: null, run: 0 }));
  const swapped = races.map((race) => ({ ...race, run: 1, accesses: [race.accesses[1], race.accesses[0]] as typeof race.accesses }));
  expect(mergeRaces([...races, ...swapped.slice(0, 1)], 7).map(({ occurrences, runs }) => [occurrences, runs])).toEqual([
    [2, 7],
    [1, 7],
  ]);
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
