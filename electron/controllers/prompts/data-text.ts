// How text from people, files and models stands in a prompt: as JSON, which no quote, line break or
// marker inside it can end, or as lines that each begin with a mark.

/**
 * What a chat template or a tokenizer may take for the start of a role: "<|im_start|>", "</s>", "[INST]".
 * None of these can be JSON's own syntax, so that in JSON they stand inside strings.
 */
const MARKER = /<(?=[|｜/!a-zA-Z])|\[(?=\/?[A-Z_]{2,}\])|[\u2028\u2029]/g;

/** A value as JSON in one line; JSON's own escape breaks markers and keeps what they mean. */
export function dataText(value: unknown): string {
  return withoutMarkers(JSON.stringify(value));
}

/** Lines of JSON, or of anything: none of them can be taken for a line of the prompt. */
export function dataLines(text: string): string {
  const lines = withoutMarkers(text).split(/\r\n|[\n\r\v\f\u0085]/);
  return lines.map((line) => `| ${line}`).join('\n');
}

function withoutMarkers(text: string): string {
  return text.replace(MARKER, escaped);
}

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
