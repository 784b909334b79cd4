// Small numbers as Chinese writes them.

const DIGITS = '零一二三四五六七八九';

/** @param written from 0 to 99: 三, 两, 十二, 二十; what is none counts as 0 */
export function hanNumber(written: string): number {
  const [tens, ones] = written.replace('两', '二').split('十');
  const digit = (of: string | undefined) => Math.max(0, DIGITS.indexOf(of || '零'));
  return ones === undefined ? digit(tens) : (digit(tens) || 1) * 10 + digit(ones);
}
