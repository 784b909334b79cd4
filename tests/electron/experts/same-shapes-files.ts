// The files that the compared tasks are given: such that the tiny models find something in each.

import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp, { type Sharp } from 'sharp';
import { drawScene } from '../../fakes/scenes.ts';
import { drawSvg } from './builtin/picture-tasks.ts';
import { sine, wavBytes } from './builtin/wav-bytes.ts';
import { drawForm, drawScene as drawOne } from './onnx/drawn-pictures.ts';

const RATE = 16_000;

const SHAPES = drawScene({
  ...{ width: 480, height: 360, background: '#ffffff' },
  shapes: [
    { label: 'circle', colour: '#d32f2f', x: 80, y: 90, radius: 45 },
    { label: 'circle', colour: '#1976d2', x: 230, y: 80, radius: 36 },
    { label: 'square', colour: '#7b1fa2', x: 120, y: 260, radius: 50 },
    { label: 'star', colour: '#f57c00', x: 330, y: 265, radius: 52 },
  ],
});
const STAR = drawScene({
  ...{ width: 200, height: 200, background: '#ffffff' },
  shapes: [{ label: 'star', colour: '#2459d4', x: 90, y: 105, radius: 70 }],
});
const REGIONS = drawSvg(
  240,
  200,
  `<rect width="100%" height="100%" fill="#dfe8ee"/><circle cx="65" cy="70" r="38" fill="#c0392b"/>
  <rect x="140" y="30" width="70" height="70" fill="#2e6fbd"/>`,
);

const BLANK = drawSvg(160, 160, '<rect width="100%" height="100%" fill="#ffffff"/>');

/** The class of some rows is missing. */
function gradesWithout(...rows: readonly string[]): string {
  const known = ['1.5,0', '1.6,0', '1.7,0', '1.2,0', '1.8,0'];
  const others = ['3.1,1', '3.2,1', '3.3,1', '3.6,1', '3.9,1'];
  return ['acid,class', ...known, ...others, ...rows, ''].join('\n');
}

/** Stored on its side, with metadata that says so. */
async function lying(picture: Sharp): Promise<Sharp> {
  const turned = sharp(await picture.png().toBuffer()).rotate(270);
  const stored = await turned.jpeg({ quality: 95 }).toBuffer();
  return sharp(stored).withMetadata({ orientation: 6 }).jpeg({ quality: 95 });
}

function wavOf(samples: Float32Array): Uint8Array {
  return wavBytes({ tag: 1, bits: 16, rate: RATE, channels: [samples] });
}

/** Writes all but `speech.wav`, which the voice of this machine has to say first. */
export async function makeFiles(folder: string): Promise<void> {
  const pictures = {
    'shapes.png': SHAPES.clone(),
    'star.png': STAR,
    'regions.png': REGIONS.clone(),
    'blank.png': BLANK,
    'circle.png': drawOne('red', 'circle', 'left'),
    'form.png': drawForm('disc', 'top'),
    'lying-shapes.jpg': await lying(SHAPES),
    'lying-regions.jpg': await lying(REGIONS),
  };
  const others = {
    'sine.wav': wavOf(sine(523, RATE, 2)),
    'short.wav': wavOf(sine(523, RATE, 1)),
    'silence.wav': wavOf(new Float32Array(RATE)),
    'grades.csv': gradesWithout('1.4,', '3.4,'),
    'one-gap.csv': gradesWithout('3.4,'),
  };
  await Promise.all([
    ...Object.entries(pictures).map(([name, picture]) => picture.toFile(join(folder, name))),
    ...Object.entries(others).map(([name, content]) => writeFile(join(folder, name), content)),
  ]);
}

/** Names of files among the arguments of a task. */
export function filesIn(args: Readonly<Record<string, string>>): readonly string[] {
  return Object.values(args).filter((value) => /^[\w-]+\.(?:png|jpg|wav|csv)$/.test(value));
}
