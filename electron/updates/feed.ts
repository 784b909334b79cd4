// What electron-builder writes beside the packages that it makes: latest.yml and its kin. Which of them is
// this machine's, and which of its packages.

import { parse, YAMLParseError } from 'yaml';
import { z } from 'zod';
import { AppError, detail } from '../../shared/errors.ts';
import type { Installation } from '../../shared/updates.ts';
import { diskName } from '../store/desktop-folders.ts';

/** SHA-512 in base 64. */
const DIGEST = /^[A-Za-z0-9+/]{86}==$/;

const FeedSchema = z.object({
  version: z.string(),
  files: z
    .array(
      z.object({
        /** Beside the list, or a whole address. */
        url: z.string().min(1),
        sha512: z.string().regex(DIGEST),
        size: z.number().int().positive().optional(),
      }),
    )
    .min(1),
  releaseDate: z.string().optional(),
  /** Of several versions where the makers so chose; then they are left out. */
  releaseNotes: z.unknown(),
});

export interface Machine {
  readonly installation: Installation;
  readonly platform: string;
  readonly architecture: string;
}

/** A version as the feed tells of it. */
export interface FeedRelease {
  readonly version: string;
  readonly address: URL;
  /** As its file is called on the disk. */
  readonly file: string;
  readonly sha512: string;
  readonly bytes: number | undefined;
  readonly releasedAt: number | undefined;
  readonly notes: string | undefined;
}

/** @param base the folder that packages are published in */
export function feedAddress(base: URL, { platform, architecture }: Omit<Machine, 'installation'>) {
  const folder = new URL(base.href.replace(/\/*$/, '/'));
  return new URL(`${feedName(platform, architecture)}.yml`, folder);
}

function feedName(platform: string, architecture: string): string {
  if (platform === 'linux') {
    return architecture === 'x64' ? 'latest-linux' : `latest-linux-${architecture}`;
  }
  return platform === 'darwin' ? 'latest-mac' : 'latest';
}

/**
 * @param feed where the text was
 * @throws AppError NETWORK_FAILED where it is no such list, UPDATE_FAILED where it has nothing for this machine
 */
export function readFeed(text: string, feed: URL, machine: Machine): FeedRelease {
  const { version, files, releaseDate = '', releaseNotes } = parseFeed(text, feed);
  const file = fileFor(files, machine);
  const address = file && URL.parse(file.url, feed.href);
  if (!file || !address) {
    const { platform, architecture, installation } = machine;
    const kind = `${platform} ${architecture}, ${installation}`;
    const why = detail('no-package', { version, machine: kind });
    throw AppError.of('UPDATE_FAILED', { why });
  }
  const releasedAt = Date.parse(releaseDate);
  return {
    ...{ version, address, sha512: file.sha512, bytes: file.size },
    file: diskName(decodeURIComponent(address.pathname.split('/').at(-1) ?? '')),
    releasedAt: Number.isNaN(releasedAt) ? undefined : releasedAt,
    notes: typeof releaseNotes === 'string' ? plainText(releaseNotes) : undefined,
  };
}

function parseFeed(text: string, feed: URL): z.infer<typeof FeedSchema> {
  const why = detail('no-list-of-versions');
  try {
    return FeedSchema.parse(parse(text));
  } catch (error) {
    if (error instanceof YAMLParseError || error instanceof z.ZodError) {
      throw AppError.of('NETWORK_FAILED', { host: feed.host, why }, error);
    }
    throw error;
  }
}

const ENDINGS: Readonly<Record<Installation, string>> = {
  appimage: '.appimage',
  deb: '.deb',
  nsis: '.exe',
  dmg: '.dmg',
};

type FeedFile = z.infer<typeof FeedSchema>['files'][number];

/** Packages of two architectures may stand in one list; their names then tell them apart. */
function fileFor(
  files: readonly FeedFile[],
  { installation, architecture }: Machine,
): FeedFile | undefined {
  const fitting = files.filter(({ url }) => url.toLowerCase().endsWith(ENDINGS[installation]));
  const isArm = ({ url }: FeedFile) => /arm64|aarch64/i.test(url);
  return fitting.find((file) => isArm(file) === (architecture === 'arm64'));
}

const MOST_NOTES = 4000;

/** Some makers write HTML. */
function plainText(notes: string): string {
  return notes
    .replaceAll(/<[^>]*>/g, '')
    .trim()
    .slice(0, MOST_NOTES);
}
