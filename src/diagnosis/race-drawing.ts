import type { Access, Race, Submission } from '../schemas/submission.js';
import { describeFrame, innermostShown, lockName, originOf, sourceLine } from './names.js';
import { waitGroupCall } from './operation.js';
import { box, label, picture, wrap } from './svg.js';

const width = 840;
const margin = 20;
const laneWidth = 350;
const laneX = [margin, width - margin - laneWidth] as const;

/** Two lanes, one for each goroutine, time downwards; between the accesses the order that is missing. */
export function drawRace(submission: Submission, race: Race): string {
  const said = wrap(submission.message ?? '', width - 2 * margin);
  const content = [
    label(margin, 32, 'Data race', 'title', laneWidth),
    ...said.map((line, i) => label(margin, 56 + i * 20, line, 'said', width)),
  ];
  const top = 56 + said.length * 20 + 10;
  const lanes = race.accesses.map((access, i) => lane(submission, access, laneX[i] ?? margin, top));
  const accessY = Math.max(...lanes.map(({ before }) => before));
  const ends: number[] = [];
  for (const [i, { svg, lines }] of lanes.entries()) {
    const x = laneX[i] ?? margin;
    const access = box(x, accessY, laneWidth, lines, 'box fault');
    const middle = x + laneWidth / 2;
    content.push(
      `<line class="lane" x1="${middle}" y1="${top}" x2="${middle}" y2="${accessY + access.height + 26}"/>`,
      ...svg,
      ...access.svg,
    );
    ends.push(accessY + access.height);
  }
  const y = accessY + 40;
  const [left, right] = [laneX[0] + laneWidth, laneX[1]];
  content.push(
    `<line class="missing" x1="${left}" y1="${y}" x2="${right}" y2="${y}"/>`,
    label((left + right) / 2, y - 10, 'no order', 'bad centre said', right - left),
  );
  const height = Math.max(...ends) + 46;
  return picture(width, height, 'Data race', submission.message ?? 'Two accesses that nothing orders', content);
}

function lane(submission: Submission, access: Access, x: number, top: number) {
  const { goroutine, kind, variable, locks, stack } = access;
  const who = goroutine.id === 'main' ? 'main goroutine' : `goroutine ${goroutine.id}`;
  const head = box(x, top, laneWidth, [
    [who, 'title'],
    [originOf(innermostShown(goroutine.createdBy), stack), 'dim'],
  ]);
  let y = top + head.height + 16;
  const svg = [...head.svg];
  for (const lock of locks) {
    const held = box(x + 40, y, laneWidth - 80, [[`holds ${lockName(lock)} (line ${lock.line})`, '']]);
    svg.push(...held.svg);
    y += held.height + 16;
  }
  const frame = innermostShown(stack);
  const source = frame && sourceLine(submission, frame);
  const call = waitGroupCall(stack);
  const lines: [string, string][] = [
    [call ? `${call} of a WaitGroup` : `${kind}${variable === null ? '' : ` of ${variable}`}`, 'bad'],
    [frame ? describeFrame(frame) : 'in a library', 'dim'],
    ...(source ? [[source.trim(), ''] as [string, string]] : []),
  ];
  return { svg, lines, before: y };
}
