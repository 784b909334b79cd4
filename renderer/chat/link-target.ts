// Where a link of an answer may lead.

const PROTOCOLS: ReadonlySet<string> = new Set(['http:', 'https:', 'mailto:']);

/** The address, or undefined where it leads anywhere else than to the web or a mailbox. */
export function linkTarget(url: string): string | undefined {
  const parsed = URL.parse(url);
  return parsed !== null && PROTOCOLS.has(parsed.protocol) ? parsed.href : undefined;
}
