// The text of an answer, up to a length: what a server sends may have no end.

/** @param limit bytes; the connection is ended where more comes */
export async function readUpTo({ body }: Response, limit: number): Promise<string> {
  const decoder = new TextDecoder();
  let [text, bytes] = ['', 0];
  for await (const piece of body ?? []) {
    text += decoder.decode(piece.subarray(0, limit - bytes), { stream: true });
    bytes += piece.length;
    if (bytes > limit) {
      return text; // leaving the loop ends the connection
    }
  }
  return text + decoder.decode();
}
