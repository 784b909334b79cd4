// Every rule that the engine reads. A new file of rules is joined here.

import { CHINESE_RULES } from './chinese.ts';
import { ENGLISH_EDIT_RULES } from './english-edit.ts';
import { ENGLISH_IMAGE_RULES } from './english-image.ts';
import { ENGLISH_MAKE_RULES } from './english-make.ts';
import { ENGLISH_QUESTION_RULES } from './english-questions.ts';
import { ENGLISH_SOUND_RULES } from './english-sound.ts';
import { SMALL_TALK_RULES } from './english-talk.ts';
import { ENGLISH_TEXT_RULES } from './english-text.ts';
import type { Rule } from './rule.ts';

/** Every rule, in the order in which equals are tried. */
export const RULES: readonly Rule[] = [
  ...SMALL_TALK_RULES,
  ...ENGLISH_MAKE_RULES,
  ...ENGLISH_IMAGE_RULES,
  ...ENGLISH_EDIT_RULES,
  ...ENGLISH_SOUND_RULES,
  ...ENGLISH_TEXT_RULES,
  ...ENGLISH_QUESTION_RULES,
  ...CHINESE_RULES,
];
