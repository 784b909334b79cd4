// The environment as whoever sends a key reads it: what is set in it, and behind that the keys that are
// kept. Kept ones are found by name alone; a copy of it, such as one for another process, has none of them.

/** The environment that a view was made of. */
const originals = new WeakMap<NodeJS.ProcessEnv, NodeJS.ProcessEnv>();

/** @param kept the key that is kept under a name */
export function withKeptKeys(
  environment: NodeJS.ProcessEnv,
  kept: (variable: string) => string | undefined,
): NodeJS.ProcessEnv {
  const keptInPlaceOf = (name: string | symbol) =>
    typeof name === 'string' && !environment[name]?.trim() ? kept(name) : undefined;
  const view = new Proxy(environment, {
    get: (target, name): unknown => keptInPlaceOf(name) ?? Reflect.get(target, name),
    // One that is set and blank would otherwise be copied with what is kept in its place.
    ownKeys: (target) =>
      Reflect.ownKeys(target).filter((name) => keptInPlaceOf(name) === undefined),
  });
  originals.set(view, environment);
  return view;
}

export interface FoundKey {
  readonly variable: string;
  readonly key: string;
  readonly source: 'environment' | 'stored';
}

/** The first of the names that is set, in the environment before what is kept. */
export function findKeyIn(
  environment: NodeJS.ProcessEnv,
  variables: readonly string[],
): FoundKey | undefined {
  const original = originals.get(environment) ?? environment;
  return firstOf(original, variables, 'environment') ?? firstOf(environment, variables, 'stored');
}

function firstOf(
  environment: NodeJS.ProcessEnv,
  variables: readonly string[],
  source: FoundKey['source'],
): FoundKey | undefined {
  for (const variable of variables) {
    const key = environment[variable]?.trim();
    if (key) {
      return { variable, key, source };
    }
  }
  return undefined;
}
