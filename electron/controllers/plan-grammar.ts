// The form of a plan as a grammar, for models whose decoding is held to it: every text of it is a plan that
// holds once its numbers have been settled (settled-plan.ts). A small automaton over what earlier tasks
// have made: a task may come only where each slot that it needs can be filled.

import type { ResourceKind } from '../../shared/media.ts';
import type { InputSlot } from '../../shared/task-slots.ts';
import { TASK_TYPES, type TaskType, taskEntry } from '../../shared/tasks.ts';
import { TEXT_RULES } from './plan-grammar-texts.ts';
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
const REFERENCE = '"<resource>-" number';

function slotsOf(type: TaskType): readonly NamedSlot[] {
  return Object.entries(taskEntry(type).inputs);
}

function signature(type: TaskType): string {
  const slots = slotsOf(type).map(([name, { kinds, required }]) => [name, kinds, required]);
  return JSON.stringify([slots, taskEntry(type).outputs]);
}

/** As EBNF of xgrammar; the text is JSON of the shape of PLAN_FORM, without white space. */
export function planGrammar(sources: readonly PlanSource[]): string {
  const grammar: Grammar = { sources, rules: new Map() };
  const rules = [
    ['root', `${quoted('{"tasks":[')} (${CLOSED} | ${taskRule([], grammar)})`],
    ...grammar.rules,
    ['dep', `"[" ("-1" | number ("," number){0,15})? "]"`],
    ['number', '"0" | [1-9] [0-9]{0,2}'],
    ...TEXT_RULES,
  ];
  return rules.map(([name, rule]) => `${name} ::= ${rule}\n`).join('');
}

const CLOSED = quoted(']}');

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
  return rule(
    `next${suffixOf(made)}`,
    grammar,
    () => `${CLOSED} | "," ${taskRule(made, grammar)}`,
  );
}

function namesRule(group: Group, grammar: Grammar): string {
  const at = GROUPS.indexOf(group);
  return rule(`names${at}`, grammar, () => group.map(quoted).join(' | '));
}

/** From the task's name to its end; undefined where a slot that it needs can't be filled. */
function argumentsRule(type: TaskType, made: Made, grammar: Grammar): string | undefined {
  const slots = slotsOf(type).map(([name, slot]) => ({
    start: `{"name":"${name}","value":`,
    value: valueRule(slot, made, grammar),
    slot,
  }));
  const filled = slots.filter(({ value }) => value !== undefined);
  if (filled.length < slots.length && slots.some((each) => isOpen(each))) {
    return undefined;
  }
  const written = filled.map(({ start, value, slot }, at) => {
    const argument = `${quoted(`${at === 0 ? '' : ','}${start}`)} ${value} "}"`;
    return slot.required ? argument : `(${argument})?`;
  });
  const name = `args${slotsOf(type)}`;
  return rule(name, grammar, () => written.join(' '));
}
