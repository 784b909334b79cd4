import { describe, expect, it } from 'vitest';
import {
  fillTemplate,
  readTemplate,
  slotNames,
} from '../../../../electron/controllers/prompts/template.ts';
import { shippedPrompt } from '../asking.ts';

const WHOLE = 'Rules.\n---\n{{ request }} and {{tasks}}\n';

function why(text: string): unknown {
  try {
    readTemplate('choose', text);
  } catch (error) {
    return error;
  }
  return undefined;
}

describe('a prompt with slots', () => {
  it('is two messages, filled in one pass', () => {
    const filled = fillTemplate<'choose'>(readTemplate('choose', WHOLE), {
      request: '$& {{tasks}} {{request}}',
      tasks: '$1',
    });
    expect(filled).toEqual({ system: 'Rules.', user: '$& {{tasks}} {{request}} and $1' });
  });

  it.each([
    ['a missing slot', WHOLE.replace('{{tasks}}', ''), '{{tasks}} is missing'],
    ['an unknown slot', `${WHOLE}{{wether}}`, '{{wether}} is no slot'],
    ['data in the system message', `{{tasks}}\n${WHOLE}`, 'must stand below the line'],
    ['no line between the messages', WHOLE.replace('---', ''), 'one line of ---'],
    ['two lines between', `${WHOLE}---\n`, 'one line of ---'],
  ])('is refused with %s, which is named', (_, text, words) => {
    expect(why(text)).toMatchObject({
      code: 'PROMPT_INVALID',
      data: { prompt: 'choose', why: expect.stringContaining(words) },
    });
  });

  it.each(['plan', 'choose', 'answer', 'converse'] as const)(
    'comes with the program: %s',
    (name) => {
      const { system, user } = readTemplate(name, shippedPrompt(name));
      for (const slot of slotNames(name)) {
        expect(`${system}${user}`).toContain(`{{${slot}}}`);
      }
      expect(readTemplate(name, shippedPrompt(name).replaceAll('\n', '\r\n')).user).not.toBe('');
    },
  );
});
