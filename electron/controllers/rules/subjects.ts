// What a phrase speaks about: the nouns of a request, the files, and what has been made so far. It
// decides nothing about tasks.

import type { ResourceKind } from '../../../shared/media.ts';
import type { AskedRequest } from '../controller.ts';
import type { Step, Subject } from './rule.ts';
import type { TokenLine } from './tokens.ts';

type NounKind = ResourceKind | 'document';

interface Noun {
  readonly kind: NounKind;
  readonly start: number;
}

/** What is known of a request's things before its tasks are chosen. */
export interface Scene {
  readonly line: TokenLine;
  readonly nouns: readonly Noun[];
  /** Kinds of the files and of what earlier turns made. */
  readonly kinds: ReadonlySet<ResourceKind>;
  /** What "it" means where nothing was named before. */
  readonly atHand: ResourceKind | undefined;
  /** What the pictures are beside pictures, as far as the request and the files' names tell. */
  readonly pictures: ReadonlySet<Subject>;
}

/** What the tasks chosen so far have made, the latest last. */
export interface Made {
  readonly kind: ResourceKind;
  readonly at: number;
  readonly step: Step;
}

const NOUNS: Readonly<Record<NounKind, RegExp>> = {
  image:
    / (?:@image|objects?|items|depicted|portrayed|portrays|shown|visible|images?|pictures?|photos?|photographs?|pics?|snapshots?|screenshots?|graphic|drawing|painting|scene|图片?|照片|画|相片|图像|截图)(?= )|图片?|照片|相片|图像|截图/gu,
  audio:
    / (?:@audio|audio|recordings?|voice note|voice message|voice memo|voicemail|podcast|sound file|sound clip|speech recording|spoken|speaker|song|sound)(?= )|录音|音频|语音/gu,
  video: / (?:@video)(?= )/gu,
  table: / (?:@table|tables?|tabular|tabulated|spreadsheet|csv)(?= )|表格/gu,
  document:
    / (?:documents?|scanned|invoice|receipt|contract|certificate|brochure|bill|bank statement|(?:report|letter|article|paper|page) (?:in|from|on|as) (?:the|this|an|my) (?:image|scanned|picture|photo|@image)|(?:image|picture|photo|scan|photograph) of (?:a|an|the|my|this) (?:\S+ )?(?:report|letter|article|paper|page|form|newspaper|document))(?= )|文档|文件|发票|收据|合同/gu,
  text: / (?:@text|@quote|texts?|articles?|passage|paragraph|sentences?|statement|phrases?|summary|translation|translated|transcript|transcription|description|essay|review|quote|story|narrative|response|conversation|dialogue)(?= )|文本|文章|句子|段落|文字/gu,
};
const DOCUMENT_NAME =
  /(?:invoice|receipt|bill|contract|form|letter|report|document|doc|scan|page|certificate|statement|ticket|paper)[^/]*$/i;
const TABLE_NAME = /(?:table|spreadsheet|sheet)[^/]*$/i;
const WRITING =
  / (?:text|writing|written|words|quotes?|lettering|handwriting|handwritten|textual|inscription|sign)(?= )/;

const PASSAGE_WORDS = 5;

/** Beside files a short quotation is a name or a title, not a text that one works on. */
function isShortQuote({ tokens, offsets }: TokenLine, match: RegExpExecArray): boolean {
  const token = tokens[offsets.indexOf(match.index + 1)];
  return (
    token?.type === 'quote' &&
    token.text.split(/\s+/).length < PASSAGE_WORDS &&
    tokens.some(({ type }) => type === 'file')
  );
}

/** Reads off a request what it speaks of. */
export function sceneOf(line: TokenLine, input: AskedRequest): Scene {
  const nouns = nounsOf(line);
  const named = line.tokens.flatMap(({ text, kind }) =>
    kind === undefined ? [] : [{ name: text, kind }],
  );
  const files = [...input.attachments, ...named];
  const kinds = [...files, ...input.earlier].map(({ kind }) => kind);
  const hasNoun = (kind: NounKind) => nouns.some((noun) => noun.kind === kind);
  return {
    line,
    nouns,
    kinds: new Set(kinds),
    atHand: files[0]?.kind ?? input.earlier.at(-1)?.kind,
    pictures: picturesOf(
      line,
      hasNoun,
      files.filter(({ kind }) => kind === 'image').map(({ name }) => name),
    ),
  };
}

function nounsOf(line: TokenLine): readonly Noun[] {
  const nouns = Object.entries(NOUNS).flatMap(
    ([kind, pattern]) =>
      [...line.line.matchAll(pattern)]
        .filter((match) => !isShortQuote(line, match))
        .map((match) => ({ kind: kind as NounKind, start: match.index })), // the keys of NOUNS
  );
  return nouns.sort((a, b) => a.start - b.start);
}

function picturesOf(
  { line }: TokenLine,
  hasNoun: (kind: NounKind) => boolean,
  names: readonly string[],
): ReadonlySet<Subject> {
  const isNamed = (pattern: RegExp) => names.some((name) => pattern.test(name));
  const kinds: readonly (readonly [Subject, boolean])[] = [
    ['image', true],
    ['tabled-image', hasNoun('table') || isNamed(TABLE_NAME)],
    ['document-image', hasNoun('document') || isNamed(DOCUMENT_NAME)],
    ['written-image', WRITING.test(line)],
    ['several-images', new Set(names).size > 1],
  ];
  return new Set(kinds.flatMap(([subject, holds]) => (holds ? [subject] : [])));
}

/** The subjects that a phrase between two offsets of the line may speak about. */
export function subjectsAt(
  scene: Scene,
  span: { readonly start: number; readonly end: number },
  made: readonly Made[],
): ReadonlySet<Subject> {
  const spoken = kindInWindow(scene, span) ?? kindBefore(scene, span.start, made);
  const has = (wanted: ResourceKind) =>
    scene.kinds.has(wanted) || made.some((one) => one.kind === wanted);
  const hasText =
    has('text') ||
    scene.nouns.some(
      ({ start }) => start < span.end + NEAR && scene.line.line.startsWith(' @quote', start),
    );
  // A picture or a recording that is spoken of and is not there can't be worked on.
  const isMissing = (spoken === 'image' || spoken === 'audio') && !has(spoken);
  const kind = isMissing ? undefined : spoken;
  const isPictured = kind === 'document' || kind === 'table' || (kind === 'text' && !hasText);
  const subjects = new Set<Subject>();
  if (kind === 'image' || (has('image') && isPictured)) {
    const isFresh = made.some(({ step }) => step === 'text-to-image');
    (isFresh ? ['image' as const] : scene.pictures).forEach((subject) => {
      subjects.add(subject);
    });
  }
  if (made.at(-1)?.kind === 'audio' || (kind === 'text' && !hasText && has('audio'))) {
    subjects.add('audio');
  }
  if (kind === 'document' && (has('text') || !has('image'))) {
    subjects.add('text');
  } else if (kind !== 'image' && kind !== 'document') {
    subjects.add(kind ?? 'nothing');
  }
  return subjects;
}

/** How far after a phrase, in characters of the line, a quotation is still its text. */
const NEAR = 40;

const FIRST: readonly NounKind[] = ['image', 'audio', 'table', 'document', 'video', 'text'];

/** The most telling noun in the phrase, or in the six words after it. */
function kindInWindow(scene: Scene, span: { start: number; end: number }): NounKind | undefined {
  const after = /^(?: [^ ,.?!;:]+){0,6}/.exec(scene.line.line.slice(span.end))?.[0] ?? '';
  const end = span.end + after.length;
  const kinds = new Set(
    scene.nouns
      .filter((noun) => noun.start >= span.start && noun.start < end)
      .map(({ kind }) => kind),
  );
  return FIRST.find((kind) => kinds.has(kind));
}

/** The kind of the latest thing named or made before an offset, else of the files, else named after. */
function kindBefore(scene: Scene, start: number, made: readonly Made[]): NounKind | undefined {
  const noun = scene.nouns.findLast((each) => each.start < start);
  const last = made.at(-1);
  if (last !== undefined && (noun === undefined || last.at >= noun.start)) {
    return last.kind;
  }
  return noun?.kind ?? scene.atHand ?? scene.nouns.find((each) => each.start > start)?.kind;
}
