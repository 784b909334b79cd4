import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { questionAnswering } from '../../../../electron/experts/builtin/question-answering.ts';
import { performOn } from './text-tasks.ts';

const PASSAGES = {
  lighthouse: `The Harrow Point lighthouse was built in 1874 by the engineer Thomas Whitfield. It stands on a cliff in Cornwall and is 34 metres tall. The tower cost £12,500 to build. Its lamp was converted to electricity in 1931. Today the lighthouse belongs to the National Trust, and about 40,000 people visit it each year. It was closed for two years because its stairs had become unsafe.`,
  company: `Brightleaf Foods was founded by Anna Lindqvist in Stockholm in 1998. The company makes oat milk and employs 450 people. In March 2021 it opened a factory in Malmö. Last year its revenue rose by 18 percent to €95 million. Its chief executive is Johan Berg, who joined the firm from Nestlé in 2015.`,
  river: `The Danube flows through ten countries and empties into the Black Sea. It is 2,850 kilometres long. Vienna, Budapest and Belgrade lie on its banks. The Volga is the longest river in Europe. Fishermen on the Danube catch carp and sturgeon. The river froze over in 1929 after a winter of extreme cold.`,
  novel: `The Silent Orchard was written by Margaret Hale. She finished the novel in 1952, after her husband had died. The story follows a gardener who discovers a hidden letter. Critics praised the book for its humour. A film of it was directed by Peter Novak and released on 14 June 1963. It won the Golden Lion in Venice.`,
  bio: `Photosynthesis is the process by which plants turn light into chemical energy. It takes place in the chloroplasts. Chlorophyll absorbs red and blue light and gives leaves their green colour. Plants release oxygen as a by-product. Water is drawn up from the soil through the roots.`,
  match: `Rovers beat United 3-1 at Elm Park on Saturday. Sam Okafor scored twice in the first half, and Luis Prieto added a third goal from the penalty spot. United's captain, Darren Holt, was sent off after 62 minutes. The game was watched by 21,340 spectators. Rovers will play City next Wednesday.`,
  museum: `The Fenwick Museum opened its doors in 1907 in a former cotton mill in Leeds. Its founder, the banker Arthur Fenwick, left it his collection of 3,000 clocks. The oldest clock in the museum was made in Nuremberg around 1540. Entry is free for children, while adults pay £9. The museum is closed on Mondays so that the clocks can be wound.`,
  storm: `Storm Ida struck the coast of Portugal on 4 February with winds of up to 140 km/h. It destroyed 200 houses and left 35,000 people without electricity. The mayor of Aveiro, Carla Mendes, declared a state of emergency. Schools stayed closed for three days. The government promised €12 million for repairs.`,
  recipe: `To make the dough, mix 500 grams of flour with a pinch of salt. Add two eggs and knead the dough for ten minutes. Let it rest in the refrigerator for half an hour. The sauce is made from tomatoes, garlic and basil. Serve the pasta with grated cheese.`,
  planet: `Saturn is the sixth planet from the Sun. Its rings consist mainly of ice. Titan, its largest moon, was discovered by Christiaan Huygens in 1655. Titan has a dense atmosphere of nitrogen. The spacecraft Cassini reached Saturn in 2004 after a journey of seven years.`,
  bridge: `The Arden Bridge crosses the river Lune near the village of Halton. Work on it began in 1911 and took four years. Its designer, Clara Finch, was only 26 at the time. The bridge is made of steel and weighs 5,400 tonnes. A flood damaged two of its pillars in December 2015, and repairs cost the county £3.2 million. Cyclists may use the bridge free of charge.`,
  choir: `The Willow Street Choir was started by a retired bus driver, Samuel Okoro, in 2009. It has 64 members, most of whom had never sung before. The choir rehearses every Thursday in the town hall. In 2018 it won the national contest in Cardiff. The members raise money for the local hospital by singing in shopping centres.`,
  whale: `The blue whale is the largest animal that has ever lived. It can reach a length of 30 metres and weigh up to 190 tonnes. Blue whales feed almost entirely on krill. Calves drink around 400 litres of milk a day. The species was hunted nearly to extinction because its oil was valuable. Hunting was banned in 1966 by the International Whaling Commission.`,
} as const;

const QUESTIONS: readonly (readonly [keyof typeof PASSAGES, string, RegExp])[] = [
  ['lighthouse', 'Who built the lighthouse?', /^(the engineer )?Thomas Whitfield$/],
  ['lighthouse', 'When was the lighthouse built?', /^1874$/],
  ['lighthouse', 'Where does the lighthouse stand?', /Cornwall/],
  ['lighthouse', 'How tall is it?', /^34 metres/],
  ['lighthouse', 'How much did the tower cost?', /£12,500/],
  ['lighthouse', 'How many people visit it each year?', /^(about )?40,000/],
  ['lighthouse', 'Why was it closed?', /stairs had become unsafe/],
  ['lighthouse', 'When was the lamp converted to electricity?', /1931/],
  ['company', 'Who founded Brightleaf Foods?', /^Anna Lindqvist$/],
  ['company', 'In which city was the company founded?', /^Stockholm$/],
  ['company', 'What does the company make?', /oat milk/],
  ['company', 'How many people does it employ?', /^450/],
  ['company', 'Where did it open a factory?', /^Malmö$/],
  ['company', 'By how many percent did revenue rise?', /18 percent/],
  ['company', 'Who is the chief executive?', /^Johan Berg$/],
  ['company', 'When did Johan Berg join the firm?', /2015/],
  ['company', 'What was the revenue last year?', /€95 million/],
  ['river', 'How long is the Danube?', /2,850 kilometres/],
  ['river', 'How many countries does the Danube flow through?', /^ten/],
  ['river', 'What is the longest river in Europe?', /Volga/],
  ['river', 'Where does the Danube empty?', /Black Sea/],
  ['river', 'When did the river freeze over?', /1929/],
  ['river', 'What do fishermen catch on the Danube?', /carp/],
  ['novel', 'Who wrote The Silent Orchard?', /^Margaret Hale$/],
  ['novel', 'Who directed the film?', /^Peter Novak$/],
  ['novel', 'When was the film released?', /^14 June 1963$/],
  ['novel', 'What prize did the film win?', /Golden Lion/],
  ['novel', 'What does the gardener discover?', /hidden letter/],
  ['novel', 'Why did critics praise the book?', /humour/],
  ['novel', 'In what year did she finish the novel?', /1952/],
  ['bio', 'What is photosynthesis?', /process/],
  ['bio', 'Where does photosynthesis take place?', /chloroplasts/],
  ['bio', 'What gives leaves their green colour?', /Chlorophyll/i],
  ['bio', 'What do plants release?', /oxygen/],
  ['bio', 'How is water drawn up from the soil?', /through the roots/],
  ['match', 'Who scored twice?', /^Sam Okafor$/],
  ['match', 'How many spectators watched the game?', /21,340/],
  ['match', 'Who was sent off?', /Darren Holt/],
  ['match', 'When will Rovers play City?', /Wednesday/],
  ['match', 'Who did Rovers beat?', /United/],
  ['museum', 'When did the museum open?', /1907/],
  ['museum', 'Who founded the museum?', /Arthur Fenwick/],
  ['museum', 'Where was the oldest clock made?', /Nuremberg/],
  ['museum', 'How many clocks are in the collection?', /3,000/],
  ['museum', 'How much do adults pay?', /£9/],
  ['museum', 'Why is the museum closed on Mondays?', /clocks can be wound/],
  ['museum', 'In which city is the Fenwick Museum?', /Leeds/],
  ['storm', 'Which country did the storm strike?', /Portugal/],
  ['storm', 'How fast were the winds?', /140 km\/h/],
  ['storm', 'How many houses were destroyed?', /200/],
  ['storm', 'Who is the mayor of Aveiro?', /Carla Mendes/],
  ['storm', 'How long did schools stay closed?', /three days/],
  ['storm', 'How much money did the government promise?', /€12 million/],
  ['storm', 'What did the mayor declare?', /state of emergency/],
  ['storm', 'When did Storm Ida strike?', /4 February/],
  ['recipe', 'How much flour is needed?', /500 grams/],
  ['recipe', 'How many eggs are added?', /two/],
  ['recipe', 'How long should the dough be kneaded?', /ten minutes/],
  ['recipe', 'What is the sauce made from?', /tomatoes/],
  ['recipe', 'Where does the dough rest?', /refrigerator/],
  ['planet', 'Who discovered Titan?', /Huygens/],
  ['planet', 'What do the rings consist of?', /ice/],
  ['planet', 'When did Cassini reach Saturn?', /2004/],
  ['planet', 'What is the largest moon of Saturn?', /Titan/],
  ['planet', 'How long was the journey?', /seven years/],
  ['planet', 'What is the atmosphere of Titan made of?', /nitrogen/],
  ['bridge', 'Which river does the Arden Bridge cross?', /Lune/],
  ['bridge', 'When did work on the bridge begin?', /1911/],
  ['bridge', 'Who designed the bridge?', /Clara Finch/],
  ['bridge', 'How much does the bridge weigh?', /5,400 tonnes/],
  ['bridge', 'What is the bridge made of?', /steel/],
  ['bridge', 'How much did the repairs cost?', /£3\.2 million/],
  ['bridge', 'What damaged the pillars?', /flood/i],
  ['bridge', 'How old was Clara Finch?', /26/],
  ['choir', 'Who started the choir?', /Okoro/],
  ['choir', 'How many members does it have?', /64/],
  ['choir', 'Where does the choir rehearse?', /town hall/],
  ['choir', 'When does the choir rehearse?', /Thursday/],
  ['choir', 'What did the choir win in 2018?', /national contest/],
  ['choir', 'How do the members raise money?', /singing/],
  ['choir', 'What was the job of Samuel Okoro?', /bus driver/],
  ['whale', 'What is the largest animal?', /blue whale/i],
  ['whale', 'What do blue whales eat?', /krill/],
  ['whale', 'How much milk do calves drink?', /400 litres/],
  ['whale', 'Why was the species hunted?', /oil was valuable/],
  ['whale', 'Who banned hunting?', /Whaling Commission/],
  ['whale', 'When was hunting banned?', /1966/],
  ['whale', 'How long can a blue whale be?', /30 metres/],
];

describe('questionAnswering', () => {
  it.each(QUESTIONS)('answers about the %s: %s', async (passage, text, expected) => {
    const context = PASSAGES[passage];
    const output = await performOn(questionAnswering, { text, context });
    const answers = output.answers ?? [];
    expect(output.text).toMatch(expected);
    expect(answers[0]?.text.replace(/\s+/gu, ' ')).toBe(output.text);
    expect(answers.length).toBeLessThanOrEqual(3);
    for (const { text: answer, start = 0, end = 0 } of answers) {
      expect(context.slice(start, end)).toBe(answer);
    }
    const scores = answers.map(({ score }) => score);
    expect(scores).toEqual([...scores].sort((a, b) => b - a));
  });

  it.each([
    ['lighthouse', 'What is the capital of Mongolia?'],
    ['planet', 'Who painted the Mona Lisa?'],
  ] as const)(
    'says so where the passage about the %s does not answer: %s',
    async (passage, text) => {
      const output = await performOn(questionAnswering, { text, context: PASSAGES[passage] });
      expect(output.answers).toEqual([]);
      expect(output.notes).toHaveLength(1);
    },
  );

  it('marks a poor answer as a guess', async () => {
    const output = await performOn(questionAnswering, {
      text: 'Who owns the lighthouse keys of Dover castle?',
      context: PASSAGES.lighthouse,
    });
    expect(output.answers?.[0]?.score).toBeLessThan(0.4);
    expect(output.notes).toHaveLength(1);
    const sure = await performOn(questionAnswering, {
      text: 'Who built the lighthouse?',
      context: PASSAGES.lighthouse,
    });
    expect(sure.notes).toBeUndefined();
  });

  it('answers a yes-or-no question with the sentence that decides it', async () => {
    const output = await performOn(questionAnswering, {
      text: 'Is entry free for children?',
      context: PASSAGES.museum,
    });
    expect(output.text).toBe('Entry is free for children, while adults pay £9.');
  });

  it.each([
    'Context: The fox lives in the wood. It eats mice. Question: What does the fox eat?',
    'Question: What does the fox eat? Context: The fox lives in the wood. It eats mice.',
    'What does the fox eat? "The fox lives in the wood. It eats mice."',
    'The fox lives in the wood. It eats mice. What does the fox eat?',
    'What does the fox eat? The fox lives in the wood. It eats mice.',
    'The fox lives in the wood. It eats mice.\n\nQuestion: What does the fox eat?',
  ])('takes the passage out of %j', async (text) => {
    expect((await performOn(questionAnswering, { text })).text).toBe('mice');
  });

  it.each(['What is love?', 'Who wrote "Hamlet"?', 'Question: Who are you?'])(
    'refuses %j, which has no passage',
    async (text) => {
      await expect(performOn(questionAnswering, { text })).rejects.toMatchObject({
        code: 'INPUT_INVALID',
      });
    },
  );

  it('finds the one sentence that answers in a long passage', async () => {
    const filler = Array.from(
      { length: 5000 },
      (_, i) => `The tower number ${i} is ${i + 7} metres high and was built by the Smiths.`,
    );
    const context = [...filler, 'The golden heron sleeps in Lisbon.', ...filler].join(' ');
    const started = performance.now();
    const output = await performOn(questionAnswering, {
      text: 'Where does the golden heron sleep?',
      context,
    });
    expect(output.text).toBe('Lisbon');
    expect(performance.now() - started).toBeLessThan(30_000);
  });

  it('gives slices of the passage for whatever it is given', async () => {
    const part = fc.oneof(
      fc.constantFrom('Ann built it.', 'In 1900', "the King's boat", '\n', '10 %', 'Who?', '😀'),
      fc.string({ unit: 'grapheme', maxLength: 8 }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(part), fc.array(part), async (asked, told) => {
        const context = `Ann sails. ${told.join(' ')}`;
        const { answers = [] } = await performOn(questionAnswering, {
          text: `Who sails ${asked.join(' ')}?`,
          context,
        });
        for (const { text, start = 0, end = 0, score } of answers) {
          expect(context.slice(start, end)).toBe(text);
          expect(score).toBeGreaterThanOrEqual(0);
          expect(score).toBeLessThanOrEqual(1);
        }
      }),
      { numRuns: 60 },
    );
  });
});
