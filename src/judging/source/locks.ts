import type { Lock } from '../../schemas/submission.js';
import { blank, bodyOf, closing, functionBodies, lineAt, lineSpan, plainName, receiverOf } from './scan.js';

type Held = Lock & { at: number; expression: string };
type State = Map<string, Held>;

interface Block {
  start: number;
  loop: boolean;
  /** What was held when it began. */
  before: State;
  /** What is held where it can be left, other than at its end. */
  exits: State[];
  /** After a return or the like: what follows in the block is not reached. */
  left: boolean;
}

const token =
  /([A-Za-z_]\w*(?:\.\w+|\[[^[\]\n]*\])*)\.(Lock|RLock|Unlock|RUnlock)\(\)|\b(?:func|defer|case|default|return|panic|break|continue|goto)\b|[{}]/g;

/**
 * The locks that a function certainly holds when it comes to a line, by a short look at its source: those locked on every way to the
 * line and not unlocked again. It follows no calls and knows no types: it says less rather than too much.
 * @param name the function as the runtime calls it.
 * @param own whether locking on the line itself comes after what is asked about: then nothing is said of a line that locks.
 */
export function locksHeld(source: string, name: string, line: number, own: 'ignored' | 'unsure' = 'unsure'): Lock[] {
  const code = blank(source);
  const span = lineSpan(code, line);
  const bodies = functionBodies(code);
  const body = span && bodyOf(bodies, name, span);
  if (!span || !body) return [];
  if (own === 'unsure' && /\.R?(Lock|Unlock)\(\)/.test(code.slice(span.start, span.end))) return [];
  const receiver = receiverOf(code, bodies, body);
  const to = Math.max(body.start, span.start);

  let state: State = new Map();
  const open: Block[] = [];
  for (let from = body.start + 1; ; ) {
    token.lastIndex = from;
    const match = token.exec(code);
    if (!match || match.index >= to) break;
    const [text, expression = '', operation] = match;
    from = match.index + text.length;
    const block = open.at(-1);
    if (operation?.endsWith('Unlock')) state.delete(expression);
    else if (operation) {
      const mode = operation === 'RLock' ? 'read' : 'write';
      const held = { name: plainName(expression, receiver), mode, line: lineAt(code, match.index), at: match.index, expression } as const;
      state.set(expression, held);
    } else if (text === 'func') {
      // What another function does there, it does at another time, or undoes before it returns.
      const literal = bodies.find((candidate) => candidate.at === match.index);
      if (literal && literal.end >= to) break;
      if (literal) from = literal.end + 1;
    } else if (text === 'defer') {
      if (!/^\s*func\b/.test(code.slice(from))) from = lineSpan(code, lineAt(code, from))?.end ?? code.length;
    } else if (text === '{') {
      open.push({ start: match.index, loop: opensLoop(code, match.index), before: new Map(state), exits: [], left: false });
    } else if (text === '}' && block) {
      open.pop();
      state = common([block.before, ...block.exits, ...(block.left ? [] : [state])]);
    } else if ((text === 'case' || text === 'default') && block) {
      if (!block.left) block.exits.push(state);
      block.left = false;
      state = new Map(block.before);
    } else if (block && text !== '}') {
      if (text !== 'return' && text !== 'panic') for (const each of open) each.exits.push(new Map(state));
      block.left = true;
    }
  }
  const unsure = (held: Held) => open.some((loop) => loop.loop && held.at < loop.start && unlocksWithin(code, loop, held));
  return [...state.values()].filter((held) => !unsure(held)).map(({ name, mode, line }) => ({ name, mode, line }));
}

function common(states: State[]): State {
  const [first = new Map<string, Held>(), ...others] = states;
  return new Map([...first].filter(([name, { mode }]) => others.every((other) => other.get(name)?.mode === mode)));
}

function opensLoop(code: string, brace: number): boolean {
  return /(?:^|[;{}:])\s*for\b[^\n{}]*$/.test(code.slice(code.lastIndexOf('\n', brace) + 1, brace));
}

/** A lock taken before a loop that unlocks it is held in the first round only. */
function unlocksWithin(code: string, { start }: Block, { expression }: Held): boolean {
  const inside = code.slice(start, closing(code, start) ?? code.length);
  return inside.includes(`${expression}.Unlock()`) || inside.includes(`${expression}.RUnlock()`);
}
