// What a request says is at an address whose path does not tell: "the picture at …", "transcribe …". Pure, and
// of the words that stand right beside it alone: a picture that is to be made elsewhere says nothing of it.

import type { FileKind } from '../../../shared/media.ts';

const NOUNS: Readonly<Record<FileKind, string>> = {
  image:
    '(?:pictures?|photos?|photographs?|images?|screenshots?|scans?|paintings?|drawings?)\\b|图片|照片|相片|图像|截图',
  audio:
    '(?:recordings?|audio|podcasts?|songs?|voice (?:notes?|messages?|memos?)|sounds?)\\b|录音|音频|语音|播客|歌曲',
  video: '(?:videos?|films?|movies?)\\b|视频|影片',
  table: '(?:tables?|spreadsheets?)\\b|表格',
};
/** Verbs that are done to one kind alone. */
const VERBS: Readonly<Partial<Record<FileKind, string>>> = {
  audio: '(?:transcribe|listen to)|转写|转录|听写|听一下',
};
/** Between what is named and its address: "the picture file at this link: …". */
const BETWEEN =
  '(?:\\s+(?:files?|links?|urls?|address|here|below|online|found|stored|kept|that|which|is|are|at|on|in|from|under|behind|this|the))*(?:文件|地址|链接|网址|在|位于|来自|是)*\\s*[:：(（"\'“「,，]*\\s*$';
/** After an address in Chinese: "…这张图片里有什么". */
const AFTER = '^["\'”」]?\\s*(?:这|那|此)?(?:张|幅|段|个|份)?(?:里|中|上)?的?';

const before = Object.entries(NOUNS).map(([kind, noun]) => {
  const verb = VERBS[kind as FileKind]; // the keys of NOUNS
  const words = verb === undefined ? noun : `${noun}|${verb}`;
  return [kind as FileKind, new RegExp(`(?:(?<![\\w-])(?:${words}))${BETWEEN}`, 'iu')] as const;
});
const after = Object.entries(NOUNS).map(
  ([kind, noun]) => [kind as FileKind, new RegExp(`${AFTER}(?:${hanOf(noun)})`, 'u')] as const,
);

/** Characters on either side that are looked at, so that hostile text takes bounded time. */
const LOOKED_AT = 100;

/** @returns undefined where neither side says it */
export function toldKind(left: string, right: string): FileKind | undefined {
  const [head, tail] = [left.slice(-LOOKED_AT), right.slice(0, LOOKED_AT)];
  const found =
    before.find(([, pattern]) => pattern.test(head)) ??
    after.find(([, pattern]) => pattern.test(tail));
  return found?.[0];
}

/** The Chinese ones of a noun's words; English names a thing before its address. */
function hanOf(words: string): string {
  return words
    .split('|')
    .filter((word) => /^\p{Script=Han}/u.test(word))
    .join('|');
}
