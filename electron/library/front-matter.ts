// The facts that a model's README.md states at its top: licence, languages, task. Reads these three keys
// of the YAML block, in the forms that the Hub's pages use, and nothing else of it.

export interface FrontMatter {
  readonly licence: string | undefined;
  readonly languages: readonly string[];
  /** The Hub's name of its task, as written. */
  readonly task: string | undefined;
}

export function readFrontMatter(text: string): FrontMatter {
  const block = /^\uFEFF?---\r?\n([\s\S]*?)\r?\n---/.exec(text)?.[1] ?? '';
  const lines = block.split(/\r?\n/);
  return {
    licence: valuesOf(lines, 'license')[0],
    languages: valuesOf(lines, 'language'),
    task: valuesOf(lines, 'pipeline_tag')[0],
  };
}

/** `key: value`, `key: [a, b]`, or a list of `- value` lines below the key. */
function valuesOf(lines: readonly string[], key: string): readonly string[] {
  const at = lines.findIndex((line) => line.startsWith(`${key}:`));
  if (at === -1) {
    return [];
  }
  const inline = withoutComment(lines[at]?.slice(key.length + 1) ?? '');
  const list = /^\[(.*)\]$/.exec(inline)?.[1];
  const found =
    list !== undefined ? list.split(',') : inline === '' ? listBelow(lines, at) : [inline];
  return found.map(unquoted).filter((value) => value !== '');
}

function listBelow(lines: readonly string[], at: number): readonly string[] {
  const rest = lines.slice(at + 1);
  const end = rest.findIndex((line) => !/^\s*-\s/.test(line));
  return (end === -1 ? rest : rest.slice(0, end)).map((line) =>
    withoutComment(line.replace(/^\s*-\s+/, '')),
  );
}

function withoutComment(text: string): string {
  return text.replace(/\s+#.*$/, '').trim();
}

function unquoted(text: string): string {
  return text.trim().replace(/^(['"])(.*)\1$/, '$2');
}
