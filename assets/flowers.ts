// Makes flowers.csv: an invented table of plants found on a walk. The species can be told from the
// measurements, though not from any one of them, and some are left for a program to fill in.

import { createRandom, type Random } from './random.ts';

const ROWS = 80;
/** Every eighth plant has no species yet. */
const GAP_EVERY = 8;

interface Species {
  readonly name: string;
  /** Mean and standard deviation. */
  readonly stemCm: readonly [number, number];
  readonly petalMm: readonly [number, number];
  readonly leafMm: readonly [number, number];
  readonly petals: readonly number[];
  readonly colours: readonly string[];
  readonly places: readonly string[];
}

const SPECIES: readonly Species[] = [
  {
    name: 'bluebell',
    stemCm: [31, 5],
    petalMm: [17, 2],
    leafMm: [290, 45],
    petals: [6],
    colours: ['blue', 'blue', 'blue', 'violet', 'white'],
    places: ['wood', 'wood', 'wood', 'hedge'],
  },
  {
    name: 'cowslip',
    stemCm: [19, 4],
    petalMm: [11, 2],
    leafMm: [105, 25],
    petals: [5],
    colours: ['yellow'],
    places: ['meadow', 'meadow', 'hedge', 'roadside'],
  },
  {
    name: 'oxeye daisy',
    stemCm: [48, 9],
    petalMm: [19, 3],
    leafMm: [68, 15],
    petals: [18, 20, 21, 22, 24],
    colours: ['white'],
    places: ['meadow', 'meadow', 'roadside', 'roadside'],
  },
  {
    name: 'wood anemone',
    stemCm: [16, 4],
    petalMm: [18, 3],
    leafMm: [52, 12],
    petals: [6, 6, 7, 8],
    colours: ['white', 'white', 'white', 'violet'],
    places: ['wood', 'wood', 'hedge'],
  },
];

export function makeFlowers(): string {
  const random = createRandom(1682);
  const rows = Array.from({ length: ROWS }, (_, index) => {
    const species = pick(random, SPECIES);
    const isGap = index % GAP_EVERY === GAP_EVERY - 3;
    return [...measured(random, species), isGap ? '' : species.name].join(',');
  });
  return `${['stem_cm,petal_mm,leaf_mm,petals,colour,place,species', ...rows].join('\n')}\n`;
}

function measured(random: Random, species: Species): readonly string[] {
  const around = ([mean, deviation]: readonly [number, number]) =>
    mean + deviation * random.normal();
  return [
    around(species.stemCm).toFixed(1),
    around(species.petalMm).toFixed(1),
    around(species.leafMm).toFixed(0),
    String(pick(random, species.petals)),
    pick(random, species.colours),
    pick(random, species.places),
  ];
}

function pick<Item>(random: Random, items: readonly Item[]): Item {
  const item = items[Math.floor(random.uniform() * items.length)];
  if (item === undefined) {
    throw new Error('There is nothing to pick from');
  }
  return item;
}
