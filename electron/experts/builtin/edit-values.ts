// What the tables of wordings share: the form of a rule, and how the matched words become the numbers
// of an edit.

import type { Edit, PartName, Span } from './edits.ts';

/** The named parts of a wording that were found in the text. */
export type Groups = Readonly<Record<string, string | undefined>>;

/** A wording, matched where the scanner stands, and the edit that it asks for. */
export interface Rule {
  /** Sticky. */
  readonly pattern: RegExp;
  readonly toEdit: (groups: Groups) => Edit;
}

export function numberOf(groups: Groups, name: string, otherwise: number): number {
  const value = Number(groups[name] ?? Number.NaN);
  return Number.isFinite(value) ? value : otherwise;
}

export function sidesOf(groups: Groups): { readonly width: number; readonly height: number } {
  return { width: numberOf(groups, 'width', 1), height: numberOf(groups, 'height', 1) };
}

const SOFT = /bit|little|slight|light|somewhat|gent|subt|稍|轻|一点/;
const [SOFT_STRENGTH, STRONG_STRENGTH] = [0.5, 2];

/** How strongly: 1 where nothing is said, 0.5 for "slightly", 2 for "a lot", a percentage as it is. */
export function strengthOf(groups: Groups): number {
  const how = groups.before ?? groups.after;
  if (how === undefined) {
    return 1;
  }
  const share = shareOf(how);
  if (share !== undefined) {
    return share;
  }
  return SOFT.test(how) ? SOFT_STRENGTH : STRONG_STRENGTH;
}

function shareOf(how: string): number | undefined {
  const value = Number.parseFloat(/[0-9.]+/.exec(how)?.[0] ?? '');
  return Number.isFinite(value) ? value / 100 : undefined;
}

/** Blur as a share of the longer side, so that small and large pictures look alike. */
export function sigmaOf(strength: number): number {
  return 0.006 * strength;
}

/** What "brighter" alone means, before its strength: so much more or less. */
const STEPS = { brightness: 0.3, contrast: 0.3, saturation: 0.5 } as const;
type Level = keyof typeof STEPS;
/** "Much" at its darkest still leaves something to see. */
const LEAST_FACTOR = 0.2;

export function level(kind: Level, direction: 'up' | 'down'): Rule['toEdit'] {
  return (groups) => {
    const share = shareOf(groups.before ?? groups.after ?? '');
    const change = share ?? STEPS[kind] * strengthOf(groups);
    const least = share === undefined ? LEAST_FACTOR : 0;
    const factor = direction === 'up' ? 1 + change : Math.max(least, 1 - change);
    return { kind, factor };
  };
}

export const brightness = (direction: 'up' | 'down'): Rule['toEdit'] =>
  level('brightness', direction);

/** To the right where no direction is given, and a quarter turn where no angle is. */
export function rotate(groups: Groups): Edit {
  const clockwise = numberOf(groups, 'n', 90) * (groups.left === undefined ? 1 : -1);
  return { kind: 'rotate', degrees: ((clockwise % 360) + 360) % 360 };
}

const WHOLE: Span = [0, 1];
const FIRST: Span = [0, 0.5];
const LAST: Span = [0.5, 1];
const MIDDLE: Span = [0.25, 0.75];

/** The part of a picture that words like "top left" name. */
export function cropPart({ part = '' }: Groups): Edit {
  const isMiddle = /cent|middle|中/.test(part);
  const across = isMiddle ? MIDDLE : pick(part, /left|左/, /right|右/);
  const down = isMiddle ? MIDDLE : pick(part, /top|upper|上/, /bottom|lower|下/);
  const name = isMiddle ? 'middle' : nameOf(across, down);
  return { kind: 'crop', crop: { shape: 'part', name, across, down } };
}

function pick(part: string, first: RegExp, last: RegExp): Span {
  if (first.test(part)) {
    return FIRST;
  }
  return last.test(part) ? LAST : WHOLE;
}

function nameOf(across: Span, down: Span): PartName {
  const vertical = down === FIRST ? 'top' : 'bottom';
  const horizontal = across === FIRST ? 'left' : 'right';
  if (down === WHOLE) {
    return horizontal;
  }
  return across === WHOLE ? vertical : `${vertical}-${horizontal}`;
}
