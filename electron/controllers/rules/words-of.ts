// What a task is told in words: the question, the prompt, the language, the voice, the length, taken
// from its passage. Files and links belong to link.ts.

import { shownByEach } from './counted-pictures.ts';
import { hanNumber } from './han-number.ts';
import type { Passage } from './passage.ts';
import type { Step } from './rule.ts';
import { ENGLISH_WORDS } from './words-english.ts';

const QUESTION = /\b(?:what|which|who|whom|whose|when|where|why|how|is there|are there)\b.*/is;
const COUNTED = /\bcount(?: up)?(?: all)?(?: the| my)?(?: number of)? (.+)/is;
const CLOSING = /[\s,.;:!?，。？！；：]+$/;

/** The question of a passage: quoted, or from its question word on, or the words as they are. */
export function questionOf(passage: Passage): string {
  const quoted = passage.quotes.find((quote) => quote.trim().endsWith('?'));
  if (quoted !== undefined) {
    return quoted;
  }
  const inPhrase = QUESTION.exec(passage.words)?.[0];
  const inSentence = QUESTION.exec(passage.sentence)?.[0];
  const isHan = /\p{Script=Han}/u.test(passage.sentence);
  const found = inPhrase ?? (isHan ? passage.sentence : inSentence);
  if (found !== undefined) {
    return `${withoutFile(found.replace(CLOSING, ''), passage)}?`;
  }
  const counted = COUNTED.exec(passage.words)?.[1] ?? COUNTED.exec(passage.sentence)?.[1];
  return counted === undefined
    ? 'What is there?'
    : `How many ${withoutFile(counted.replace(CLOSING, ''), passage)} are there?`;
}

const MEDIUM =
  '(?:image|picture|photo|photograph|file|document|scan|text|article|passage|receipt|invoice|form|letter|table)';
const OPEN_END = /\b(?:is|are|was|were|be|been|does|do|did|has|have)$/i;

/** A question without "in photo.jpg", which its other argument says; several files stay in it. */
function withoutFile(question: string, { files }: Passage): string {
  const names = [...new Set(files.map(({ text }) => text))].filter((name) =>
    question.includes(name),
  );
  const [name, ...others] = names;
  if (name === undefined || others.length > 0) {
    return question;
  }
  const kind = files.find(({ text }) => text === name)?.kind;
  const written = name.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
  const place = new RegExp(
    `,?\\s*\\b(in|on|from|of|at|within|inside|according to|based on) (?:(?:the|this|my|an?) )?(?:${MEDIUM} )?["'“‘\`]?${written}["'”’\`]?`,
    'i',
  );
  const bare = question.replace(place, '').trim();
  return OPEN_END.test(bare)
    ? question.replace(place, ` $1 the ${kind === 'image' ? 'picture' : 'text'}`)
    : bare;
}

const PROMPT_LEAD =
  /^(?:and |please |can you |could you )*(?:draw|paint|sketch|generate|create|make|produce|render|design|illustrate|visuali[sz]e|give me|i (?:want|need|would like)|show me|imagine)?(?: me)? ?(?:(?:a|an|another|the|some) )?(?:(?:new|short|brief|nice|beautiful) )*(?:(?:image|picture|photo|photograph|illustration|drawing|painting|video|movie|film|clip|animation|sketch)s? (?:of|showing|depicting|with|that shows|about|for|representing|where|in which) )?/i;

const SHOWN =
  /\b(?:image|picture|photo|photograph|illustration|drawing|painting|video|movie|film|clip|animation) (?:of|showing|depicting|where|in which) (.+)$/is;
const PLEASE = /,? please$/i;
const HAN_LEAD =
  /^(?:请|帮我|给我)*(?:画|绘制|绘|生成|制作|创建|创作|设计|做|拍)(?:出|一下|一幅|一张|一段)*/;
/** "根据 a.jpg 的姿势画一个骑士", "画一个骑士，姿势和 a.jpg 一样": what only says which control to keep. */
const HAN_CONTROL =
  /^.*(?:姿势|姿态|边缘|轮廓|直线|线条|深度图|深度)[^，,]*?[，,]?\s*(?=画|绘制|生成|创建|创作|制作)|[，,]?\s*(?:姿势|姿态|边缘|轮廓|直线|线条|深度图|深度)(?:和|跟|与|同).*$/;
/** The next wish of the same sentence. */
const HAN_NEXT = /[，,]\s*(?:并且?|再|然后|接着|同时|最后).*$/;
const HAN_TAIL = /的(?:图片|图像|图|照片|画|插图|视频|短片|动画|影片)$/;
const CONTROL_TAIL =
  /,? (?:and (?:her|his|its|their) (?:pose|posture)|(?:in|with|based on|from|on|keeping|using) the (?:same )?(?:pose|posture|stance|edges?|soft edges|straight lines|depth map|normal map|segmentation map|segments?)|(?:in|with|based on|from|on|keeping|using) (?:the )?(?:above|previous|last|earlier|latest|that|this) (?:canny|edges?|hed|soft edge|mlsd|lines?|normal|depth|pose|openpose|skeleton|seg|segmentation|segmented)) .*$/i;
/** "above canny image, draw": what stands before the wish where the map is named first. */
const CONTROL_LEAD =
  /^(?:(?:above|previous|last|earlier|latest|that|this) [^,]*?|[^,]*? (?:above|before)),? (?:to |and )?(?=(?:draw|paint|sketch) )/i;

/** What a made picture or video should show. */
export function promptOf(passage: Passage): string {
  if (passage.quotes[0] !== undefined) {
    return passage.quotes[0];
  }
  // Chinese has no spaces, so that a phrase may begin within a word of the line and leave none of its own.
  const told = passage.words || passage.sentence;
  const words = told.replace(CLOSING, '').replace(CONTROL_LEAD, '');
  const shown =
    shownByEach(words)?.replace(PLEASE, '') ??
    SHOWN.exec(words)?.[1] ??
    words
      .replace(PROMPT_LEAD, '')
      .replace(HAN_CONTROL, '')
      .replace(HAN_LEAD, '')
      .replace(HAN_NEXT, '');
  const prompt = shown.replace(HAN_TAIL, '').replace(CONTROL_TAIL, '').trim();
  return prompt === '' ? words : prompt;
}

const BEFORE_LABELS =
  /^.*\b(?:as|into|between|among)\s+(?:either\s+)?|^(?:is|does)\s.*?\s(?=(?:a|an)\s)/is;

/** The classes that a passage names, separated by commas: "as praise, complaint or question". */
export function labelsOf(passage: Passage): string {
  return passage.words
    .replace(CLOSING, '')
    .replace(BEFORE_LABELS, '')
    .split(/\s*,\s*(?:or\s+)?|\s+or\s+/)
    .map((label) => label.replace(/^(?:a|an|the)\s+/i, '').trim())
    .filter((label) => label !== '')
    .join(', ');
}

/** What to change in a picture, with "it" in place of the picture's name. */
export function changeOf(passage: Passage): string {
  const names = passage.files.map(({ text }) => text);
  const words = names.reduce((text, name) => text.replace(name, 'it'), instructionOf(passage));
  return words.replace(/(["'“‘`「]?)\bit\b(["'”’`」]?)/g, (whole, open: string, close: string) =>
    open !== '' && close !== '' ? 'it' : whole,
  );
}

/** An instruction as the person gave it. */
export function instructionOf(passage: Passage): string {
  const words = passage.words.replace(CLOSING, '');
  return words === '' ? passage.sentence : words;
}

const LANGUAGE = new RegExp(`\\b(?:to|into|in|from)\\s+(${ENGLISH_WORDS.language})\\b`, 'gi');
const ANY_LANGUAGE = new RegExp(`\\b(${ENGLISH_WORDS.language})\\b`, 'i');
const HAN_LANGUAGES: Readonly<Record<string, string>> = {
  ...{ 英语: 'English', 英文: 'English', 中文: 'Chinese', 汉语: 'Chinese', 法语: 'French' },
  ...{ 德语: 'German', 日语: 'Japanese', 日文: 'Japanese', 西班牙语: 'Spanish', 韩语: 'Korean' },
  ...{ 俄语: 'Russian', 意大利语: 'Italian' },
};
const HAN_LANGUAGE = new RegExp(`[成为到](${Object.keys(HAN_LANGUAGES).join('|')})`);

/** The languages of a translation, by their English names. */
export function languagesOf(passage: Passage): { target?: string; source?: string } {
  const han = HAN_LANGUAGES[HAN_LANGUAGE.exec(passage.sentence)?.[1] ?? ''];
  if (han !== undefined) {
    return { target: han };
  }
  const matches = [...passage.words.matchAll(LANGUAGE), ...passage.sentence.matchAll(LANGUAGE)];
  const target = matches.find((match) => !/^from/i.test(match[0]))?.[1];
  const source = matches.find((match) => /^from/i.test(match[0]))?.[1];
  const named = target ?? ANY_LANGUAGE.exec(passage.words)?.[1];
  return {
    ...(named === undefined ? {} : { target: capital(named) }),
    ...(source === undefined || source === named ? {} : { source: capital(source) }),
  };
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1).toLowerCase();
}

const VOICES: readonly (readonly [RegExp, string])[] = [
  [/\b(?:female|woman's|woman|girl's|lady's) voice\b|女(?:声|性)/i, 'female'],
  [/\b(?:male|man's|man|boy's) voice\b|男(?:声|性)/i, 'male'],
];
const LENGTH =
  /\b(?:in|to|with|of|into) ((?:about |at most |around )?(?:one|two|three|four|five|six|seven|eight|nine|ten|\d+|a single|a few) (?:short )?(?:sentences?|words|lines|paragraphs?|bullet points|points))\b/i;

const HAN_LENGTH = /([一二两三四五六七八九十]{1,3}|\d{1,2})\s*个?句(?!话?[都的])/u;

/** In the words that experts read: "用两句话总结" is "2 sentences". */
function hanLength(sentence: string): string | undefined {
  const written = HAN_LENGTH.exec(sentence)?.[1];
  return written === undefined ? undefined : `${Number(written) || hanNumber(written)} sentences`;
}

/** Arguments that only some tasks have: voice, length and languages. */
export function extrasOf(step: Step, passage: Passage): Record<string, string> {
  if (step === 'text-to-speech') {
    const voice = VOICES.find(([pattern]) => pattern.test(passage.sentence))?.[1];
    return voice === undefined ? {} : { voice };
  }
  if (step === 'summarization') {
    const length = LENGTH.exec(passage.sentence)?.[1] ?? hanLength(passage.sentence);
    return length === undefined ? {} : { length };
  }
  if (step === 'translation') {
    const { target, source } = languagesOf(passage);
    return {
      ...(target === undefined ? {} : { target_language: target }),
      ...(source === undefined ? {} : { source_language: source }),
    };
  }
  return {};
}
