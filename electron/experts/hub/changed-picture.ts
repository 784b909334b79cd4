// A picture that is made from another and a wish, by models that take both, under either name by which
// providers call that.

import type { MadeFile } from '../expert.ts';
import type { HubWork } from './hub-task.ts';
import { fileSchema } from './received-files.ts';

export interface Change {
  readonly picture: Blob;
  readonly prompt: string | undefined;
  /** The result's name without its extension. */
  readonly stem: string;
}

export function changePicture(
  { ask }: HubWork,
  { picture, prompt, stem }: Change,
): Promise<MadeFile> {
  const wish = prompt === undefined ? {} : { parameters: { prompt } };
  const shape = fileSchema('image', stem);
  return ask(
    {
      served: 'image-to-image',
      shape,
      send: ({ hf, at, options }) => hf.imageToImage({ ...at, inputs: picture, ...wish }, options),
    },
    {
      served: 'image-text-to-image',
      shape,
      send: ({ hf, at, options }) =>
        hf.imageTextToImage({ ...at, inputs: picture, ...wish }, options),
    },
  );
}
