import fc from 'fast-check';
import { Problem } from '../../src/errors.js';
import { admit, nextTurn } from '../../src/submissions/admit.js';
import { estimate } from '../../src/submissions/read.js';

/** Who hands in when: each step is a submission of that user, or (null) one judgement that ends. */
const history = fc.array(fc.option(fc.integer({ min: 0, max: 4 }), { freq: 2 }), { maxLength: 200 });

interface Waiting {
  user: number;
  turn: number;
  /** How many submissions came before it. */
  order: number;
}

/** The queue as it is after a history: lowest turn first, then the one that came first. */
function play(steps: (number | null)[]): { waiting: Waiting[]; judged: Waiting[] } {
  let waiting: Waiting[] = [];
  const judged: Waiting[] = [];
  for (const [order, user] of steps.entries()) {
    if (user === null) {
      const [next, ...rest] = waiting;
      if (next) judged.push(next);
      waiting = rest;
    } else {
      const turn = nextTurn(backlogOf(waiting, user));
      waiting = [...waiting, { user, turn, order }].sort((a, b) => a.turn - b.turn || a.order - b.order);
    }
  }
  return { waiting, judged };
}

function backlogOf(waiting: Waiting[], user: number) {
  const own = waiting.filter((each) => each.user === user).map((each) => each.turn);
  return { ownLast: own.length > 0 ? Math.max(...own) : null, first: waiting[0]?.turn ?? null };
}

describe('the turn of a new judgement', () => {
  test("a flood of one learner's delays the single one of another by one of its judgements at most", () => {
    fc.assert(
      fc.property(history, fc.integer({ min: 1, max: 300 }), (steps, flood) => {
        const { waiting } = play([...steps, ...Array<number>(flood).fill(7)]);
        const turn = nextTurn(backlogOf(waiting, 8));
        expect(waiting.filter((each) => each.user === 7 && each.turn <= turn).length).toBeLessThanOrEqual(1);
      }),
    );
  });

  test("a learner's own are judged in the order in which they came", () => {
    fc.assert(
      fc.property(history, (steps) => {
        const { judged } = play([...steps, ...Array<null>(200).fill(null)]);
        for (const user of [0, 1, 2, 3, 4]) {
          const orders = judged.filter((each) => each.user === user).map((each) => each.order);
          expect(orders).toEqual([...orders].sort((a, b) => a - b));
        }
      }),
    );
  });

  test('one who waits with a single submission is passed by none of those that others hand in later, one at a time', () => {
    fc.assert(
      fc.property(history, fc.integer({ min: 1, max: 20 }), (steps, more) => {
        const { waiting } = play([...steps, 9]);
        // One after another of a newcomer's, each handed in when the one before is judged, is the worst that can happen.
        let queue = waiting;
        let passed = 0;
        for (let i = 0; i < more; i++) {
          const turn = nextTurn(backlogOf(queue, 10));
          const place = [...queue, { user: 10, turn, order: 1000 + i }].sort((a, b) => a.turn - b.turn || a.order - b.order);
          if (place.findIndex((each) => each.user === 10) < place.findIndex((each) => each.user === 9)) passed++;
          queue = place.slice(1).filter((each) => each.user !== 10);
          if (!queue.some((each) => each.user === 9)) return;
        }
        expect(passed).toBe(0);
      }),
    );
  });

  test('is 1 in an empty queue', () => expect(nextTurn({ ownLast: null, first: null })).toBe(1));
});

describe('the length of the queue', () => {
  const limits = { perLearner: 3, total: 5 };
  test.each([
    [{ own: 2, all: 4 }, 'live', null],
    [{ own: 3, all: 3 }, 'live', /3 of your submissions wait .*"supersede"/],
    [{ own: 3, all: 3 }, 'bulk', null],
    [{ own: 0, all: 5 }, 'live', /the queue is full/],
    [{ own: 0, all: 5 }, 'bulk', /the queue is full/],
  ] as const)('%j, %s', (backlog, lane, refusal) => {
    const decide = () => admit(backlog, limits, lane);
    if (refusal === null) {
      expect(decide).not.toThrow();
    } else {
      expect(decide).toThrow(Problem);
      expect(decide).toThrow(refusal);
    }
  });
});

test.each([
  [
    { ahead: 0, atWork: 2, judgingMs: 900 },
    { position: 1, estimatedSeconds: 1 },
  ],
  [
    { ahead: 19, atWork: 2, judgingMs: 1000 },
    { position: 20, estimatedSeconds: 10 },
  ],
  [
    { ahead: 3, atWork: 0, judgingMs: 1000 },
    { position: 4, estimatedSeconds: 4 },
  ],
  [
    { ahead: 3, atWork: 2, judgingMs: null },
    { position: 4, estimatedSeconds: null },
  ],
])('the place in the queue: %j is %j', (progress, place) => expect(estimate(progress)).toEqual(place));
