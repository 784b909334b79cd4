// Whether what is typed on this page can be read by others on its way to the engine.

/** This machine's own names; what goes to them never leaves it. */
const OWN = /^(?:localhost|.+\.localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;

/** Plain HTTP from another machine; the desktop program's own scheme stays on this one. */
export function isReadOnTheWay({ protocol, hostname }: Pick<Location, 'protocol' | 'hostname'>) {
  return protocol === 'http:' && !OWN.test(hostname);
}
