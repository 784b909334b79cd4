// Newer versions of the installed program: what is known of them, and how the program came here. It is only
// ever asked for by a person.

import { z } from 'zod';
import { ErrorDetailSchema } from './errors.ts';

/** The kinds of package that it is made as, by what the program does with a newer one. */
export const INSTALLATIONS = ['appimage', 'deb', 'nsis', 'dmg'] as const;
export const InstallationSchema = z.enum(INSTALLATIONS);
export type Installation = z.infer<typeof InstallationSchema>;

export const UpdatesOverviewSchema = z
  .object({
    /** Of this program. */
    version: z.string(),
    /** Undefined where it runs from its sources or from a folder that was only unpacked. */
    installation: InstallationSchema.optional(),
    /** Who is asked for newer versions; undefined where the package names no one. */
    host: z.string().optional(),
    /** Why that host is not asked now, where that is so. */
    refusal: ErrorDetailSchema.optional(),
  })
  .readonly();
export type UpdatesOverview = z.infer<typeof UpdatesOverviewSchema>;

export const ReleaseVersionSchema = z.string().min(1).max(100);

/** A version that is newer than this one, with the package of it that suits this machine. */
export const ReleaseSchema = z
  .object({
    version: ReleaseVersionSchema,
    bytes: z.number().int().positive(),
    /** Milliseconds since 1970, where it says so. */
    releasedAt: z.number().optional(),
    /** As its makers wrote them, in plain text. */
    notes: z.string().optional(),
    /** It is here, and whole. */
    isFetched: z.boolean(),
  })
  .readonly();
export type Release = z.infer<typeof ReleaseSchema>;

/** Nothing where this one is the newest. */
export const CheckedSchema = z.object({ release: ReleaseSchema.optional() }).readonly();
export type Checked = z.infer<typeof CheckedSchema>;

/** What the host of the window needs to install a release. */
export const PreparedSchema = z
  .object({
    /** Of the package, which was checked again. */
    path: z.string(),
    installation: InstallationSchema,
    /** The name of the backup that was made. */
    backup: z.string(),
  })
  .readonly();
export type Prepared = z.infer<typeof PreparedSchema>;
