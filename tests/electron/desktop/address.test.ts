import { describe, expect, test } from 'vitest';
import { externalAddress, isOwnAddress, isStartPage } from '../../../electron/desktop/address.ts';

describe('its own addresses', () => {
  test.each(['app://ensemble/', 'app://ensemble/rpc/overview', 'app://ensemble?a#b'])(
    '%s is one',
    (address) => expect(isOwnAddress(address)).toBe(true),
  );

  test.each([
    'app://other/',
    'app://ensemble.example/',
    'app://user@ensemble:80/',
    'https://ensemble/',
    'file:///ensemble/',
    'about:blank',
    'ensemble',
    '',
  ])('%s is none', (address) => expect(isOwnAddress(address)).toBe(false));

  test('the page is at the root, wherever in it a person is', () => {
    expect(isStartPage('app://ensemble/#/conversation')).toBe(true);
    expect(isStartPage('app://ensemble/media/x')).toBe(false);
    expect(isStartPage('app://other/')).toBe(false);
  });
});

describe('addresses for the browser', () => {
  test.each(['https://example.com/a?b#c', 'http://example.com/'])('%s is opened', (address) =>
    expect(externalAddress(address)).toBe(address),
  );

  test.each([
    'file:///etc/passwd',
    'javascript:alert(1)',
    'data:text/html,a',
    'mailto:a@example.com',
    'smb://server/share',
    'app://ensemble/media/x',
    'https://example.com@evil.example/',
    'https://user:secret@example.com/',
    `https://example.com/${'a'.repeat(3000)}`,
    'not an address',
  ])('%s is not', (address) => expect(externalAddress(address)).toBeUndefined());
});
