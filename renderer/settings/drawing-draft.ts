// How pictures are drawn, as a person fills it in: text until it holds; an empty field leaves it to the model.

import { type Drawing, DrawingSchema } from '../../shared/drawing.ts';

export type DrawingField = keyof Drawing;
export type DrawingDraft = Readonly<Record<DrawingField, string>>;

export const DRAWING_FIELDS = [
  'steps',
  'guidance',
  'scheduler',
  'width',
  'height',
  'strength',
  'controlScale',
] as const satisfies readonly DrawingField[];

/** It takes no such value, or it is empty while its other side is not. */
export type DrawingFault = 'refused' | 'alone';
type Faults = Readonly<Partial<Record<DrawingField, DrawingFault>>>;

/** As it was written, else as it is kept. */
export function textOf(
  field: DrawingField,
  drafts: Partial<DrawingDraft>,
  { [field]: kept }: Drawing,
): string {
  return drafts[field] ?? (kept === undefined ? '' : String(kept));
}

/** Those that differ from what is kept. */
export function unsavedFields(
  drafts: Partial<DrawingDraft>,
  kept: Drawing,
): readonly DrawingField[] {
  return DRAWING_FIELDS.filter(
    (field) => textOf(field, drafts, kept).trim() !== textOf(field, {}, kept),
  );
}

/** What all fields together say, or those that do not hold. */
export function parseDrawing(
  drafts: Partial<DrawingDraft>,
  kept: Drawing,
): { readonly drawing: Drawing } | { readonly faults: Faults } {
  const typed = DRAWING_FIELDS.map((field) => [field, textOf(field, drafts, kept).trim()] as const);
  const said = typed.filter(([, text]) => text !== '');
  const { data, error } = DrawingSchema.safeParse(
    Object.fromEntries(said.map(([field, text]) => [field, toValue(field, text)])),
  );
  if (data !== undefined) {
    return { drawing: data };
  }
  const empty = said.some(([field]) => field === 'width') ? 'height' : 'width';
  const faults = error.issues.map(({ code, path }) =>
    code === 'custom' ? ([empty, 'alone'] as const) : ([path[0], 'refused'] as const),
  );
  return { faults: Object.fromEntries(faults) };
}

function toValue(field: DrawingField, text: string): unknown {
  return field === 'scheduler' || !/^\d+(?:\.\d+)?$/.test(text) ? text : Number(text);
}
