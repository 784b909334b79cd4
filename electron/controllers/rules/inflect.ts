// The forms of an English verb, so that rules name it once: "detect+" in a phrase stands for detect,
// detects, detected and detecting. Irregular verbs are written out in the word lists.

const DOUBLES = /^(?:[^aeiou]*[aeiou])[^aeiouwxy]$/;

/** A regular verb's forms, with both spellings of -ise and -yse: "analyse" gives "analyzing" too. */
export function formsOf(verb: string): readonly string[] {
  const american = verb.replace(/our(?=$|ise$)/, 'or').replace(/([iy])se$/, '$1ze');
  return american === verb ? spelled(verb) : [...spelled(verb), ...spelled(american)];
}

function spelled(verb: string): readonly string[] {
  if (verb.endsWith('e')) {
    const stem = verb.slice(0, -1);
    return [verb, `${verb}s`, `${verb}d`, `${stem}ing`];
  }
  if (/[^aeiou]y$/.test(verb)) {
    const stem = verb.slice(0, -1);
    return [verb, `${stem}ies`, `${stem}ied`, `${verb}ing`];
  }
  const stem = DOUBLES.test(verb) ? `${verb}${verb.slice(-1)}` : verb;
  const third = /(?:s|x|z|ch|sh)$/.test(verb) ? `${verb}es` : `${verb}s`;
  return [verb, third, `${stem}ed`, `${stem}ing`];
}
