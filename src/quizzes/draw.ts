import type { Drawn, Question, Quiz } from '../schemas/quiz.js';

type Rule = NonNullable<Quiz['draw']>[number];

/** Which questions an attempt has, and in which order it shows them and their options: pure, the same for the same quiz and seed. */
export function drawAttempt({ questions, draw, policy }: Quiz, seed: number): Drawn {
  const random = randomBy(seed);
  const chosen = draw ? satisfy(draw, shuffled(questions, random)).chosen : questions;
  const ordered = policy.shuffleQuestions ? shuffled(chosen, random) : questions.filter((question) => chosen.includes(question));
  return ordered.map((question) => {
    const options = 'options' in question ? question.options.map((option) => option.id) : [];
    return { question: question.id, options: policy.shuffleOptions ? shuffled(options, random) : options };
  });
}

/** Whether a rule may draw this question. */
export function matches({ tags, level }: Rule, question: Question): boolean {
  return (level === undefined || level === question.level) && (tags === undefined || tags.some((tag) => question.tags.includes(tag)));
}

/**
 * Chooses for every rule as many questions as it asks for, none twice, the first of `questions` where there is a choice. A rule gives a
 * question up to another that needs it when it finds one in its place (augmenting paths), so that the order of the rules does not matter.
 * @returns the questions, or, in `failed`, the first rule that goes short whatever the rules before it take.
 */
export function satisfy(rules: Rule[], questions: Question[]): { chosen: Question[]; failed: Rule | null } {
  const holders = new Map<Question, Rule>();
  const take = (rule: Rule, seen: Set<Question>): boolean => {
    const candidates = questions.filter((question) => matches(rule, question) && holders.get(question) !== rule);
    const free = candidates.find((question) => !holders.has(question));
    if (free) {
      holders.set(free, rule);
      return true;
    }
    for (const question of candidates) {
      const holder = holders.get(question);
      if (!holder || seen.has(question)) continue;
      seen.add(question);
      if (take(holder, seen)) {
        holders.set(question, rule);
        return true;
      }
    }
    return false;
  };
  for (const rule of rules) {
    for (let i = 0; i < rule.count; i++) {
      if (!take(rule, new Set())) return { chosen: [], failed: rule };
    }
  }
  return { chosen: [...holders.keys()], failed: null };
}

/** Numbers from 0 to below 1 that depend on the seed alone (mulberry32), in every process and release. */
function randomBy(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A copy in random order (Fisher and Yates). */
function shuffled<T>(items: readonly T[], random: () => number): T[] {
  const rest = [...items];
  return items.flatMap(() => rest.splice(Math.floor(random() * rest.length), 1));
}
