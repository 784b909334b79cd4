import { describe, expect, it } from 'vitest';
import { inputLanguage } from '../../../../electron/pipeline/ranking/input-language.ts';
import type { Argument } from '../../../../shared/plan.ts';

const literal = (value: string): Argument => ({ from: 'literal', value });
const languageOf = (text: string, others: Record<string, Argument> = {}) =>
  inputLanguage({ arguments: { text: literal(text), ...others } });

describe('the language of a task’s input', () => {
  it.each([
    ['你好，世界', 'zh'],
    ['これは本です', 'ja'],
    ['東京都の天気はどうですか', 'ja'],
    ['안녕하세요', 'ko'],
    ['Привет, мир', 'ru'],
    ['مرحبا بالعالم', 'ar'],
    ['Γεια σου', 'el'],
    ['שלום עולם', 'he'],
    ['สวัสดีชาวโลก', 'th'],
    ['नमस्ते दुनिया', 'hi'],
    ['ওহে বিশ্ব', 'bn'],
    ['გამარჯობა', 'ka'],
  ])('is told by its script: %s', (text, language) => {
    expect(languageOf(text)).toBe(language);
  });

  it.each([
    'Hello, world',
    'Grüße aus Köln – déjà vu',
    '2 + 2 = 4',
    '',
    '🙂🙃',
    'Привіт, як ся маєш?',
    'Здраво, како сте? Ђорђе',
    'سلام، چطوری؟',
  ])('is not known where several share the letters: %s', (text) => {
    expect(languageOf(text)).toBeUndefined();
  });

  it('is that of most of the text, whatever it quotes', () => {
    expect(languageOf('请用 Transformers.js 翻译这句话')).toBe('zh');
    expect(languageOf('The word 你好 means hello, as everyone knows by now')).toBeUndefined();
    expect(languageOf('日本語の「の」是什么意思？请解释一下这个助词的用法和例句好吗')).toBe('zh');
  });

  it('is the source language that is named, by whatever name', () => {
    for (const [named, code] of [
      ...[
        ['de', 'de'],
        ['DE', 'de'],
        ['de-AT', 'de'],
        ['deu_Latn', 'de'],
        ['eng', 'en'],
        ['German', 'de'],
        ['Deutsch', 'de'],
        ['德语', 'de'],
        [' chinese ', 'zh'],
      ],
    ]) {
      expect(languageOf('Guten Tag', { source_language: literal(named ?? '') })).toBe(code);
    }
    expect(languageOf('你好', { source_language: literal('Klingonish') })).toBe('zh');
    expect(languageOf('Hello', { source_language: literal('auto') })).toBeUndefined();
  });

  it('is not told by the language that is wanted, nor by how long it should be', () => {
    const how = { target_language: literal('中文'), length: literal('三句话') };
    expect(languageOf('Hello', how)).toBeUndefined();
  });

  it('is read from the literal parts of a template, and not from files or other tasks', () => {
    const template: Argument = {
      from: 'template',
      parts: [literal('总结：'), { from: 'task', task: 0, kind: 'text' }].filter(
        (part): part is Extract<Argument, { from: 'literal' | 'task' }> =>
          part.from === 'literal' || part.from === 'task',
      ),
    };
    expect(inputLanguage({ arguments: { text: template } })).toBe('zh');
    const file: Argument = { from: 'file', name: '文件.txt' };
    expect(inputLanguage({ arguments: { text: file } })).toBeUndefined();
  });
});
