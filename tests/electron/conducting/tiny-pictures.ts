// The pictures that the requests of tiny-requests.ts are about: shapes, people and a document, of which the
// tiny models know what to say.

import type { Sharp } from 'sharp';
import { drawScene, type Shape } from '../../fakes/scenes.ts';
import { drawSheet } from '../experts/builtin/drawn-documents.ts';
import { drawSvg } from '../experts/builtin/picture-tasks.ts';
import { drawScene as drawThing } from '../experts/onnx/drawn-pictures.ts';
import { type Figure, svgOf } from '../experts/onnx/stick-people.ts';

const COLOURS = ['#d32f2f', '#1976d2', '#388e3c', '#7b1fa2'] as const;
const PLACES = [
  [70, 70],
  [210, 80],
  [120, 200],
  [230, 220],
] as const;

function shapes(...labels: readonly Shape[]): Sharp {
  const placed = labels.flatMap((label, index) => {
    const [colour, place] = [COLOURS[index], PLACES[index]];
    return colour === undefined || place === undefined
      ? []
      : [{ label, colour, x: place[0], y: place[1], radius: 40 }];
  });
  return drawScene({ width: 300, height: 300, background: '#f3efe4', shapes: placed });
}

function person(figure: Pick<Figure, 'arms' | 'legs'>): Sharp {
  const drawn = svgOf({ x: 200, y: 80, height: 300, ...figure });
  return drawSvg(400, 440, `<rect width="100%" height="100%" fill="#b8d0a0"/>${drawn}`);
}

const DRAWN = {
  'vege-meat.png': () => drawThing('green', 'circle', 'left'),
  'egg.png': () => drawThing('yellow', 'circle', 'left'),
  'chili.png': () => drawThing('red', 'triangle', 'right'),
  'a.png': () => shapes('circle', 'square'),
  'b.png': () => shapes('circle', 'circle', 'star', 'circle'),
  'c.png': () => shapes('triangle', 'square'),
  'sign.png': () => drawThing('blue', 'square', 'right'),
  'boy.png': () => person({ arms: [20, 5, 130, 165], legs: [8, 14] }),
  'dancer.png': () => person({ arms: [60, 50, 40, 20], legs: [20, 20] }),
  'ball.png': () => drawThing('red', 'circle', 'right'),
  'form.png': () =>
    drawSheet({
      ...{ width: 700, height: 320 },
      lines: [
        { text: 'Evening school', x: 50, y: 60, size: 30, bold: true },
        { text: 'Course: Drawing', x: 50, y: 130 },
        { text: 'Student amount: 27', x: 50, y: 180 },
        { text: 'Teacher: Ada Brandt', x: 50, y: 230 },
      ],
    }),
  'square.png': () =>
    drawScene({
      ...{ width: 256, height: 256, background: '#f3efe4' },
      shapes: [{ label: 'square', colour: '#2b4fd0', x: 82, y: 128, radius: 46 }],
    }),
  'circle.png': () =>
    drawScene({
      ...{ width: 256, height: 256, background: '#ffffff' },
      shapes: [{ label: 'circle', colour: '#388e3c', x: 128, y: 128, radius: 70 }],
    }),
} satisfies Readonly<Record<string, () => Sharp>>;

export type PictureName = keyof typeof DRAWN;

/** As a request is given them. */
export function given(names: readonly PictureName[]) {
  return Promise.all(
    names.map(async (name) => ({ name, bytes: await DRAWN[name]().png().toBuffer() })),
  );
}
