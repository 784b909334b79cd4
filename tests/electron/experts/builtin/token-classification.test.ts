import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tokenClassification } from '../../../../electron/experts/builtin/token-classification.ts';
import { performOn } from './text-tasks.ts';

async function found(text: string): Promise<readonly string[]> {
  const { entities = [] } = await performOn(tokenClassification, { text });
  return entities.map((entity) => `${entity.label} ${entity.text}`);
}

async function checkOffsets(text: string): Promise<void> {
  const { entities = [] } = await performOn(tokenClassification, { text });
  let last = 0;
  for (const { text: name, start, end } of entities) {
    expect(text.slice(start, end)).toBe(name);
    expect(name).toBe(name.trim());
    expect(start).toBeGreaterThanOrEqual(last);
    expect(end).toBeGreaterThan(start);
    last = end;
  }
}

describe('tokenClassification', () => {
  it.each<[string, string[]]>([
    [
      "Dr. Jane O'Neill, who works for Microsoft in Seattle, paid $1,200 to Bob Smith on 3 March 2021.",
      [
        "PERSON Dr. Jane O'Neill",
        'ORGANIZATION Microsoft',
        'LOCATION Seattle',
        'MONEY $1,200',
        'PERSON Bob Smith',
        'DATE 3 March 2021',
      ],
    ],
    [
      "Angela Merkel met Emmanuel Macron in Paris last Tuesday; they discussed the European Union's budget of €750 billion.",
      [
        'PERSON Angela Merkel',
        'PERSON Emmanuel Macron',
        'LOCATION Paris',
        'DATE last Tuesday',
        'ORGANIZATION European Union',
        'MONEY €750 billion',
      ],
    ],
    [
      'Call (555) 123-4567 or write to jane.doe@example.com before 5 p.m. on Friday, 12/05/2024.',
      [
        'PHONE (555) 123-4567',
        'EMAIL jane.doe@example.com',
        'DATE 5 p.m.',
        'DATE Friday, 12/05/2024',
      ],
    ],
    [
      "Apple's revenue rose 12.5% in Q3 2023, said Tim Cook.",
      ['ORGANIZATION Apple', 'PERCENT 12.5%', 'DATE Q3 2023', 'PERSON Tim Cook'],
    ],
    [
      'The   World Health Organization\n was founded in 1948 in Geneva , Switzerland .',
      [
        'ORGANIZATION World Health Organization',
        'DATE 1948',
        'LOCATION Geneva',
        'LOCATION Switzerland',
      ],
    ],
    [
      '“Maria,” said José Álvarez 😀, “we leave London for New York City at noon.”',
      ['PERSON Maria', 'PERSON José Álvarez', 'LOCATION London', 'LOCATION New York City'],
    ],
    [
      'In 1889 the Eiffel Tower was opened in Paris, France by Gustave Eiffel.',
      [
        'DATE 1889',
        'LOCATION Eiffel Tower',
        'LOCATION Paris',
        'LOCATION France',
        'PERSON Gustave Eiffel',
      ],
    ],
    [
      'The Bank of England and the University of Nairobi signed it.',
      ['ORGANIZATION Bank of England', 'ORGANIZATION University of Nairobi'],
    ],
    [
      'Nelson Mandela became President of South Africa in 1994. Mandela was freed on 11 February 1990.',
      [
        'PERSON Nelson Mandela',
        'LOCATION South Africa',
        'DATE 1994',
        'PERSON Mandela',
        'DATE 11 February 1990',
      ],
    ],
    ['my friend john lives in london', ['PERSON john', 'LOCATION london']],
    [
      'She owes me five dollars and twenty percent.',
      ['MONEY five dollars', 'PERCENT twenty percent'],
    ],
    ['See https://example.com/a?b=c, #nlp @jack.', ['URL https://example.com/a?b=c']],
    [
      'Amazon announced a deal with Shell, and the children ate apples.',
      ['ORGANIZATION Amazon', 'ORGANIZATION Shell'],
    ],
  ])('finds what %j names', async (text, expected) => {
    expect(await found(text)).toEqual(expected);
  });

  it('tells the entities in words, each once', async () => {
    const { text } = await performOn(tokenClassification, {
      text: 'Tim Cook went to Paris in May 2020. Tim Cook likes Paris.',
    });
    expect(text).toBe('People: Tim Cook.\nPlaces: Paris.\nDates: May 2020.');
  });

  it.each(['It rained all day and nobody came.', '…', '😀 😀', '3', 'a', '喝茶'])(
    'gives a result without entities for %j',
    async (text) => {
      const output = await performOn(tokenClassification, { text });
      expect(output.entities).toEqual([]);
      expect(output.text).toMatch(/^No /);
    },
  );

  it.each(['', ' \n\t'])('refuses the blank text %j', async (text) => {
    await expect(performOn(tokenClassification, { text })).rejects.toMatchObject({
      code: 'INPUT_INVALID',
    });
  });

  it('gives exact offsets without overlaps for any mixture of names, marks and white space', async () => {
    const part = fc.oneof(
      fc.constantFrom(
        "Sarah's",
        'Dr. Smith',
        'Paris, France',
        '“IBM”',
        '$5 million',
        "he'll",
        "can't",
        'on 3 May 2020.',
        'a@b.org',
        '10%',
        '\u00a0',
        '\n\n',
        'the Bank of Spain',
        '👩‍👧',
        'New York-based',
        'and/or',
      ),
      fc.string({ unit: 'grapheme', maxLength: 6 }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(part, { maxLength: 12 }), async (parts) =>
        checkOffsets(`x ${parts.join(' ')}`),
      ),
      { numRuns: 150 },
    );
  });

  it.each([
    ['numbers with commas', '1,'.repeat(50_000)],
    ['numbers without an end', '1.1 '.repeat(25_000)],
    ['names without an end', "Anna's ".repeat(14_000)],
    ['line breaks', `${'\n'.repeat(100_000)}a`],
    ['a word', 'a'.repeat(100_000)],
  ])('is not held up by 100 kB of %s', async (_, text) => {
    const started = performance.now();
    await checkOffsets(text);
    expect(performance.now() - started).toBeLessThan(20_000);
  });

  it('reads 100 kB in reasonable time', async () => {
    const text = 'Maria Lopez of IBM flew from Madrid to Oslo on 4 June 2019 for $900. '
      .repeat(1500)
      .slice(0, 100_000);
    const started = performance.now();
    const { entities = [] } = await performOn(tokenClassification, { text });
    expect(performance.now() - started).toBeLessThan(30_000);
    expect(entities.length).toBeGreaterThan(8000);
  });
});
