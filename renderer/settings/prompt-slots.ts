// The places of a prompt that are filled in when it is used.

/** As it stands in the text. */
export function slotMark(slot: string): string {
  return `{{${slot}}}`;
}

/** Those that must stand in the text and do not. */
export function missingSlots(text: string, slots: readonly string[]): readonly string[] {
  const found = new Set([...text.matchAll(/\{\{\s*([\w.-]+)\s*\}\}/g)].map(([, slot]) => slot));
  return slots.filter((slot) => !found.has(slot));
}
