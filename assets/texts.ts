// The words of the samples: a paragraph about the Eddystone lighthouse, and the notice on its subject.

/** Sentence by sentence; the first is the one that recording.wav speaks. */
export const PARAGRAPH: readonly string[] = [
  'Four lighthouses have stood on the Eddystone Rocks, a dangerous reef in the sea south of Plymouth.',
  'Henry Winstanley lit the first of them in November 1698, and the great storm of 1703 swept it away.',
  'John Rudyerd, a silk merchant from London, replaced it with a tower of oak, which burned down in December 1755.',
  'The Royal Society then recommended John Smeaton, an engineer from Yorkshire, for the third lighthouse.',
  'Smeaton gave his tower the shape of an oak tree, wide at the foot and slender above, and cut its granite blocks so that each one locked into its neighbours.',
  'He also searched for a mortar that would harden under water, and the lime that he found led the way to modern concrete.',
  'The candles of his lighthouse were lit for the first time on 16 October 1759.',
  'The tower itself never failed, but by 1877 the sea was wearing away the rock beneath it.',
  'Trinity House asked James Douglass to build the fourth lighthouse, which was completed in 1882 and still guides ships today.',
  'The people of Plymouth paid to have the upper part of the old tower moved to the Hoe, where visitors can climb it.',
];

export const NOTICE = {
  heading: "Smeaton's Tower",
  place: 'Plymouth Hoe',
  sentences: [
    'John Smeaton built this lighthouse on the Eddystone Rocks and lit it on 16 October 1759.',
    'When the sea had worn away the reef below it, the people of Plymouth brought the upper part ashore.',
    'Visitors may climb the 93 steps to the lantern room from Tuesday to Sunday.',
    'Please hold the rail, and let people on their way down pass first.',
  ],
};
