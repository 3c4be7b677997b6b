import type { Access, Frame, Race } from '../schemas/submission.js';
import type { FrameReader } from './frames.js';

type Goroutine = Access['goroutine'];

const accessLine = /^(Previous )?(atomic )?(read|write) at 0x[0-9a-f]+ by (?:goroutine (\d+)|main goroutine)( \[[^\]]*\])?:$/i;
const createdLine = /^Goroutine (\d+) \((running|finished)\) created at:$/;
const callLine = /^ {2}(\S.*)\(.*\)$/;
const placeLine = /^ {6}(\S.*):(\d+)(?: \+0x[0-9a-f]+)?$/;

/**
 * Reads the race detector's log: every report as its two accesses, each with its stack and where its goroutine was created. The form
 * is that of https://go.dev/doc/articles/race_detector, "Report Format". A report that is cut short is left out.
 * Addresses are not kept: they say nothing, and differ in every run.
 */
export function parseRaceLog(log: string, readFrame: FrameReader): Pick<Race, 'accesses'>[] {
  return log
    .split(/^={18}$/m)
    .filter((section) => section.includes('WARNING: DATA RACE'))
    .map((section) => parseReport(section, readFrame))
    .filter((race) => race !== null);
}

function parseReport(section: string, readFrame: FrameReader): Pick<Race, 'accesses'> | null {
  const accesses: Access[] = [];
  const created = new Map<number, Goroutine>();
  for (const block of section.split(/\n\s*\n/)) {
    const lines = block.split('\n').filter((line) => line !== '' && line !== 'WARNING: DATA RACE');
    const head = lines[0] ?? '';
    const stack = parseStack(lines.slice(1), readFrame);
    const access = accessLine.exec(head);
    if (access) {
      accesses.push({
        kind: access[3]?.toLowerCase() === 'write' ? 'write' : 'read',
        atomic: access[2] !== undefined,
        goroutine: { id: access[4] ? Number(access[4]) : 'main', state: null, createdBy: [] },
        stack,
        variable: null,
        locks: [],
      });
    }
    const creation = createdLine.exec(head);
    if (creation) {
      const id = Number(creation[1]);
      created.set(id, { id, state: creation[2] === 'running' ? 'running' : 'finished', createdBy: stack });
    }
  }
  const [first, second] = accesses.map((access) => {
    const known = access.goroutine.id === 'main' ? undefined : created.get(access.goroutine.id);
    return known ? { ...access, goroutine: known } : access;
  });
  return first && second ? { accesses: [first, second] } : null;
}

function parseStack(lines: string[], readFrame: FrameReader): Frame[] {
  const frames: Frame[] = [];
  for (let i = 0; i < lines.length; i++) {
    const call = callLine.exec(lines[i] ?? '');
    const place = placeLine.exec(lines[i + 1] ?? '');
    if (!call || !place) continue;
    const frame = readFrame(call[1] ?? '', place[1] ?? '', Number(place[2]));
    if (frame) frames.push(frame);
  }
  return frames;
}

/** A race as one run saw it. */
interface Sighting extends Pick<Race, 'accesses' | 'test'> {
  run: number;
}

/** One race for each pair of places, with in how many of the runs it was seen; the order is that of the first sight. */
export function mergeRaces(sightings: Sighting[], runs: number): Race[] {
  const byPlace = new Map<string, { race: Pick<Race, 'accesses' | 'test'>; seenIn: Set<number> }>();
  for (const { run, ...race } of sightings) {
    const key = JSON.stringify(race.accesses.map(placeOf).sort());
    const known = byPlace.get(key);
    if (known) known.seenIn.add(run);
    else byPlace.set(key, { race, seenIn: new Set([run]) });
  }
  return [...byPlace.values()].map(({ race, seenIn }) => ({ ...race, occurrences: seenIn.size, runs }));
}

function placeOf(access: Access): string {
  const top = access.stack.find((frame) => frame.origin === 'learner') ?? access.stack[0];
  return `${access.kind} ${top?.function} ${top?.file}:${top?.line}`;
}
