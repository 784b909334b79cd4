// OLLAMA_HOST as Ollama's own programs read it: scheme, port and path may be left out, and an address that
// only a server can listen on stands for this machine.

const PORT = '11434';
const PORTS = { 'http:': '80', 'https:': '443' } as const;

/** @returns the address of its OpenAI-compatible interface, or undefined where the value is no address */
export function ollamaBaseUrl(host: string): string | undefined {
  const [, scheme, rest = ''] = /^(?:(https?):\/\/)?(.*)$/u.exec(host.trim()) ?? [];
  const [, authority = '', path = ''] = /^([^/]*)(\/.*)?$/u.exec(rest) ?? [];
  const [, name = '', port] = /^(\[[^\]]*\]|[^:]*)(?::(\d+))?$/u.exec(authority) ?? [];
  const protocol = scheme === 'https' ? 'https:' : 'http:';
  const usualPort = scheme === undefined ? PORT : PORTS[protocol];
  const reachable = ['', '0.0.0.0', '[::]'].includes(name) ? '127.0.0.1' : name;
  const address = `${protocol}//${reachable}:${port ?? usualPort}${path.replace(/\/+$/u, '')}/v1`;
  return URL.canParse(address) && !/[@\s]/u.test(address) ? address : undefined;
}
