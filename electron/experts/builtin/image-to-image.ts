// image-to-image, built in: the edits of a picture that need no model, as a text asks for them, in its
// order. Whatever takes an understanding of the picture is refused with the list of what can be done.

import { detail } from '../../../shared/errors.ts';
import type { Model } from '../../../shared/models.ts';
import type { Expert, ExpertContext } from '../expert.ts';
import { fileInput, invalid, optionalText } from '../inputs.ts';
import { encodePng, openPixels, type Picture, readPicture, toPicture } from '../pictures.ts';
import { obstacleTo } from './edit-geometry.ts';
import { parseInstructions } from './edit-instructions.ts';
import { type Edit, editNote, POSSIBLE_EDITS } from './edits.ts';
import { applyEdit } from './picture-edits.ts';

const TASK = 'image-to-image';

const MODEL: Model = {
  id: 'builtin/sharp-edits',
  host: 'builtin',
  revision: '0.35.5',
  tasks: [TASK],
  name: 'Simple edits',
  description: `Edits a picture without a model, as a text says: ${POSSIBLE_EDITS}.`,
  licence: 'Apache-2.0',
  languages: ['en', 'zh'],
};

/** Each takes the time of a pass over the picture; more are a mistake or an attack. */
const MAX_EDITS = 20;

export const imageToImage: Expert = {
  task: TASK,
  model: MODEL,
  timeoutSeconds: 120,
  perform: async (inputs, context) => {
    const file = fileInput(TASK, inputs, 'image');
    const edits = editsIn(optionalText(inputs, 'text'));
    const source = await readPicture(file, 'colour and alpha');
    const edited = await applyAll(source, edits, context);
    return {
      image: { name: 'edited.png', bytes: await encodePng(await withoutIdleAlpha(edited)) },
      notes: edits.map(editNote),
    };
  },
};

/** @throws AppError INPUT_INVALID where the text asks for nothing, or for something else as well */
function editsIn(text: string | undefined): readonly Edit[] {
  if (text === undefined) {
    throw invalid(TASK, detail('no-edit-said', { edits: POSSIBLE_EDITS }));
  }
  const { edits, notUnderstood } = parseInstructions(text);
  if (notUnderstood.length > 0) {
    const quoted = notUnderstood.map((stretch) => `"${stretch}"`).join(', ');
    throw invalid(TASK, detail('edit-unknown', { quoted, edits: POSSIBLE_EDITS }));
  }
  if (edits.length === 0 || edits.length > MAX_EDITS) {
    const asked = { asked: edits.length, most: MAX_EDITS, edits: POSSIBLE_EDITS };
    throw invalid(TASK, detail('edits-too-many', asked));
  }
  return edits;
}

async function applyAll(
  source: Picture,
  edits: readonly Edit[],
  { signal, progress }: ExpertContext,
): Promise<Picture> {
  let picture = source;
  for (const [index, edit] of edits.entries()) {
    signal.throwIfAborted();
    const values = { edit: index + 1, edits: edits.length };
    progress({ fraction: index / edits.length, message: { code: 'editing-picture', values } });
    const obstacle = obstacleTo(edit, picture);
    if (obstacle !== undefined) {
      throw invalid(TASK, obstacle);
    }
    picture = await applyEdit(picture, edit);
  }
  return picture;
}

/** A picture without any transparency needs no alpha channel. */
async function withoutIdleAlpha(picture: Picture): Promise<Picture> {
  const { isOpaque } = await (await openPixels(picture)).stats();
  return isOpaque ? toPicture((await openPixels(picture)).removeAlpha(), 3) : picture;
}
