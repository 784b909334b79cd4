// What a resource is and how a file is described: the kinds, the artefact record and boxes in pixels.
// How bytes are recognised and stored belongs to electron/store/.

import { z } from 'zod';

/** The kinds of thing that a task takes and makes. */
export const RESOURCE_KINDS = ['text', 'image', 'audio', 'video', 'table'] as const;
export const ResourceKindSchema = z.enum(RESOURCE_KINDS);
export type ResourceKind = z.infer<typeof ResourceKindSchema>;

/** The kinds that are files wherever they go; a text is one only where it was attached. */
export const FILE_KINDS = ['image', 'audio', 'video', 'table'] as const satisfies ResourceKind[];
export type FileKind = (typeof FILE_KINDS)[number];

/** The kinds that a file of a kind can be given as, its own first: a video also as its sound or a picture. */
export function kindsOfFile(kind: ResourceKind): readonly ResourceKind[] {
  return kind === 'video' ? ['video', 'audio', 'image'] : [kind];
}

/** SHA-256 of the file's bytes, in lower-case hexadecimal. */
export const ArtefactIdSchema = z.string().regex(/^[0-9a-f]{64}$/);
export type ArtefactId = z.infer<typeof ArtefactIdSchema>;

/** A stored file. Its kind and MIME type come from its content, never from its name. */
export const ArtefactSchema = z
  .object({
    id: ArtefactIdSchema,
    kind: ResourceKindSchema,
    mime: z.string(),
    /** Bytes. */
    size: z.number().int().nonnegative(),
    /** Pixels as displayed, after EXIF rotation; images and videos only. */
    width: z.number().int().positive().optional(),
    height: z.number().int().positive().optional(),
    /** Seconds; audio and videos only. */
    duration: z.number().nonnegative().optional(),
  })
  .readonly();
export type Artefact = z.infer<typeof ArtefactSchema>;

/** One picture of a video, taken by the page where the video was attached. */
const FrameSchema = z
  .object({
    /** Seconds from the beginning. */
    at: z.number().nonnegative(),
    artefact: ArtefactSchema,
  })
  .readonly();

/** An artefact with the name that one request or task gives it. */
export const NamedArtefactSchema = z
  .object({ name: z.string().min(1), artefact: ArtefactSchema, frame: FrameSchema.optional() })
  .readonly();
export type NamedArtefact = z.infer<typeof NamedArtefactSchema>;

/** The picture that is there of a video, as a file of its own; `clip.mp4` at 1 s gives `clip-at-1.0s.png`. */
export function frameOf({ name, frame }: NamedArtefact): NamedArtefact | undefined {
  return frame && { name: frameName(name, frame.at), artefact: frame.artefact };
}

/** @param at seconds */
export function frameName(video: string, at: number): string {
  return `${video.replace(/\.[^.]*$/, '')}-at-${at.toFixed(1)}s.png`;
}

/** The file, and the picture that comes with it. */
export function withFrame(file: NamedArtefact): readonly NamedArtefact[] {
  return [file, frameOf(file)].filter((each) => each !== undefined);
}

/** `edges.png` and 2 give `edges-2.png`. */
export function numberedName(name: string, number: number): string {
  return name.replace(/(\.[^.]*)?$/, (extension) => `-${number}${extension}`);
}

/** The name itself, or `a-2.png` and so on where it is taken. */
export function freeName(name: string, taken: ReadonlySet<string>): string {
  let free = name;
  for (let count = 2; taken.has(free); count += 1) {
    free = numberedName(name, count);
  }
  return free;
}

/** A rectangle in pixels of the source picture; (0, 0) is its top left corner. */
export const BoxSchema = z
  .object({ x: z.number(), y: z.number(), width: z.number(), height: z.number() })
  .readonly();
export type Box = z.infer<typeof BoxSchema>;

const KIND_BY_EXTENSION: Readonly<Record<string, ResourceKind>> = {
  ...extensions('image', 'png jpg jpeg gif webp avif bmp tif tiff heic heif svg'),
  ...extensions('audio', 'wav mp3 flac ogg oga opus m4a aac aiff wma'),
  ...extensions('video', 'mp4 m4v mov webm mkv avi mpg mpeg'),
  ...extensions('table', 'csv tsv'),
  ...extensions('text', 'txt md markdown json html htm xml log srt vtt'),
};

function extensions(kind: ResourceKind, list: string): Record<string, ResourceKind> {
  return Object.fromEntries(list.split(' ').map((extension) => [extension, kind]));
}

/** The kind that a file's name claims, or undefined where its extension is unknown or missing. */
export function claimedKind(fileName: string): ResourceKind | undefined {
  const extension = /\.([a-z0-9]+)$/i.exec(fileName)?.[1];
  return extension === undefined ? undefined : KIND_BY_EXTENSION[extension.toLowerCase()];
}

/** Every extension that {@link claimedKind} knows, without the dot. */
export const KNOWN_EXTENSIONS: readonly string[] = Object.keys(KIND_BY_EXTENSION);
