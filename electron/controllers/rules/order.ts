// The order of work where a request names its tasks in another one: "write it down after you have cleaned
// it up", "compare what the picture says with what the recording says". Which tasks belongs to choose.ts.

import type { Choice } from './choose.ts';
import type { Step } from './rule.ts';

/** Words between two phrases of a sentence that say that the second comes first. */
const TURNS_ROUND =
  / (?:after|once|as soon as)(?= )(?! (?:that|this|which|wards|it is done|done|doing (?:that|this|so))(?= |$))[^.?!;]*$/;
/** Only these take place after all that the same sentence reads or makes. */
const JOINS: ReadonlySet<Step> = new Set<Step>(['sentence-similarity']);
const READS: ReadonlySet<Step> = new Set<Step>(['image-to-text', 'automatic-speech-recognition']);

/** Choices in the order in which their work has to be done. */
export function inOrderOfWork(line: string, choices: readonly Choice[]): readonly Choice[] {
  const order = [...choices];
  for (let index = 1; index < order.length; index += 1) {
    const [first, second] = [order[index - 1], order[index]];
    if (first !== undefined && second !== undefined && isTurned(line, first, second)) {
      order.splice(index - 1, 2, second, first);
    }
  }
  return joinsLast(order);
}

function isTurned(line: string, first: Choice, second: Choice): boolean {
  return (
    first.sentence === second.sentence &&
    first.end <= second.start &&
    TURNS_ROUND.test(line.slice(first.end, second.start))
  );
}

/** Moves a comparison behind the readings of its own sentence that it compares. */
function joinsLast(choices: readonly Choice[]): readonly Choice[] {
  return choices.reduce<readonly Choice[]>((order, choice) => {
    const late = READS.has(choice.step)
      ? order.filter(({ step, sentence }) => JOINS.has(step) && sentence === choice.sentence)
      : [];
    return [...order.filter((each) => !late.includes(each)), choice, ...late];
  }, []);
}
