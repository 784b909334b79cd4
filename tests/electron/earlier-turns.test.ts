import { describe, expect, it } from 'vitest';
import { earlierTurns } from '../../electron/earlier-turns.ts';
import { wire } from '../fakes/controllers.ts';
import { follow, testEngine } from '../fakes/engines.ts';
import { mediaExpert, picture } from '../fakes/media-experts.ts';

async function twoTurns() {
  const engine = testEngine([wire(0, 'canny-control', { image: 'house.png' })], {
    experts: [mediaExpert('canny-control')],
  });
  const files = [{ name: 'house.png', bytes: await picture() }];
  const first = await follow(engine.ask('edges of house.png', { files }));
  const { conversation } = first.state;
  const second = await follow(engine.ask('and again', { conversation }));
  return { engine, conversation, first: first.state.runId, second: second.state.runId };
}

describe('what a request goes on with', () => {
  it('is each turn with its files and how they came about, the oldest first', async () => {
    const { engine, conversation, second } = await twoTurns();
    const { earlier, history } = earlierTurns(engine.store, conversation, second);
    expect(history.map(({ request }) => request)).toEqual(['edges of house.png', 'and again']);
    expect(history[0]?.files).toEqual([
      { name: 'house.png', kind: 'image', from: 'given' },
      { name: 'canny-control.png', kind: 'image', from: 'canny-control' },
    ]);
    expect(history[0]?.answer).toContain('canny-control.png');
    expect(earlier.map(({ name }) => name)).toEqual([
      'house.png',
      'canny-control.png',
      'canny-control-0.png', // no two files of a conversation have one name
    ]);
    await engine.close();
  });

  it('is the way to the run that it follows, not what stands beside it', async () => {
    const { engine, conversation, first } = await twoTurns();
    const { history } = earlierTurns(engine.store, conversation, first);
    expect(history).toHaveLength(1);
    expect(earlierTurns(engine.store, conversation, undefined)).toEqual({
      earlier: [],
      history: [],
    });
    await engine.close();
  });
});
