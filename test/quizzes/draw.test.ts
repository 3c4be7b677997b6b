import fc from 'fast-check';
import { drawAttempt, matches, satisfy } from '../../src/quizzes/draw.js';
import type { Question, Quiz } from '../../src/schemas/quiz.js';
import { miniQuiz, variant } from '../support/mini-quiz.js';

type Rule = NonNullable<Quiz['draw']>[number];

const levels = ['beginner', 'intermediate', 'advanced'] as const;
const tags = ['a', 'b', 'c'];
const [choice] = miniQuiz.quiz.questions;

const bank = fc
  .array(fc.record({ level: fc.constantFrom(...levels), tags: fc.subarray(tags, { minLength: 1 }) }), { minLength: 1, maxLength: 20 })
  .map((places) => places.map((place, i) => ({ ...choice, ...place, id: `q${i}` }) as Question));
const rule = fc.record(
  { count: fc.integer({ min: 1, max: 4 }), level: fc.constantFrom(...levels), tags: fc.subarray(tags, { minLength: 1 }) },
  { requiredKeys: ['count'] },
) as fc.Arbitrary<Rule>;
const rules = fc.array(rule, { minLength: 1, maxLength: 4 });
const seed = fc.integer({ min: 0, max: 2 ** 31 - 1 });

/** By trying everything: whether each rule can have its questions. */
function possible(slots: Rule[], questions: Question[]): boolean {
  const [slot, ...rest] = slots;
  if (!slot) return true;
  return questions.some(
    (question) =>
      matches(slot, question) &&
      possible(
        rest,
        questions.filter((other) => other !== question),
      ),
  );
}
const slotsOf = (draw: Rule[]) => draw.flatMap((each) => Array<Rule>(each.count).fill(each));

test('rules are satisfied exactly when they can be', () => {
  const small = bank.map((questions) => questions.slice(0, 6));
  fc.assert(
    fc.property(small, rules, (questions, draw) => {
      expect(satisfy(draw, questions).failed === null).toBe(possible(slotsOf(draw), questions));
    }),
    { numRuns: 500 },
  );
});

test('whatever the seed, every rule has its questions, and none is drawn twice', () => {
  fc.assert(
    fc.property(bank, rules, seed, (questions, draw, number) => {
      fc.pre(satisfy(draw, questions).failed === null);
      const drawn = drawAttempt({ ...miniQuiz.quiz, questions, draw }, number).map((each) => each.question);
      const slots = slotsOf(draw);
      expect(drawn).toHaveLength(slots.length);
      expect(new Set(drawn).size).toBe(drawn.length);
      const chosen = questions.filter((question) => drawn.includes(question.id));
      expect(satisfy(draw, chosen).failed).toBeNull();
    }),
    { numRuns: 300 },
  );
});

test('a rule gives up a question that only another can do with', () => {
  const [first, second] = miniQuiz.quiz.questions as [Question, Question];
  const questions = [
    { ...first, tags: ['a', 'b'] },
    { ...second, tags: ['a'] },
  ];
  const draw = [
    { count: 1, tags: ['a'] },
    { count: 1, tags: ['b'] },
  ];
  for (let number = 0; number < 20; number++) expect(drawAttempt({ ...miniQuiz.quiz, questions, draw }, number)).toHaveLength(2);
});

test('the same seed draws the same; other seeds draw everything in every place', () => {
  const { quiz } = variant('some', {}, { draw: [{ count: 3 }] });
  const draws = Array.from({ length: 300 }, (_, number) => drawAttempt(quiz, number));
  expect(Array.from({ length: 300 }, (_, number) => drawAttempt(quiz, number))).toEqual(draws);
  for (const place of [0, 1, 2]) expect(new Set(draws.map((drawn) => drawn[place]?.question)).size).toBe(quiz.questions.length);
});

test('without rules all questions are drawn, each with all its options', () => {
  fc.assert(
    fc.property(seed, (number) => {
      const drawn = drawAttempt(miniQuiz.quiz, number);
      expect(drawn.map((each) => each.question).sort()).toEqual(miniQuiz.quiz.questions.map((question) => question.id).sort());
      const choices = drawn.find((each) => each.question === 'blocks');
      expect([...(choices?.options ?? [])].sort()).toEqual(['closed-receive', 'empty-select', 'nil-receive', 'nil-send']);
    }),
  );
});

test('what is not to be shuffled comes in the order of the file, also when it is drawn', () => {
  const { quiz } = variant('plain', { shuffleQuestions: false, shuffleOptions: false }, { draw: [{ count: 5 }] });
  const order = quiz.questions.map((question) => question.id);
  for (let number = 0; number < 50; number++) {
    const drawn = drawAttempt(quiz, number);
    const places = drawn.map((each) => order.indexOf(each.question));
    expect(places).toEqual([...places].sort((a, b) => a - b));
    const choices = drawn.find((each) => each.question === 'blocks');
    if (choices) expect(choices.options).toEqual(['nil-send', 'nil-receive', 'empty-select', 'closed-receive']);
  }
});
