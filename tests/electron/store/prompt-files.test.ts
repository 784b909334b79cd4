import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createPromptFiles, type PromptFiles } from '../../../electron/store/prompt-files.ts';
import { PROMPT_NAMES, PromptListingSchema } from '../../../shared/controller-listing.ts';
import { temporaryFolder } from '../../fakes/folders.ts';

function opened(home = temporaryFolder()): { files: PromptFiles; home: string } {
  let now = 1000;
  return { home, files: createPromptFiles({ home, clock: () => (now += 10) }) };
}

const ANSWER = 'Answer shortly.\n---\n{{history}}\n{{evidence}}\n{{request}}\n';

describe('the prompts in the data folder', () => {
  it('are those of the program until they are changed, and each is valid', () => {
    const { files, home } = opened();
    const list = files.list();
    expect(list.map(({ name }) => name)).toEqual(PROMPT_NAMES);
    for (const listing of list) {
      expect(PromptListingSchema.parse(listing)).toEqual(listing);
      expect(listing.text).toBe(listing.original);
      expect(listing.versions).toEqual([]);
      expect(files.save(listing.name, listing.text)).toEqual(listing);
    }
    expect(existsSync(join(home, 'prompts'))).toBe(false);
  });

  it('are changed, kept as versions, and reset', () => {
    const { files, home } = opened();
    const { original } = files.save('answer', ANSWER);
    expect(files.text('answer')).toBe(ANSWER);
    expect(files.save('answer', `${ANSWER}Now.`).versions).toEqual([{ at: 1010, text: ANSWER }]);
    const reset = files.reset('answer');
    expect(reset).toMatchObject({ text: original, original });
    expect(reset.versions.map(({ text }) => text)).toEqual([`${ANSWER}Now.`, ANSWER]);
    expect(files.reset('answer')).toEqual(reset);
    // Another engine on the same folder sees the same.
    expect(opened(home).files.list()).toEqual(files.list());
  });

  it('are refused where a slot is missing or unknown, and nothing changes', () => {
    const { files, home } = opened();
    for (const [text, slot] of [
      [ANSWER.replace('{{evidence}}', ''), 'evidence'],
      [`${ANSWER}{{weather}}`, 'weather'],
    ] as const) {
      expect(() => files.save('answer', text)).toThrow(
        expect.objectContaining({
          code: 'PROMPT_INVALID',
          data: { prompt: 'answer', why: expect.stringContaining(`{{${slot}}}`) },
        }),
      );
    }
    expect(() => files.save('demonstrations', '[{"request":"x","tasks":[{}]}]')).toThrow(
      expect.objectContaining({ code: 'PROMPT_INVALID' }),
    );
    expect(existsSync(join(home, 'prompts'))).toBe(false);
  });

  it('keep the latest fifty versions, each under a time of its own', () => {
    const home = temporaryFolder();
    const files = createPromptFiles({ home, clock: () => 5 });
    for (let turn = 0; turn < 53; turn += 1) {
      files.save('answer', `${ANSWER}${turn}`);
    }
    const { versions } = files.reset('answer');
    expect(versions).toHaveLength(50);
    expect(versions[0]?.text).toBe(`${ANSWER}52`);
    expect(new Set(versions.map(({ at }) => at)).size).toBe(50);
    expect(readdirSync(join(home, 'prompts', 'versions'))).toHaveLength(50);
  });

  it('keep demonstrations as JSON, apart from the prompts', () => {
    const { files, home } = opened();
    files.save('demonstrations', '[]');
    expect(readFileSync(join(home, 'prompts', 'demonstrations.json'), 'utf8')).toBe('[]');
    expect(files.text('plan')).toBe(files.list()[0]?.original);
  });

  it('say that the folder cannot be used', () => {
    const { files, home } = opened();
    writeFileSync(join(home, 'prompts'), 'a file where the folder should be');
    expect(() => files.save('answer', ANSWER)).toThrow(
      expect.objectContaining({ code: 'HOME_UNUSABLE' }),
    );
  });
});
