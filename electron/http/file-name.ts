// The name that a person's program gives a file, as something to show and never as a path.

/** What a file is called that came without a usable name. */
const UNNAMED = 'file';
const MAX_LENGTH = 255;

// Control characters, and those that turn the direction of the text and so hide an extension.
const HIDDEN = /[\p{Cc}\p{Zl}\p{Zp}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/** The last part of a path-like name, without hidden characters, at most 255 UTF-16 code units long. */
export function safeFileName(name: string): string {
  const last = name.replace(HIDDEN, '').split(/[/\\]/).at(-1)?.trim() ?? '';
  return /^\.*$/.test(last) ? UNNAMED : shortened(last.toWellFormed());
}

/** Cut before its extension, so that it stays of its type. */
function shortened(name: string): string {
  if (name.length <= MAX_LENGTH) {
    return name;
  }
  const extension = /\.\w{1,16}$/.exec(name)?.[0] ?? '';
  const start = name.slice(0, MAX_LENGTH - extension.length);
  // Half of a character outside the first plane is not one.
  return `${start.replace(/[\ud800-\udbff]$/, '')}${extension}`;
}

/** A name that is not encoded as an address must be is taken as it stands. */
export function decodedName(encoded: string): string {
  try {
    return decodeURIComponent(encoded);
  } catch (error) {
    if (error instanceof URIError) {
      return encoded;
    }
    throw error;
  }
}
