import type { Frame, Race } from '../schemas/submission.js';

type Access = Race['accesses'][number];
type Goroutine = Access['goroutine'];

/** How a raw stack line becomes a frame, or null where it tells a learner nothing. */
export type FrameReader = (fn: string, file: string, line: number) => Frame | null;

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

/** One race for each pair of places, with in how many reports it was seen; the order is that of the first sight. */
export function mergeRaces(races: Omit<Race, 'occurrences'>[]): Race[] {
  const byPlace = new Map<string, Race>();
  for (const race of races) {
    const key = JSON.stringify(race.accesses.map(placeOf).sort());
    const known = byPlace.get(key);
    if (known) known.occurrences++;
    else byPlace.set(key, { ...race, occurrences: 1 });
  }
  return [...byPlace.values()];
}

function placeOf(access: Access): string {
  const top = access.stack.find((frame) => frame.origin === 'learner') ?? access.stack[0];
  return `${access.kind} ${top?.function} ${top?.file}:${top?.line}`;
}
