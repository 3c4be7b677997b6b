import fc from 'fast-check';
import { earned, modelAnswer } from '../../src/quizzes/score.js';
import { type Answer, answerSchemas, type Question, questionSchema } from '../../src/schemas/quiz.js';
import { miniQuiz, rightAnswers } from '../support/mini-quiz.js';

const common = {
  id: 'q',
  level: 'beginner',
  tags: ['t'],
  text: 'T?',
  explanation: 'E.',
  source: { title: 'S', url: 'https://go.dev' },
} as const;
const question = (rest: object): Question => questionSchema.parse({ ...common, ...rest });

const choice = (points: number, correct: boolean[]) =>
  question({ kind: 'multiple_choice', points, options: correct.map((each, i) => ({ id: `o${i}`, text: `${i}`, correct: each })) });
const choose = (...options: number[]): Answer => options.map((i) => `o${i}`);

const short = (...answers: string[]) => question({ kind: 'short_answer', answers });
const numeric = (answer: number, tolerance = 0) => question({ kind: 'numeric', answer, tolerance });
const output = (text: string) => question({ kind: 'program_output', program: { source: 'package main' }, output: text });
const lines = (a: number, b: number) => question({ kind: 'race_lines', program: { source: 'package main' }, lines: [a, b] });
const single = question({
  kind: 'single_choice',
  options: [
    { id: 'a', text: 'A' },
    { id: 'b', text: 'B', correct: true },
  ],
});

const table: [string, Question, Answer | null, number][] = [
  ['the right option', single, 'b', 100],
  ['a wrong option', single, 'a', 0],
  ['true for true', question({ kind: 'true_false', answer: true }), true, 100],
  ['false for true', question({ kind: 'true_false', answer: true }), false, 0],
  ['both right options of four', choice(2, [true, true, false, false]), choose(1, 0), 200],
  ['one right option of two', choice(2, [true, true, false, false]), choose(0), 100],
  ['one right and one wrong', choice(2, [true, true, false, false]), choose(0, 2), 0],
  ['two right and one wrong', choice(2, [true, true, false, false]), choose(0, 1, 2), 100],
  ['wrong ones only', choice(2, [true, true, false, false]), choose(2, 3), 0],
  ['a third of a point, to the hundredth', choice(1, [true, true, true, false]), choose(0), 33],
  ['two thirds of a point, to the hundredth', choice(1, [true, true, true, false]), choose(0, 1), 67],
  ['every option, where most are right', choice(4, [true, true, true, false]), choose(0, 1, 2, 3), 0],
  ['every option, where all are right', choice(4, [true, true]), choose(0, 1), 400],
  ['no option', choice(4, [true, true, false]), [], 0],
  ['another case', short('Mutex'), 'mUTEX', 100],
  ['other spaces', short('data race'), '  data \t race\n', 100],
  ['a letter composed otherwise', short('caf\u00e9'), 'cafe\u0301', 100],
  ['the second of the accepted answers', short('go', 'go statement'), 'Go Statement', 100],
  ['a part of the answer', short('data race'), 'race', 0],
  ['nothing', short('x'), '', 0],
  ['3 for 3', numeric(3), '3', 100],
  ['3.0 for 3', numeric(3), '3.0', 100],
  ['3 between spaces', numeric(3), ' 3 ', 100],
  ['3 as a number', numeric(3), 3, 100],
  ['+3e0 for 3', numeric(3), '+3e0', 100],
  ['three for 3', numeric(3), 'three', 0],
  ['nothing for 0', numeric(0), '', 0],
  ['a space for 0', numeric(0), ' ', 0],
  ['0x3 for 3', numeric(3), '0x3', 0],
  ['a comma', numeric(3.5), '3,5', 0],
  ['the upper bound of the tolerance', numeric(0.3, 0.1), '0.4', 100],
  ['the lower bound of the tolerance', numeric(0.3, 0.1), '0.2', 100],
  ['beyond the tolerance', numeric(0.3, 0.1), '0.4001', 0],
  ['nearly the number, without a tolerance', numeric(3), '3.0000001', 0],
  ['the output without its last line feed', output('a\nb\n'), 'a\nb', 100],
  ['spaces at the ends of lines', output('a\nb\n'), 'a \nb\t\n\n', 100],
  ['line ends of Windows', output('a\nb\n'), 'a\r\nb\r\n', 100],
  ['spaces at the start of a line', output('a\nb\n'), 'a\n b\n', 0],
  ['lines in another order', output('a\nb\n'), 'b\na\n', 0],
  ['an empty line within', output('a\nb\n'), 'a\n\nb\n', 0],
  ['another case in an output', output('a\n'), 'A\n', 0],
  ['nothing for a program that prints nothing', output(''), '', 100],
  ['no answer for a program that prints nothing', output(''), null, 0],
  ['two lines', lines(5, 9), [5, 9], 100],
  ['two lines the other way round', lines(5, 9), [9, 5], 100],
  ['lines of which ten comes before nine as text', lines(9, 10), [10, 9], 100],
  ['the same line twice', lines(5, 5), [5, 5], 100],
  ['one line of the two', lines(5, 9), [5, 5], 0],
  ['an answer to a question of another kind', lines(5, 9), 'b', 0],
];
test.each(table)('%s', (_name, asked, answer, hundredths) => {
  expect(earned(asked, answer)).toBe(hundredths);
});

const anyChoice = fc
  .tuple(fc.integer({ min: 1, max: 100 }), fc.array(fc.boolean(), { minLength: 2, maxLength: 10 }))
  .filter(([, correct]) => correct.includes(true))
  .map(([points, correct]) => choice(points, correct) as Extract<Question, { kind: 'multiple_choice' }>);
const anyQuestion: fc.Arbitrary<Question> = fc.oneof(
  anyChoice,
  fc.array(fc.string({ unit: 'grapheme', minLength: 1 }), { minLength: 1 }).map((answers) => short(...answers.map((each) => `x${each}`))),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((answer) => numeric(answer)),
  fc.string({ unit: 'grapheme' }).map(output),
  fc.tuple(fc.integer({ min: 1, max: 99 }), fc.integer({ min: 1, max: 99 })).map(([a, b]) => lines(a, b)),
  fc.constantFrom(...miniQuiz.quiz.questions),
);
const anyAnswer = fc.oneof(
  fc.constant(null),
  fc.boolean(),
  fc.double({ noNaN: true }),
  fc.string({ unit: 'binary' }),
  fc.subarray(['o0', 'o1', 'o2', 'o3', 'o4', 'o9']),
  fc.tuple(fc.integer(), fc.integer()),
  fc.constantFrom(...Object.values(rightAnswers)),
) as fc.Arbitrary<Answer | null>;

test('any answer earns whole hundredths between nothing and all', () => {
  fc.assert(
    fc.property(anyQuestion, anyAnswer, (asked, answer) => {
      const score = earned(asked, answer);
      expect(Number.isInteger(score)).toBe(true);
      expect(score).toBeGreaterThanOrEqual(0);
      expect(score).toBeLessThanOrEqual(asked.points * 100);
    }),
  );
});

test('the answer that is shown as the solution is one that can be given, and earns everything', () => {
  fc.assert(
    fc.property(anyQuestion, (asked) => {
      const answer = modelAnswer(asked);
      expect(answerSchemas[asked.kind].safeParse(answer).success).toBe(true);
      expect(earned(asked, answer)).toBe(asked.points * 100);
    }),
  );
});

test('choosing every option earns nothing unless all are right', () => {
  fc.assert(
    fc.property(anyChoice, (asked) => {
      const all = asked.options.every((option) => option.correct);
      expect(earned(asked, choose(...asked.options.keys()))).toBe(all ? asked.points * 100 : 0);
    }),
  );
});

test('the order of the chosen options does not matter, and one more right one never costs', () => {
  fc.assert(
    fc.property(anyChoice, fc.infiniteStream(fc.boolean()), (asked, coins) => {
      const chosen = asked.options.filter(() => coins.next().value).map((option) => option.id);
      expect(earned(asked, [...chosen].reverse())).toBe(earned(asked, chosen));
      const missing = asked.options.find((option) => option.correct && !chosen.includes(option.id));
      if (!missing || chosen.length + 1 === asked.options.length) return;
      expect(earned(asked, [...chosen, missing.id])).toBeGreaterThanOrEqual(earned(asked, chosen));
    }),
  );
});

test('a short answer is the same in any case, with any spaces around and between, composed or not', () => {
  const word = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 5 }).filter((text) => !/\s/.test(text));
  fc.assert(
    fc.property(fc.array(word, { minLength: 1, maxLength: 4 }), fc.constantFrom(' ', '\t', ' \n '), (words, space) => {
      const asked = short(words.join(' '));
      const answer = `${space}${words.join(space)}${space}`;
      expect(earned(asked, answer)).toBe(100);
      expect(earned(asked, answer.normalize('NFD'))).toBe(100);
      expect(earned(asked, answer.toLowerCase())).toBe(100);
    }),
  );
});
