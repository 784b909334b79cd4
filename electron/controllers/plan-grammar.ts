// The form of a plan as a grammar, for models whose decoding is held to it: every text of it is a plan that
// holds once its numbers have been settled (settled-plan.ts). A small automaton over what earlier tasks
// have made: a task may come only where each slot that it needs can be filled.

import type { ResourceKind } from '../../shared/media.ts';
import type { InputSlot } from '../../shared/task-slots.ts';
import { TASK_TYPES, type TaskType, taskEntry } from '../../shared/tasks.ts';
import type { PlanSource } from './plan-sources.ts';

type NamedSlot = readonly [string, InputSlot];
/** Task types that take and make the same. */
type Group = readonly [TaskType, ...TaskType[]];
/** Kinds that earlier tasks have made, and that some slot takes. */
type Made = readonly ResourceKind[];

/** Rules by name, each written when it is first asked for. */
interface Grammar {
  readonly sources: readonly PlanSource[];
  readonly rules: Map<string, string>;
}

const GROUPS = [...Map.groupBy(TASK_TYPES, signature).values()].flatMap(
  ([first, ...others]): Group[] => (first === undefined ? [] : [[first, ...others]]),
);
const TAKEN: Made = [
  ...new Set(TASK_TYPES.flatMap((type) => slotsOf(type).flatMap(([, { kinds }]) => kinds))),
];
/** Slots that some task types take; what is written behind their names is the same. */
const SLOT_SETS = [...new Set(TASK_TYPES.map(slotSet))];

function slotsOf(type: TaskType): readonly NamedSlot[] {
  return Object.entries(taskEntry(type).inputs);
}

function slotSet(type: TaskType): string {
  return JSON.stringify(
    slotsOf(type).map(([name, { kinds, required }]) => [name, kinds, required]),
  );
}

function signature(type: TaskType): string {
  return `${slotSet(type)} ${taskEntry(type).outputs}`;
}

/** As EBNF of xgrammar; the text is JSON of the shape of PLAN_FORM, without white space. */
export function planGrammar(sources: readonly PlanSource[]): string {
  const grammar: Grammar = { sources, rules: new Map() };
  const rules = [
    ['root', `${quoted('{"tasks":[')} (${CLOSED} | ${taskRule([], grammar)})`],
    ...grammar.rules,
    ...COMMON_RULES,
  ];
  return rules.map(([name, rule]) => `${name} ::= ${rule}\n`).join('');
}

const CLOSED = quoted(']}');

/** What JSON has no place for in a text, and what a reference begins with; for a class of characters. */
const NO_PLAIN = String.raw`"\\\x00-\x1f<`;
const ESCAPE = String.raw`"\\" ["\\/bfnrt]`;

/**
 * How a text goes on that `more` goes on with. Only "<resource>-1" begins like a reference; "\u003c" would
 * be one more way to write one, so that escape is not taken. A rule that names no other but itself is what
 * the library is fast with: most tokens are then told by it alone.
 */
function lessThan(more: string, reference: string): string {
  return `"<" [<]* ([^rRgGnN${NO_PLAIN}] ${more} | ${ESCAPE} ${more} | "\\""${reference})`;
}

/** The text of a JSON string from its first quote; where nothing makes a text, it holds no references. */
function textRules(name: string, isReferring: boolean): readonly (readonly [string, string])[] {
  const more = `${name}_more`;
  const less = lessThan(more, isReferring ? ` | "resource>-" [0-9] ${more}` : '');
  // A text of blanks is none. Those beyond ASCII are settled: the library misreads a class that names them.
  const first = String.raw`[^ ${NO_PLAIN}] ${more} | "\\" ["\\/] ${more} | ${less}`;
  return [
    [name, `"\\"" (${first})`],
    [more, `("\\"" | [^${NO_PLAIN}] ${more} | ${ESCAPE} ${more} | ${less}) (= "}")`],
  ];
}

const COMMON_RULES: readonly (readonly [string, string])[] = [
  ['dep', `"[" ("-1" | number ("," number){0,15})? "]"`],
  ['number', '"0" | [1-9] [0-9]{0,2}'],
  ['reference', String.raw`"\"<resource>-" number "\""`],
  ...textRules('text', false),
  ...textRules('text_with_references', true),
];

/** A task and all that may follow it. */
function taskRule(made: Made, grammar: Grammar): string {
  return rule(`task${suffixOf(made)}`, grammar, () => {
    const choices = GROUPS.flatMap((group) => {
      const [type] = group;
      const args = argumentsRule(type, made, grammar);
      const after = TAKEN.filter(
        (kind) => made.includes(kind) || taskEntry(type).outputs.includes(kind),
      );
      return args === undefined
        ? []
        : [`${namesRule(group, grammar)} ${args} ${nextRule(after, grammar)}`];
    });
    return `${quoted('{"task":"')} (${choices.join(' | ')})`;
  });
}

function nextRule(made: Made, grammar: Grammar): string {
  return rule(`next${suffixOf(made)}`, grammar, () => `${CLOSED} | "," ${taskRule(made, grammar)}`);
}

function namesRule(group: Group, grammar: Grammar): string {
  const at = GROUPS.indexOf(group);
  return rule(`names${at}`, grammar, () => oneOf(group));
}

/** What stands behind the task's name; undefined where a slot that it needs can't be filled. */
function argumentsRule(type: TaskType, made: Made, grammar: Grammar): string | undefined {
  const slots = slotsOf(type).map(([name, slot]) => ({
    ...{ name, isNeeded: slot.required },
    value: valueRule(slot, made, grammar),
  }));
  if (slots.some(({ isNeeded, value }) => isNeeded && value === undefined)) {
    return undefined;
  }
  const relevant = made.filter((kind) =>
    slotsOf(type).some(([, { kinds }]) => kinds.includes(kind)),
  );
  const name = `args${SLOT_SETS.indexOf(slotSet(type))}${suffixOf(relevant)}`;
  return rule(name, grammar, () => {
    const written = slots
      .filter(({ value }) => value !== undefined)
      .toSorted((a, b) => Number(b.isNeeded) - Number(a.isNeeded))
      .map((slot, at) => {
        const start = `${at === 0 ? '' : ','}{"name":"${slot.name}","value":`;
        const argument = `${quoted(start)} ${slot.value} "}"`;
        return slot.isNeeded ? argument : `(${argument})?`;
      });
    const head = `${quoted('","id":')} number ${quoted(',"dep":')} dep ${quoted(',"args":[')}`;
    return `${head} ${written.join(' ')} "]}"`;
  });
}

/** Undefined where nothing can stand in the slot. */
function valueRule({ kinds }: InputSlot, made: Made, grammar: Grammar): string | undefined {
  const makers = made.filter((kind) => kinds.includes(kind));
  if (kinds.includes('text')) {
    return makers.length > 0 ? 'text_with_references' : 'text';
  }
  const names = grammar.sources.filter((source) =>
    kinds.some((kind) => source.kinds.includes(kind)),
  );
  const file = names.length === 0 ? [] : [fileRule(kinds, names, grammar)];
  const values = [...file, ...(makers.length > 0 ? ['reference'] : [])];
  return values.length === 0 ? undefined : `(${values.join(' | ')})`;
}

function fileRule(
  kinds: readonly ResourceKind[],
  names: readonly PlanSource[],
  grammar: Grammar,
): string {
  return rule(`file${suffixOf(kinds)}`, grammar, () =>
    oneOf(names.map(({ name }) => JSON.stringify(name))),
  );
}

/** The rule's name; it is written where it is asked for the first time. */
function rule(name: string, { rules }: Grammar, write: () => string): string {
  if (!rules.has(name)) {
    rules.set(name, ''); // it may ask for itself
    rules.set(name, write());
  }
  return name;
}

function suffixOf(kinds: readonly ResourceKind[]): string {
  return kinds.map((kind) => `_${kind}`).join('');
}

/**
 * Any of the texts, by what they begin with together. Side by side the library joins them wrongly: of
 * "text-to-video" and "seg-text-to-image" it would make "seg-text-to-video" too.
 */
function oneOf(texts: readonly string[]): string {
  const byFirst = Map.groupBy(new Set(texts), (text) => Array.from(text)[0] ?? '');
  const choices = [...byFirst].map(([first, same]) =>
    first === '' ? '""' : `${quoted(first)} ${oneOf(same.map((text) => text.slice(first.length)))}`,
  );
  return choices.length === 1 ? choices.join('') : `(${choices.join(' | ')})`;
}

/** A text as EBNF writes it. */
function quoted(text: string): string {
  const escaped = Array.from(text, (character) => {
    const code = character.codePointAt(0) ?? 0;
    const isPlain = code >= 0x20 && code < 0x7f && character !== '"' && character !== '\\';
    return isPlain ? character : `\\U${code.toString(16).toUpperCase().padStart(8, '0')}`;
  });
  return `"${escaped.join('')}"`;
}
