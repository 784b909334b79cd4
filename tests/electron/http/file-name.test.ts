import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { safeFileName } from '../../../electron/http/file-name.ts';

describe('the name of an uploaded file', () => {
  it.each([
    ['photo.jpg', 'photo.jpg'],
    ['发票 2024.png', '发票 2024.png'],
    ['../../etc/passwd', 'passwd'],
    ['C:\\Users\\me\\report.pdf', 'report.pdf'],
    ['/absolute/path.txt', 'path.txt'],
    ['<img src=x onerror=alert(1)>.png', '<img src=x onerror=alert(1)>.png'],
    ['..', 'file'],
    ['.', 'file'],
    ['', 'file'],
    ['folder/', 'file'],
    ['a\u0000b\nc.txt', 'abc.txt'],
    ['cod\u202egnp.exe', 'codgnp.exe'],
    ['.gitignore', '.gitignore'],
    [`${'long'.repeat(100)}.tiff`, `${'long'.repeat(63).slice(0, 250)}.tiff`],
  ])('%j becomes %j', (given, kept) => {
    expect(safeFileName(given)).toBe(kept);
  });

  it('is never a path, hidden or too long, whatever comes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (given) => {
        const name = safeFileName(given);
        expect(name).toMatch(/^[^/\\\p{Cc}\u202a-\u202e\u2066-\u2069]{1,255}$/u);
        expect(['.', '..']).not.toContain(name);
        expect(name.length).toBeLessThanOrEqual(255);
        expect(name.isWellFormed()).toBe(true);
        expect(safeFileName(name)).toBe(name);
      }),
    );
  });
});
