// Holds the files and addresses that an answer names against those that there are. What no task made and
// nobody gave is taken out; so is an address that could carry something away when the answer is shown.

import { KNOWN_EXTENSIONS } from '../../../shared/media.ts';
import type { Note } from '../../../shared/notes.ts';
import { type FoundLink, replaceDefinitions, replaceLinks } from './markdown-links.ts';

export interface KnownNames {
  /** Files, in lower case. */
  readonly names: ReadonlySet<string>;
  /** Ids of stored files. */
  readonly ids: ReadonlySet<string>;
  /** Texts in which the person wrote addresses. */
  readonly said: readonly string[];
}

interface Checked {
  readonly answer: string;
  readonly notes: readonly Note[];
}

const NO_FILE = '[a file that does not exist]';
const NO_ADDRESS = '[an address that was removed]';

/** Of documents and programs, besides those that a task can take. */
const OTHER_EXTENSIONS =
  'apk bz2 cfg db dmg doc docx epub exe glb gz ini msi npy odp ods odt onnx parquet pdf pkl ppt pptx ps1 psd rar rtf safetensors sh sqlite stl tar tgz toml ttf xls xlsx yaml yml zip'.split(
    ' ',
  );
const EXTENSION = `\\.(?:${[...KNOWN_EXTENSIONS, ...OTHER_EXTENSIONS].join('|')})`;
const WEB = /<?\b(?:[a-z][a-z\d+.-]{0,15}:\/\/|www\.)[^\s<>"'`|[\]“”「」，。；！？]+>?/giu;
/** Nobody but an attacker needs a third. */
const MOST_ROUNDS = 8;
const SCHEME = /^\s*(?:[a-z][a-z\d+.-]*:|[\\/]{2}|www\.)/iu;

export function checkNames(answer: string, known: KnownNames): Checked {
  const removed = new Set<string>();
  const remove = (name: string, mark: string) => {
    removed.add(name.slice(0, 200));
    return mark;
  };
  // What was taken out may leave brackets that form a link with what is behind it, so it is read again.
  let checked = answer;
  for (let [before, round] = ['', 0]; before !== checked && round < MOST_ROUNDS; round += 1) {
    before = checked;
    checked = checkOnce(before, known, remove);
  }
  return { answer: checked, notes: [...removed].map((name) => ({ code: 'NAME_REMOVED', name })) };
}

function checkOnce(text: string, known: KnownNames, remove: Remove): string {
  const onLink = (link: FoundLink) => judgeLink(link, known, remove);
  const unlinked = replaceDefinitions(replaceLinks(text, onLink), onLink);
  const local = unlinked.replaceAll(WEB, (found) => {
    const address = trimAddress(found);
    const tail = found.slice(found.indexOf(address) + address.length).replaceAll('>', '');
    return isSaid(address, known) ? found : remove(address, NO_ADDRESS) + tail;
  });
  return apart(replaceNames(local, known, remove));
}

type Remove = (name: string, mark: string) => string;

/** Without the marks around it, which belong to the sentence. */
function trimAddress(found: string): string {
  let end = found.length;
  while (end > 0 && ').,:;!?*_>'.includes(found.charAt(end - 1))) {
    end -= 1;
  }
  return found.slice(found.startsWith('<') ? 1 : 0, end);
}

/** A mark before a round bracket would be a link of its own, one after an exclamation mark a picture. */
function apart(text: string): string {
  return text
    .replaceAll(`${NO_FILE}(`, `${NO_FILE} (`)
    .replaceAll(`${NO_ADDRESS}(`, `${NO_ADDRESS} (`)
    .replaceAll(
      /^([ >]{0,12}\[an? (?:address that was removed|file that does not exist)\]):/gmu,
      '$1 :',
    );
}

/** Undefined where it may stay. */
function judgeLink(
  { isImage, shown, destination }: FoundLink,
  known: KnownNames,
  remove: Remove,
): string | undefined {
  const plain = decoded(destination);
  const isWeb = SCHEME.test(plain.replaceAll(/[\t\n\r]/gu, ''));
  if (isWeb ? !isImage && isSaid(plain, known) : isKnownPlace(plain, known)) {
    return undefined;
  }
  // A text that names the same file is marked by itself.
  return plain === '' || shown.includes(plain)
    ? ''
    : ` ${remove(plain, isWeb ? NO_ADDRESS : NO_FILE)}`;
}

function isKnownPlace(place: string, known: KnownNames): boolean {
  return /^#[\w-]*$/u.test(place) || isKnownName(place, known);
}

function isKnownName(written: string, { names, ids }: KnownNames): boolean {
  const plain = decoded(written)
    .replaceAll(/\\([_*.~+-])/gu, '$1')
    .normalize('NFC')
    .toLowerCase();
  const name = plain.replace(/^\.\//u, '');
  const id = /^\/media\/([0-9a-f]{64})(?:\/[^/?#]*)?(?:\?download)?$/u.exec(name)?.[1];
  return names.has(name) || (id !== undefined && ids.has(id));
}

function isSaid(address: string, { said }: KnownNames): boolean {
  return address.length >= 4 && said.some((text) => text.includes(address));
}

function decoded(destination: string): string {
  try {
    return decodeURIComponent(destination);
  } catch {
    return destination; // not percent-encoded, so it stands for itself
  }
}

/** Known names as they are, which may hold spaces or Chinese, or else a run of characters that a path may have. */
function replaceNames(text: string, known: KnownNames, remove: Remove): string {
  const spaced = [...known.names].filter((name) => !/^[\w./\\~@%+-]+$/u.test(name));
  return splitKeeping(text, spaced)
    .map(({ part, isKept }) =>
      isKept
        ? part
        : part.replaceAll(/[\p{L}\p{N}_./\\~@%+:-]+/gu, (run) =>
            run
              .split(NAME_EDGE)
              .map((each) => judgeRun(each, known, remove))
              .join(''),
          ),
    )
    .join('');
}

interface Part {
  readonly part: string;
  readonly isKept: boolean;
}

/** The longest name first, so that "my photo.png" is not taken for "photo.png". */
function splitKeeping(text: string, names: readonly string[]): readonly Part[] {
  let parts: readonly Part[] = [{ part: text, isKept: false }];
  for (const name of [...names].sort((a, b) => b.length - a.length)) {
    parts = parts.flatMap((each) => (each.isKept ? [each] : cutAt(each.part, name)));
  }
  return parts;
}

function cutAt(text: string, name: string): readonly Part[] {
  const lower = text.toLowerCase();
  if (lower.length !== text.length) {
    return [{ part: text, isKept: false }];
  }
  const parts: Part[] = [];
  let from = 0;
  for (let at = lower.indexOf(name); at >= 0; at = lower.indexOf(name, at + 1)) {
    const [before, after] = [text.charAt(at - 1), text.charAt(at + name.length)];
    if (at >= from && !/[\w./\\-]/u.test(before) && !/[\w/\\]/u.test(after)) {
      parts.push({ part: text.slice(from, at), isKept: false });
      parts.push({ part: text.slice(at, at + name.length), isKept: true });
      from = at + name.length;
    }
  }
  return [...parts, { part: text.slice(from), isKept: false }];
}

/** Chinese has no spaces: there a name ends where Chinese goes on, and begins where Latin letters do. */
const NAME_EDGE = new RegExp(
  `(?<=${EXTENSION})(?=\\p{Script=Han})|(?<=\\p{Script=Han})(?=[\\w/\\\\~])`,
  'iu',
);
const LAST_EXTENSION = new RegExp(`${EXTENSION}(?![a-z0-9])`, 'giu');
const PLACE = /^(?:[a-z]:[\\/]|~[\\/]|\/[\w.-]+\/)[\w.-]/iu;

/** A run of characters without spaces: a name is what ends with an extension, or a path from a root. */
function judgeRun(run: string, known: KnownNames, remove: Remove): string {
  const end = PLACE.test(run)
    ? run.replace(/[.:_\\-]+$/u, '').length
    : [...run.matchAll(LAST_EXTENSION)].reduce((_, { index, 0: found }) => index + found.length, 0);
  if (end === 0 || isSaidAddress(run, known)) {
    return run;
  }
  const name = run.slice(0, end);
  if (isAllowed(name, known)) {
    return run;
  }
  return remove(name, NO_FILE) + judgeRun(run.slice(end), known, remove);
}

function isSaidAddress(run: string, known: KnownNames): boolean {
  return (
    (run.includes('://') || /^www\./iu.test(run)) && isSaid(run.replace(/[.:_-]+$/u, ''), known)
  );
}

function isAllowed(name: string, known: KnownNames): boolean {
  const bare = name.replace(/^[_~]+/u, '');
  return (
    /^\.\w+$/u.test(name) || // an extension alone: ".png files"
    isKnownName(name, known) ||
    isKnownName(bare, known) ||
    isListOfKnown(bare, known)
  );
}

/** "a.png/b.png", "file:a.png" and the like. */
function isListOfKnown(run: string, known: KnownNames): boolean {
  const parts = run.split(/[+~@%:]+/u).filter((part) => new RegExp(EXTENSION, 'iu').test(part));
  const each = (part: string) => part.split('/').every((name) => isKnownName(name, known));
  return parts.length > 0 && parts.every((part) => isKnownName(part, known) || each(part));
}
