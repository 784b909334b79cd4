// Draws scene.png: a house, a tree and a fence under the evening sun, with edges and straight lines
// enough for whatever looks for them.

import type { Drawing } from './svg.ts';

const WIDTH = 1024;
const HEIGHT = 768;
const WOOD = '#f4ead8';
const SHADOW = '#3b3355';

export function drawScene(): Drawing {
  const body = [
    sky(),
    hills(),
    path(),
    tree(),
    house(),
    fence(30, 310),
    fence(692, 972),
    bushes(),
  ].join('');
  return { width: WIDTH, height: HEIGHT, body };
}

function rect(
  [x, y]: readonly [number, number],
  [w, h]: readonly [number, number],
  fill: string,
): string {
  return `<rect x="${x}" y="${y}" width="${w}" height="${h}" fill="${fill}"/>`;
}

function circle([x, y]: readonly [number, number], radius: number, fill: string): string {
  return `<circle cx="${x}" cy="${y}" r="${radius}" fill="${fill}"/>`;
}

function shape(points: string, fill: string): string {
  return `<polygon points="${points}" fill="${fill}"/>`;
}

function sky(): string {
  return [
    '<defs><linearGradient id="sky" x1="0" y1="0" x2="0" y2="1">' +
      '<stop offset="0" stop-color="#8fc7e8"/><stop offset="0.65" stop-color="#fbe3c0"/>' +
      '</linearGradient></defs>',
    rect([0, 0], [WIDTH, HEIGHT], 'url(#sky)'),
    circle([196, 150], 92, '#fdf0c4'),
    circle([196, 150], 66, '#f9c646'),
    cloud(420, 118, 1),
    cloud(826, 96, 1.25),
  ].join('');
}

function cloud(x: number, y: number, scale: number): string {
  const puffs = [
    circle([-46, 8], 26, '#ffffff'),
    circle([-8, -8], 38, '#ffffff'),
    circle([36, 6], 28, '#ffffff'),
  ];
  return `<g transform="translate(${x} ${y}) scale(${scale})">${puffs.join('')}${rect([-46, 0], [82, 34], '#ffffff')}</g>`;
}

function hills(): string {
  return (
    '<path d="M0 470 C180 350 330 380 520 450 S860 360 1024 420 V768 H0 Z" fill="#7fb08a"/>' +
    '<path d="M0 560 C260 500 420 540 620 545 S900 505 1024 530 V768 H0 Z" fill="#5d9a68"/>'
  );
}

function path(): string {
  return '<path d="M486 622 L538 622 C560 670 620 710 690 768 L400 768 C440 710 478 670 486 622 Z" fill="#e3c99b"/>';
}

function tree(): string {
  return [
    '<path d="M840 660 L854 430 L886 430 L900 660 Z" fill="#6d4a35"/>',
    circle([812, 382], 66, '#2f7550'),
    circle([926, 376], 70, '#2f7550'),
    circle([870, 308], 88, '#3a8a5d'),
    circle([870, 396], 72, '#358257'),
    ...[
      [836, 300],
      [900, 280],
      [880, 360],
      [934, 384],
      [806, 390],
      [862, 420],
    ].map(([x = 0, y = 0]) => circle([x, y], 10, '#d6453d')),
  ].join('');
}

function house(): string {
  return [
    rect([620, 224], [48, 130], '#a5503f'),
    rect([612, 214], [64, 20], '#7d3a2e'),
    rect([340, 380], [344, 242], WOOD),
    shape('340,380 684,380 684,404 340,404', '#dccfb8'),
    shape('304,392 512,224 720,392', '#b9483a'),
    shape('304,392 512,224 512,246 338,392', '#d2604f'),
    circle([512, 330], 30, '#ffffff'),
    circle([512, 330], 22, '#7db6d6'),
    rect([509, 308], [6, 44], '#ffffff'),
    rect([490, 327], [44, 6], '#ffffff'),
    window([376, 440]),
    window([574, 440]),
    door(),
  ].join('');
}

function window([x, y]: readonly [number, number]): string {
  return [
    rect([x - 8, y - 8], [90, 102], '#ffffff'),
    rect([x, y], [74, 86], '#7db6d6'),
    shape(`${x},${y + 86} ${x},${y + 50} ${x + 50},${y} ${x + 74},${y}`, '#a5d0e6'),
    rect([x + 34, y], [6, 86], '#ffffff'),
    rect([x, y + 40], [74, 6], '#ffffff'),
    rect([x - 14, y + 94], [102, 12], '#b08d63'),
  ].join('');
}

function door(): string {
  return [
    rect([474, 478], [76, 144], '#ffffff'),
    rect([482, 486], [60, 136], SHADOW),
    rect([492, 498], [40, 44], '#554b78'),
    rect([492, 556], [40, 52], '#554b78'),
    circle([534, 556], 5, '#f9c646'),
    rect([462, 622], [100, 14], '#c9bda6'),
  ].join('');
}

/** Posts with pointed tops between two x, before two rails. */
function fence(from: number, to: number): string {
  const posts = Array.from({ length: Math.floor((to - from) / 40) + 1 }, (_, index) => {
    const x = from + index * 40;
    return shape(`${x},716 ${x},600 ${x + 11},584 ${x + 22},600 ${x + 22},716`, '#ffffff');
  });
  const rails = [622, 676].map((y) => rect([from - 18, y], [to - from + 58, 14], '#e9e2d6'));
  return [...rails, ...posts].join('');
}

function bushes(): string {
  return [
    [352, 622, 34],
    [396, 630, 26],
    [634, 630, 26],
    [674, 622, 32],
  ]
    .map(([x = 0, y = 0, radius = 0]) => circle([x, y], radius, '#3f8f57'))
    .join('');
}
