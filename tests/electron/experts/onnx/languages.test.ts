import { describe, expect, it } from 'vitest';
import {
  findLanguage,
  languageByLetters,
  languageName,
} from '../../../../electron/experts/onnx/languages.ts';

const NLLB = ['eng_Latn', 'deu_Latn', 'zho_Hans', 'zho_Hant', 'arb_Arab', 'por_Latn', 'nob_Latn'];

describe('languages of a model', () => {
  it('are found by name in several languages', () => {
    for (const name of ['German', 'deutsch', ' DEUTSCH ', 'allemand', 'alemán']) {
      expect(findLanguage(name, NLLB)).toBe('deu_Latn');
    }
    expect(findLanguage('Norwegian', NLLB)).toBe('nob_Latn');
  });

  it('are found by any code', () => {
    for (const code of ['de', 'deu', 'ger', 'de-DE', 'de_AT', 'deu_Latn']) {
      expect(findLanguage(code, NLLB)).toBe('deu_Latn');
    }
    expect(findLanguage('ar', NLLB)).toBe('arb_Arab');
    expect(findLanguage('pt-BR', NLLB)).toBe('por_Latn');
    expect(findLanguage('German', ['en_XX', 'de_DE'])).toBe('de_DE');
    expect(findLanguage('German', ['en', 'de'])).toBe('de');
  });

  it('keep their scripts apart', () => {
    expect(findLanguage('Chinese', NLLB)).toBe('zho_Hans');
    expect(findLanguage('zh-TW', NLLB)).toBe('zho_Hant');
    expect(findLanguage('Traditional Chinese', NLLB)).toBe('zho_Hant');
  });

  it('are not guessed', () => {
    expect(findLanguage('Klingon', NLLB)).toBeUndefined();
    expect(findLanguage('French', NLLB)).toBeUndefined();
    expect(findLanguage('', NLLB)).toBeUndefined();
  });

  it('have English names', () => {
    expect(NLLB.map(languageName).slice(0, 2)).toEqual(['English', 'German']);
    expect(languageName('en_XX')).toBe('English');
  });

  it('show in letters that few share', () => {
    expect(languageByLetters('これは漢字です')).toBe('ja');
    expect(languageByLetters('漢字')).toBe('zh');
    expect(languageByLetters('Привет')).toBe('ru');
    expect(languageByLetters('Guten Tag')).toBeUndefined();
  });
});
