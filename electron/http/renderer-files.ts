// The files of the built renderer. Only plain names inside its folder are looked up.

import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { getMimeType } from 'hono/utils/mime';
import { errorCode } from '../store/disk-errors.ts';
import { pagePolicy } from './headers.ts';

const PLAIN_PATH = /^(?:[\w-][\w.-]*\/)*[\w-][\w.-]*$/;

/** @returns the file of that path, or undefined where there is none */
export async function rendererFile(folder: string, path: string): Promise<Response | undefined> {
  const name = path === '/' ? 'index.html' : path.slice(1);
  const bytes = PLAIN_PATH.test(name) ? await readIfThere(join(folder, name)) : undefined;
  if (bytes === undefined) {
    return undefined;
  }
  if (name === 'index.html') {
    return page(bytes.toString('utf8'));
  }
  // Vite names what lies in assets/ by its content.
  const caching = name.startsWith('assets/') ? 'public, max-age=31536000, immutable' : 'no-cache';
  return new Response(bytes, {
    headers: {
      'Content-Type': getMimeType(name) ?? 'application/octet-stream',
      'Cache-Control': caching,
    },
  });
}

/** Each page with a nonce of its own, which renderer/app.tsx reads. */
function page(html: string): Response {
  const nonce = randomBytes(16).toString('base64url');
  const body = html.replace('<head>', `<head>\n    <meta name="style-nonce" content="${nonce}" />`);
  return new Response(body, {
    headers: {
      'Content-Type': 'text/html; charset=utf-8',
      'Cache-Control': 'no-cache',
      'Content-Security-Policy': pagePolicy(nonce),
    },
  });
}

async function readIfThere(path: string): Promise<Buffer<ArrayBuffer> | undefined> {
  try {
    return await readFile(path);
  } catch (error) {
    if (['ENOENT', 'ENOTDIR', 'EISDIR'].includes(errorCode(error))) {
      return undefined;
    }
    throw error;
  }
}
