/** What the apps of the carrier contract answer, whatever framework they are written in. */
import { gzipSync } from 'node:zlib';

/** A request as the app sees it. */
export interface Visit {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: string;
  /** The body as it came. */
  readonly bytes: Uint8Array;
}

/** An answer, or why none comes. */
export interface Scene {
  readonly status: number;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: Buffer | (() => AsyncIterable<Buffer>) | undefined;
}

function scene(
  body: Scene['body'] | string,
  headers: Readonly<Record<string, string>> = {},
  status = 200,
): Scene {
  return {
    status,
    headers: Object.entries({ 'content-type': 'text/plain; charset=utf-8', ...headers }),
    body: typeof body === 'string' ? Buffer.from(body) : body,
  };
}

async function* pieces(): AsyncGenerator<Buffer> {
  for (const piece of ['one ', 'two ', 'three']) {
    await new Promise((resolve) => setImmediate(resolve));
    yield Buffer.from(piece);
  }
}

/** 50 MB, a piece at a time; tells how much was taken. */
async function* fifty(taken: (bytes: number) => void): AsyncGenerator<Buffer> {
  const piece = Buffer.alloc(256 * 1024, 'x');
  for (let sent = 0; sent < 50_000_000; sent += piece.length) {
    await new Promise((resolve) => setImmediate(resolve));
    taken(piece.length);
    yield piece;
  }
}

async function* breaking(): AsyncGenerator<Buffer> {
  yield Buffer.from('half');
  await new Promise((resolve) => setImmediate(resolve));
  throw new Error('the app broke off');
}

function echo({ method, path, headers, body }: Visit): Scene {
  const names = ['host', 'x-forwarded-proto', 'x-forwarded-host', 'cookie', 'content-type'];
  const seen = Object.fromEntries(names.map((name) => [name, headers[name]]));
  return scene(JSON.stringify({ method, path, body, ...seen, secret: headers['x-secret'] }));
}

const bytes = Buffer.from(Array.from({ length: 256 }, (_, byte) => byte));

/** All answers by path. `taken` is told how many bytes of the long one were produced. */
export function sceneFor(visit: Visit, taken: (bytes: number) => void): Scene | 'hang' {
  const scenes: Readonly<Record<string, () => Scene | 'hang'>> = {
    '/echo': () => echo(visit),
    '/bytes': () => scene(Buffer.from(visit.bytes).toString('hex')),
    '/size': () => scene(String(visit.bytes.length)),
    '/cookies': () => ({
      ...scene('set'),
      headers: [
        ['Set-Cookie', 'a=1; Path=/; Expires=Wed, 01 Jan 2110 00:00:00 GMT'],
        ['Set-Cookie', 'b=2; Path=/; HttpOnly'],
      ],
    }),
    '/redirect': () => scene('', { location: '/echo' }, 302),
    '/none': () => ({ status: 204, headers: [], body: undefined }),
    '/error': () => scene('broken', {}, 500),
    '/big': () => scene(() => fifty(taken)),
    '/hang': () => 'hang',
    '/cut': () => scene(breaking),
    '/binary': () => scene(bytes, { 'content-type': 'application/octet-stream' }),
    '/invalid': () => scene(Buffer.from([0x61, 0xff, 0x62])),
    '/latin1': () =>
      scene(Buffer.from([0xe9]), { 'content-type': 'text/html; charset=iso-8859-1' }),
    '/header': () => scene('', { 'X-MiXeD': 'Value' }),
    '/nothing': () => scene(''),
    '/stream': () => scene(pieces),
    '/gzip': () => scene(gzipSync('small'), { 'content-encoding': 'gzip' }),
  };
  return scenes[visit.path.split('?')[0] ?? '']?.() ?? scene('not here', {}, 404);
}
