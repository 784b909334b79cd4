// Small numbers as people write them: digits, English words, Chinese numerals. What is counted belongs to
// counted-phrases.ts.

const WORDS =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty'.split(
    ' ',
  );
const HAN_DIGITS = '零一二三四五六七八九';

/** A whole number, or undefined where the word is none: "3", "three", "三", "两", "十二". */
export function numberIn(word: string): number | undefined {
  const lower = word.toLowerCase();
  if (/^\d{1,6}$/u.test(lower)) {
    return Number(lower);
  }
  const at = lower === 'no' ? 0 : WORDS.indexOf(lower);
  return at >= 0 ? at : hanNumber(lower);
}

/** Up to 99. */
function hanNumber(word: string): number | undefined {
  if (!/^[零〇一二两三四五六七八九十]{1,3}$/u.test(word)) {
    return undefined;
  }
  const [tens, ones, ...rest] = word.split('十');
  if (ones === undefined) {
    return word.length === 1 ? hanDigit(word) : undefined;
  }
  const [high, low] = [tens === '' ? 1 : hanDigit(tens ?? ''), ones === '' ? 0 : hanDigit(ones)];
  return rest.length > 0 || high === undefined || low === undefined ? undefined : high * 10 + low;
}

function hanDigit(digit: string): number | undefined {
  const at = HAN_DIGITS.indexOf(digit.replace('〇', '零').replace('两', '二'));
  return digit.length === 1 && at >= 0 ? at : undefined;
}

/** The number in the way in which another one was written: "four" for "Two" gives "Four". */
export function numberLike(number: number, written: string): string {
  if (/\p{Script=Han}/u.test(written)) {
    return number === 2 ? '两' : (HAN_DIGITS[number] ?? String(number));
  }
  const word = WORDS[number];
  if (/\d/u.test(written) || word === undefined) {
    return String(number);
  }
  return /^\p{Lu}/u.test(written) ? word.charAt(0).toUpperCase() + word.slice(1) : word;
}
