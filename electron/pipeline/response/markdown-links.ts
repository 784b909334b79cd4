// Finds links and pictures in Markdown and replaces them as it is told, in one pass over the text. Anything
// that could become a link is treated as one, in code too: rather one too many than one missed.

export interface FoundLink {
  readonly isImage: boolean;
  /** What it shows: the text in the brackets. */
  readonly shown: string;
  readonly destination: string;
}

/** What stands for it: undefined leaves it as it is, a text comes in place of the link around what it shows. */
type Replace = (link: FoundLink) => string | undefined;

interface Open {
  /** Its place among the pieces. */
  readonly at: number;
  readonly isImage: boolean;
}

const PLAIN = /[^\\[\]!]+/uy;
const DESTINATION = /<[^<>\n]{0,4000}>|(?:[^\s()]|\([^\s()]*\))*/uy;
/** A title, and what a wrong one would be, up to the closing bracket on the same line. */
const REST = /[^\n)]{0,1000}\)/uy;
/** Pieces of what a link shows that are looked at; links within links would else take time squared. */
const SHOWN_PIECES = 50;

export function replaceLinks(text: string, replace: Replace): string {
  const pieces: string[] = [];
  const open: Open[] = [];
  for (let at = 0; at < text.length; ) {
    const plain = matchAt(PLAIN, text, at);
    const opening = /^!?\[/u.exec(text.slice(at, at + 2))?.[0];
    if (plain !== '') {
      pieces.push(plain);
      at += plain.length;
    } else if (opening !== undefined) {
      open.push({ at: pieces.length, isImage: opening.startsWith('!') });
      pieces.push(opening);
      at += opening.length;
    } else if (text.startsWith('](', at) && open.length > 0) {
      at = closeLink(text, at, { pieces, open: open.pop(), replace });
    } else {
      const length = text.charAt(at) === '\\' ? 2 : 1;
      if (text.charAt(at) === ']') {
        open.pop();
      }
      pieces.push(text.slice(at, at + length));
      at += length;
    }
  }
  return pieces.join('');
}

interface Closing {
  readonly pieces: string[];
  readonly open: Open | undefined;
  readonly replace: Replace;
}

/** @returns where the text goes on */
function closeLink(text: string, at: number, { pieces, open, replace }: Closing): number {
  const gap = matchAt(/\s{0,8}/uy, text, at + 2);
  const written = matchAt(DESTINATION, text, at + 2 + gap.length);
  const end = at + 2 + gap.length + written.length;
  const whole = end + matchAt(REST, text, end).length;
  const destination = written.replace(/^<(.*)>$/u, '$1');
  const first = open?.at ?? pieces.length;
  const shown = pieces.slice(first + 1, first + 1 + SHOWN_PIECES).join('');
  const instead = replace({ isImage: open?.isImage ?? false, shown, destination });
  if (instead === undefined) {
    pieces.push(text.slice(at, whole));
  } else {
    pieces[first] = '';
    pieces.push(instead);
  }
  return whole;
}

function matchAt(pattern: RegExp, text: string, at: number): string {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? '';
}

/** "[label]: destination" on a line of its own, which other links refer to; what comes instead stands alone. */
export function replaceDefinitions(text: string, replace: Replace): string {
  return text.replaceAll(DEFINITION, (whole, margin: string, written: string) => {
    const destination = written.replace(/^<(.*)>$/u, '$1');
    const instead = replace({ isImage: true, shown: '', destination });
    return instead === undefined ? whole : margin + instead.trim();
  });
}

const DEFINITION =
  /^([ >]{0,12})\[(?!\^)(?:[^[\]\\\n]|\\.){1,999}\]:[ \t]{0,8}\n?[ \t]{0,8}(<[^<>\n]*>|[^\s<]\S*)(?:[ \t]+["'(].*)?[ \t]*$/gmu;
