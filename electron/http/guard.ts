// Who may ask the server host: whoever has its token, from its own page or from a program, under its own
// name. Other pages in the same browser, and names that were made to point here, are refused.

import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { isLoopback } from '../network/loopback.ts';
import { plainAnswer } from './answers.ts';
import { hostCheck } from './host-names.ts';
import { refuseCall } from './openai-refusals.ts';

export interface GuardOptions {
  readonly token: string;
  /** What the server listens on. */
  readonly host: string;
  readonly port: number;
  /** The compatible endpoints answer programs of this machine without a token. */
  readonly isLoopbackApiOpen?: boolean | undefined;
}

export interface Guard {
  /**
   * @param peer the address that the request comes from
   * @returns the refusal, or undefined where the request may pass
   */
  readonly check: (request: Request, peer: string | undefined) => Response | undefined;
  /** A token for one entry, to be handed to a browser where others could read along. */
  readonly ticket: () => string;
}

const HUGGINGGPT: readonly string[] = ['/hugginggpt', '/tasks', '/results'];

/** OpenAI's clients send the token as their key, and read errors of OpenAI's form alone. */
function isOpenAi(pathname: string): boolean {
  return pathname.startsWith('/v1/');
}

function isCompatible(pathname: string): boolean {
  return HUGGINGGPT.includes(pathname) || isOpenAi(pathname);
}

export function createToken(): string {
  return randomBytes(32).toString('base64url');
}

export function createGuard({ token, host, port, isLoopbackApiOpen }: GuardOptions): Guard {
  const isOwnHost = hostCheck(host, port);
  const cookie = `ensemble-${port}`; // cookies of a machine are shared by all its ports
  const tickets = new Set<string>();
  const isEntry = (given: string) => isSame(given, token) || tickets.delete(given);
  return {
    ticket: () => {
      const ticket = createToken();
      tickets.add(ticket);
      return ticket;
    },
    check: (request, peer) => {
      const { pathname, searchParams, host: target } = new URL(request.url);
      if (!isOwnHost(request.headers.get('host') ?? target) || !isOwnHost(target)) {
        return turnAway(pathname, 421, 'This server does not go by that name.');
      }
      if (!isFromHere(request, pathname)) {
        return turnAway(pathname, 403, 'Other pages may not ask this server.');
      }
      const entry = searchParams.get('token');
      const isVisit = request.method === 'GET' && pathname === '/' && entry !== null;
      if (hasToken(request, cookie, token)) {
        return isVisit ? seeRoot() : undefined;
      }
      if (isLoopbackApiOpen === true && isCompatible(pathname) && isLoopback(peer)) {
        return undefined;
      }
      return isVisit && isEntry(entry)
        ? enter(request, `${cookie}=${token}; Path=/; HttpOnly; SameSite=Strict`)
        : refuse(request, pathname);
    },
  };
}

/** Takes the same time wherever the two differ. */
function isSame(given: string, expected: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(expected));
}

function hasToken({ headers }: Request, cookie: string, token: string): boolean {
  const [, bearer] = /^Bearer +(\S+)$/i.exec(headers.get('authorization') ?? '') ?? [];
  if (bearer !== undefined) {
    return isSame(bearer, token);
  }
  const cookies = (headers.get('cookie') ?? '').split(';').map((pair) => pair.trim());
  return cookies.some(
    (pair) => pair.startsWith(`${cookie}=`) && isSame(pair.slice(cookie.length + 1), token),
  );
}

/** A page elsewhere may link here, and nothing else. Programs say nothing of where they come from. */
function isFromHere({ headers, method, url }: Request, pathname: string): boolean {
  const origin = headers.get('origin');
  if (origin !== null && origin !== new URL(url).origin) {
    return false;
  }
  const site = headers.get('sec-fetch-site');
  const isLink =
    method === 'GET' && pathname === '/' && headers.get('sec-fetch-dest') === 'document';
  return site === null || site === 'same-origin' || site === 'none' || isLink;
}

function seeRoot(): Response {
  return new Response(null, { status: 303, headers: { Location: '/' } });
}

/** A browser that came by a link elsewhere keeps the cookie from a redirect, and sends it from a page. */
function enter(request: Request, cookie: string): Response {
  const answer =
    request.headers.get('sec-fetch-site') === 'cross-site'
      ? htmlAnswer(200, '<meta http-equiv="refresh" content="0; url=/"><title>Ensemble</title>')
      : seeRoot();
  answer.headers.set('Set-Cookie', cookie);
  return answer;
}

const CLOSED = `<title>Ensemble</title>
<p lang="en">This Ensemble is open only from the address that it printed when it started. Open that address.
<p lang="zh">请打开 Ensemble 启动时显示的完整地址。`;

function refuse(request: Request, pathname: string): Response {
  const answer = isOpenAi(pathname) ? refuseCall(WRONG_KEY) : refuseEntry(request);
  answer.headers.set('WWW-Authenticate', 'Bearer');
  return answer;
}

const WRONG_KEY = {
  status: 401,
  message: 'The token of this server was expected as the key.',
  code: 'invalid_api_key',
};

function refuseEntry({ headers }: Request): Response {
  return headers.get('accept')?.includes('text/html') === true
    ? htmlAnswer(401, CLOSED)
    : Response.json({ message: 'The token of this server was expected.' }, { status: 401 });
}

function turnAway(pathname: string, status: number, message: string): Response {
  return isOpenAi(pathname) ? refuseCall({ status, message }) : plainAnswer(status, message);
}

function htmlAnswer(status: number, html: string): Response {
  return new Response(
    `<!doctype html>\n<meta charset="utf-8">\n<meta name="color-scheme" content="light dark">\n${html}\n`,
    {
      status,
      headers: { 'Content-Type': 'text/html; charset=utf-8' },
    },
  );
}
