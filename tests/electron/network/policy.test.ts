import { describe, expect, it } from 'vitest';
import { createPolicy, refusalIn } from '../../../electron/network/policy.ts';
import type { Purpose } from '../../../shared/connections.ts';
import { MODES, type Mode } from '../../../shared/settings.ts';

it.each([
  ['local', 'http://127.0.0.1:11434/v1', true],
  ['local', 'http://localhost:1234/v1', true],
  ['local', 'http://[::1]:1234/v1', true],
  ['local', 'https://api.example.com/v1', false],
  ['local', 'http://127.0.0.1.example.com/', false],
  ['local', 'http://192.168.0.2/', false],
  ['hybrid', 'https://api.example.com/v1', true],
  ['remote', 'https://api.example.com/v1', true],
] as const)('in %s mode %s may be asked: %s', (mode, url, isAllowed) => {
  expect(refusalIn(mode)(new URL(url)) === undefined).toBe(isAllowed);
});

const HOSTS: Partial<Record<Purpose, readonly string[]>> = {
  hub: ['https://hub.example.com'],
  controller: ['https://api.example.com/v1', 'http://192.168.0.7:11434/v1', 'nonsense'],
};

function policyOf(mode: Mode) {
  return createPolicy({ mode, configured: (purpose) => HOSTS[purpose] ?? [] });
}

function isAllowed(mode: Mode, purpose: Purpose, url: string): boolean {
  return policyOf(mode).refusal(purpose, new URL(url)) === undefined;
}

describe('the policy of a purpose', () => {
  it('lets out what was configured for it, by scheme, host and port', () => {
    for (const mode of ['hybrid', 'remote'] as const) {
      expect(isAllowed(mode, 'hub', 'https://hub.example.com/api/models?x=1')).toBe(true);
      expect(isAllowed(mode, 'controller', 'http://192.168.0.7:11434/v1/models')).toBe(true);
      expect(isAllowed(mode, 'hub', 'http://hub.example.com/')).toBe(false);
      expect(isAllowed(mode, 'hub', 'https://hub.example.com:8443/')).toBe(false);
      expect(isAllowed(mode, 'hub', 'https://hub.example.com.evil.example/')).toBe(false);
      expect(isAllowed(mode, 'hub', 'https://api.example.com/v1')).toBe(false);
      expect(isAllowed(mode, 'controller', 'https://hub.example.com/')).toBe(false);
      expect(isAllowed(mode, 'controller', 'http://192.168.0.8:11434/v1')).toBe(false);
    }
  });

  it('lets nothing out in local mode, configured or not, and loopback always', () => {
    expect(isAllowed('local', 'hub', 'https://hub.example.com/')).toBe(false);
    expect(isAllowed('local', 'controller', 'http://192.168.0.7:11434/v1')).toBe(false);
    for (const mode of MODES) {
      expect(isAllowed(mode, 'controller', 'http://127.0.0.1:9/')).toBe(true);
    }
  });

  it('lets out where a configured host sends us, for the same purpose alone', () => {
    const policy = policyOf('hybrid');
    const storage = new URL('https://storage.example.net/blob?signature=x');
    expect(policy.refusal('hub', storage)).toBeDefined();
    policy.redirected('hub', new URL('https://hub.example.com/file'), storage);
    expect(policy.refusal('hub', storage)).toBeUndefined();
    expect(policy.refusal('controller', storage)).toBeDefined();
  });

  it.each([
    'http://storage.example.net/blob',
    'https://192.168.0.9/blob',
    'https://[fe80::1]/blob',
    'https://router.local/blob',
    'https://storage.example.net:22/blob',
  ])('does not learn %s from a redirect', (address) => {
    const policy = policyOf('hybrid');
    const to = new URL(address);
    policy.redirected('hub', new URL('https://hub.example.com/file'), to);
    expect(policy.refusal('hub', to)).toBeDefined();
  });

  it('learns nothing in local mode, and nothing from a language model’s server', () => {
    const to = new URL('https://storage.example.net/');
    const local = policyOf('local');
    local.redirected('hub', new URL('https://hub.example.com/'), to);
    expect(local.refusal('hub', to)).toBeDefined();
    const hybrid = policyOf('hybrid');
    hybrid.redirected('controller', new URL('https://api.example.com/'), to);
    expect(hybrid.refusal('controller', to)).toBeDefined();
  });
});
