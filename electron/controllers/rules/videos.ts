// What the rules take a video for: no task works on one as a whole, but on its sound or on a picture of it.

import type { KnownFile } from '../../../shared/plan.ts';
import { mentionedAddresses, mentionedFiles } from '../../pipeline/planning/mentions.ts';
import type { AskedRequest } from '../controller.ts';

/** How the files of a request are seen. */
export type Seen = (files: readonly KnownFile[]) => readonly KnownFile[];

export function hasVideo({ request, attachments, earlier }: AskedRequest): boolean {
  const files = [...attachments, ...earlier];
  return [files, mentionedFiles(request), mentionedAddresses(request)].flat().some(isVideo);
}

/**
 * Videos as recordings or pictures. Beside a real one a video is meant only where the request names it, or
 * speaks of a video; then it stands alone.
 */
export function videosAs(kind: 'audio' | 'image', { request, ...given }: AskedRequest): Seen {
  const files = [...given.attachments, ...given.earlier];
  const isReal = files.some((file) => file.kind === kind);
  const isSpokenOf = /\bvideos?\b|视频/iu.test(request);
  return (seen) =>
    seen.flatMap((file) => {
      const isNamed = request.includes(file.name);
      if (isVideo(file)) {
        return !isReal || isSpokenOf || isNamed ? { ...file, kind } : file;
      }
      const isHidden = isSpokenOf && file.kind === kind && !isNamed && files.some(isVideo);
      return isHidden ? [] : file;
    });
}

/** "The video" is "the audio" then. What somebody quotes stays as it is, and with it the whole request. */
export function withoutVideo(
  { request, attachments, earlier }: AskedRequest,
  word: 'audio' | 'picture',
): string {
  const isThere = [...attachments, ...earlier].some(isVideo);
  return isThere && !/["“”„«»「]|(?:^|\s)['‘]/u.test(request)
    ? request.replaceAll(/\b(the|this|that|my) video\b/gi, `$1 ${word}`)
    : request;
}

function isVideo({ kind }: KnownFile): boolean {
  return kind === 'video';
}
