// A Chromium that knows no custom scheme loads them over loopback: app://ensemble/ is
// http://ensemble.app.localhost:PORT/ there, which Chromium resolves to this machine by itself. So is
// http://127.0.0.1:PORT/, for pages that tests open themselves.

export interface Addresses {
  readonly toLoopback: (address: string) => string;
  readonly fromLoopback: (address: string) => string;
}

export function addressesAt(port: number): Addresses {
  const loopback = new RegExp(`^http://([\\w-]+)\\.([\\w-]+)\\.localhost:${port}(?=/|$)`);
  const plain = new RegExp(`^http://127\\.0\\.0\\.1:${port}(?=/|$)`);
  return {
    toLoopback: (address) =>
      address.replace(/^([\w-]+):\/\/([\w-]+)(?=\/|$)/, (all, scheme: string, host: string) =>
        scheme.startsWith('http') ? all : `http://${host}.${scheme}.localhost:${port}`,
      ),
    fromLoopback: (address) =>
      address.replace(plain, 'app://ensemble').replace(loopback, '$2://$1'),
  };
}
