import fc from 'fast-check';
import type { Question } from '../../src/schemas/quiz.js';

const pieces = [
  ...['\\', '~', '=', '#', '{', '}', ':', '::', '####', '->', '..', '%50%', '%-100%', '*', '\\*', '\\n', '\\\\', '//', '// raceway: {}'],
  ...['$CATEGORY: x', '[markdown]', '[html]', '[', 'TRUE', 'F', '\n', '\n\n', '\r', '\r\n', '\t', ' ', '\u00a0', '\ufeff', '\u2028', '\0'],
  ...[
    '```',
    '\n```go\nx := <-ch\n```\n',
    '`',
    '````',
    '&&058;',
    '_____',
    '---',
    '- ',
    '# ',
    '| ',
    '"',
    "'",
    'naïve',
    '世界',
    '🏁',
    'e\u0301',
    '\u202e',
  ],
];

/** Texts with everything in them that means something to GIFT, to Markdown, to YAML or to a terminal. */
export function nastyText(maxLength: number): fc.Arbitrary<string> {
  const glued = fc.array(fc.oneof(fc.constantFrom(...pieces), fc.string({ unit: 'binary', maxLength: 5 })), {
    minLength: 1,
    maxLength: 12,
  });
  return fc
    .oneof(
      glued.map((parts) => parts.join('')),
      fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }),
    )
    .filter((text) => text.length > 0 && text.length <= maxLength);
}

const id = fc.stringMatching(/^[a-z0-9][a-z0-9-]{0,20}$/);
const common = {
  id,
  level: fc.constantFrom('beginner' as const, 'intermediate' as const, 'advanced' as const),
  tags: fc.array(nastyText(100), { minLength: 1, maxLength: 3 }),
  points: fc.integer({ min: 1, max: 100 }),
  text: nastyText(4000),
  explanation: nastyText(4000),
  source: fc.record({ title: nastyText(200), url: fc.webUrl({ withFragments: true, withQueryParameters: true }) }),
};
const ids = fc.uniqueArray(id, { minLength: 2, maxLength: 10 });
const program = fc.record({ source: nastyText(10_000), test: fc.boolean() });
const line = fc.integer({ min: 1, max: 10_000 });
// Zero has no sign that anybody could see.
const number = fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value || 0);

function options(isCorrect: (index: number, chosen: number) => fc.Arbitrary<boolean>) {
  return ids.chain((all) =>
    fc
      .nat({ max: all.length - 1 })
      .chain((chosen) =>
        fc.tuple(...all.map((each, i) => fc.record({ id: fc.constant(each), text: nastyText(1000), correct: isCorrect(i, chosen) }))),
      ),
  );
}

/** Any question with the form of the vocabulary and with right answers as a quiz must have them. */
const arbitraryQuestion: fc.Arbitrary<Question> = fc.oneof(
  fc.record({ kind: fc.constant('single_choice' as const), ...common, options: options((i, chosen) => fc.constant(i === chosen)) }),
  fc.record({
    kind: fc.constant('multiple_choice' as const),
    ...common,
    options: options((i, chosen) => (i === chosen ? fc.constant(true) : fc.boolean())),
  }),
  fc.record({ kind: fc.constant('true_false' as const), ...common, answer: fc.boolean() }),
  fc.record({ kind: fc.constant('short_answer' as const), ...common, answers: fc.array(nastyText(200), { minLength: 1, maxLength: 5 }) }),
  fc.record({ kind: fc.constant('numeric' as const), ...common, answer: number, tolerance: number.map(Math.abs) }),
  fc.record({ kind: fc.constant('program_output' as const), ...common, program, output: fc.oneof(fc.constant(''), nastyText(2000)) }),
  fc.record({ kind: fc.constant('race_lines' as const), ...common, program, lines: fc.tuple(line, line) }),
);

/** Several of them, as different questions of one quiz. */
export const arbitraryQuestions: fc.Arbitrary<Question[]> = fc.uniqueArray(arbitraryQuestion, {
  selector: (question) => question.id,
  minLength: 1,
  maxLength: 6,
});
