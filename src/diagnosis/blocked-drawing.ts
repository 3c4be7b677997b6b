import type { Blocked, Submission } from '../schemas/submission.js';
import { counted, describeFrame, innermostShown, learnersFrame, lockName, originOf, sourceLine, waitName } from './names.js';
import { box, label, picture, wrap } from './svg.js';

const margin = 20;
const laneWidth = 350;
const gap = 40;
/** More lanes are hard to read; the rest is counted. */
const maxLanes = 3;

const titles: Partial<Record<NonNullable<Submission['verdict']>, string>> = {
  deadlock: 'Deadlock',
  goroutine_leak: 'Goroutine leak',
  time_limit_exceeded: 'Time limit',
};

/** A lane for each group of goroutines, with what it holds, what it waits for, and what would wake it but does not come. */
export function drawBlocked(submission: Submission): string {
  const groups = submission.goroutines.slice(0, maxLanes);
  const width = Math.max(2 * laneWidth + gap, groups.length * (laneWidth + gap) - gap) + 2 * margin;
  const title = (submission.verdict && titles[submission.verdict]) ?? 'Goroutines';
  const said = wrap(submission.message ?? '', width - 2 * margin);
  const top = 66 + said.length * 20;
  const lanes = groups.map((group, i) => drawLane(submission, group, groups, margin + i * (laneWidth + gap), top));
  const rest = submission.goroutines.slice(maxLanes).reduce((sum, { count }) => sum + count, 0);
  const end = Math.max(...lanes.map(({ bottom }) => bottom));
  const content = [
    label(margin, 32, title, 'title', laneWidth),
    ...said.map((line, i) => label(margin, 56 + i * 20, line, 'said', width)),
    ...lanes.flatMap(({ svg }) => svg),
    ...(rest > 0 ? [label(margin, end + 24, `and ${counted(rest, 'goroutine')} more`, 'dim said', laneWidth)] : []),
  ];
  return picture(width, end + (rest > 0 ? 44 : margin), title, submission.message ?? title, content);
}

function drawLane(submission: Submission, group: Blocked, all: Blocked[], x: number, top: number): { svg: string[]; bottom: number } {
  const first = box(x, top, laneWidth, [
    [counted(group.count, 'goroutine'), 'title'],
    [originOf(group.createdBy, group.stack), 'dim'],
  ]);
  const svg = [...first.svg];
  let y = top + first.height + 16;
  for (const lock of group.locks) {
    const held = box(x + 40, y, laneWidth - 80, [[`holds ${lockName(lock)} (line ${lock.line})`, '']]);
    svg.push(...held.svg);
    y += held.height + 16;
  }
  const frame = learnersFrame(group.stack) ?? innermostShown(group.stack);
  const source = frame && sourceLine(submission, frame);
  const wait = waitName(group);
  const waiting = box(
    x,
    y,
    laneWidth,
    [
      [wait ?? 'still running', 'bad'],
      [frame ? describeFrame(frame) : ' ', 'dim'],
      ...(source ? [[source.trim(), ''] as [string, string]] : []),
    ],
    'box fault',
  );
  svg.push(...waiting.svg);
  y += waiting.height;
  const middle = x + laneWidth / 2;
  svg.unshift(`<line class="lane" x1="${middle}" y1="${top}" x2="${middle}" y2="${y}"/>`);
  if (wait === null) return { svg, bottom: y };
  svg.push(
    `<line class="missing" x1="${middle}" y1="${y}" x2="${middle}" y2="${y + 30}"/>`,
    label(middle, y + 48, missing(group, all), 'bad centre said', laneWidth),
  );
  return { svg, bottom: y + 56 };
}

/** The event that the goroutine waits for in vain. */
function missing(group: Blocked, all: Blocked[]): string {
  const { waitsFor, on } = group;
  if (waitsFor?.startsWith('receiving')) return 'nobody sends or closes';
  if (waitsFor?.startsWith('sending')) return 'nobody receives';
  if (waitsFor?.includes('WaitGroup')) return 'not every Done comes';
  if (waitsFor?.includes('condition')) return 'nobody signals';
  if (!waitsFor?.startsWith('locking')) return 'nobody wakes it';
  if (group.locks.some(({ name }) => name === on)) return 'it holds the lock itself';
  const holder = all.find((other) => other !== group && other.locks.some(({ name }) => name === on));
  const at = holder && learnersFrame(holder.stack);
  return at ? `held by ${describeFrame(at)}` : 'nobody unlocks';
}
