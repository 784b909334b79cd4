// The fields about drawing, which are saved together: what is written in them, and which do not hold.

import { type FormEvent, useState } from 'react';
import type { Drawing } from '../../shared/drawing.ts';
import { useDrawingDrafts } from '../state/drawing-drafts.ts';
import {
  DRAWING_FIELDS,
  type DrawingFault,
  type DrawingField,
  parseDrawing,
  textOf,
  unsavedFields,
} from './drawing-draft.ts';
import { useSaving } from './use-saving.ts';
import type { SavedFields } from './use-settings-form.ts';

export interface DrawingForm extends SavedFields {
  readonly text: (field: DrawingField) => string;
  readonly write: (field: DrawingField, text: string) => void;
  /** Once it was left, or was to be saved. */
  readonly faultOf: (field: DrawingField) => DrawingFault | undefined;
  readonly leave: (field: DrawingField) => void;
  readonly save: (event: FormEvent) => Promise<void>;
}

export function useDrawingForm(kept: Drawing): DrawingForm {
  const { drafts, write, discard } = useDrawingDrafts();
  const saving = useSaving();
  const [checked, setChecked] = useState<ReadonlySet<DrawingField>>(new Set());
  const unsaved = unsavedFields(drafts, kept).length;
  const parsed = parseDrawing(drafts, kept);
  const save = async (event: FormEvent) => {
    event.preventDefault();
    setChecked(new Set(DRAWING_FIELDS));
    if (unsaved > 0 && 'drawing' in parsed && (await saving.save(parsed))) {
      discard();
    }
  };
  return {
    ...{ save, unsaved, isSaving: saving.isSaving, error: saving.error },
    text: (field) => textOf(field, drafts, kept),
    write: (field, text) => {
      saving.written();
      setChecked((before) => new Set([...before].filter((one) => one !== field)));
      write({ [field]: text });
    },
    faultOf: (field) =>
      'faults' in parsed && checked.has(field) ? parsed.faults[field] : undefined,
    leave: (field) => setChecked((before) => new Set([...before, field])),
    outcome: unsaved === 0 ? saving.outcome : undefined,
    discard: () => {
      discard();
      setChecked(new Set());
      saving.discarded();
    },
  };
}
