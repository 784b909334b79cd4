import { describe, expect, it } from 'vitest';
import { misfit } from '../../../renderer/commands/match.ts';

const NEW = ['New conversation', '新对话', 'chat start create'];

/** The better fit is the lower number. */
function cost(typed: string, names: readonly string[] = NEW): number {
  return misfit(typed, names) ?? Number.POSITIVE_INFINITY;
}

describe('matching', () => {
  it('takes words in any order, in either language, without case and accents', () => {
    for (const typed of ['conv new', 'NEW', '对话', 'néw', '  new   conversation ', 'start']) {
      expect(misfit(typed, NEW), typed).toBeDefined();
    }
  });

  it('fits nothing else', () => {
    expect(misfit('gallery', NEW)).toBeUndefined();
    expect(misfit('new gallery', NEW)).toBeUndefined();
  });

  it('fits everything with nothing typed, or with signs alone', () => {
    expect(misfit('', NEW)).toBe(0);
    expect(misfit(' … ', NEW)).toBe(0);
  });

  it('puts the whole name before its beginning, that before a later word, that before letters within', () => {
    const typed = 'set';
    const costs = ['Set', 'Settings', 'Reset', 'My settings', 'Some extra tea'].map((name) =>
      cost(typed, [name]),
    );
    const [whole, beginning, within, later, letters] = costs;
    expect(whole).toBeLessThan(beginning ?? 0);
    expect(beginning).toBeLessThan(later ?? 0);
    expect(later).toBeLessThan(within ?? 0);
    expect(within).toBeLessThan(letters ?? 0);
  });

  it('puts words of one name before those of several', () => {
    const one = cost('plan json', ['Save the plan as JSON']);
    expect(one).toBeLessThan(cost('plan json', ['Import a plan', 'open a json file']));
  });

  it('takes letters in their order last of all, from the beginning of a word', () => {
    expect(cost('nwcv')).toBeGreaterThanOrEqual(10);
    expect(misfit('ewcv', NEW)).toBeUndefined();
    expect(misfit('vcwn', NEW)).toBeUndefined();
  });
});
