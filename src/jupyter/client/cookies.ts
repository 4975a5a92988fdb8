/** A Set-Cookie line, and the URL whose answer it came with. */
export interface ReceivedCookie {
  readonly line: string;
  readonly url: URL;
}

/** The cookies of one client. Only one host sets or receives them. */
export interface Cookies {
  keep(setCookies: readonly string[], url: URL): Promise<void>;
  /** The value of the Cookie header; '' without cookies. */
  header(url: URL): Promise<string>;
  value(url: URL, name: string): Promise<string | undefined>;
}

/** Follows a browser's rules for cookies: Secure, SameSite, Path, expiry, and no cookie for a whole public suffix. */
export async function openCookies(): Promise<Cookies> {
  const { CookieJar } = await import('tough-cookie');
  const jar = new CookieJar(undefined, { looseMode: true });
  return {
    async keep(setCookies, url) {
      for (const line of setCookies) {
        // A cookie that a browser would refuse is refused here; the login then reports it as lost.
        if (isUnsafeEverywhere(line)) continue;
        await jar.setCookie(line, url.href, { ignoreError: true }).catch(() => undefined);
      }
    },
    header: (url) => jar.getCookieString(url.href),
    async value(url, name) {
      const cookies = await jar.getCookies(url.href);
      return cookies.find(({ key }) => key === name)?.value;
    },
  };
}

/** SameSite=None without Secure, which browsers refuse at every address; the jar accepts it. */
function isUnsafeEverywhere(line: string): boolean {
  const attributes = attributesOf(line);
  return /^none$/i.test(attributes.get('samesite') ?? '') && !attributes.has('secure');
}

/** The attribute for which a browser does not send a cookie. */
export type CookieObstacle = 'Secure' | 'SameSite' | 'Domain' | 'Path';

/**
 * Why a browser at `base` does not send back a cookie that the server set in an answer at another of its addresses;
 * undefined if it does, or if the line only removes a cookie.
 */
export async function obstacleOf(
  { line, url }: ReceivedCookie,
  base: URL,
): Promise<CookieObstacle | undefined> {
  const attributes = attributesOf(line);
  const expires = Date.parse(attributes.get('expires') ?? '');
  if (expires < Date.now() || Number(attributes.get('max-age') ?? 1) <= 0) return undefined;
  const answered = new URL(url.pathname, base);
  const isKept = async (each: string) => {
    const cookies = await openCookies();
    await cookies.keep([each], answered);
    return (await cookies.header(new URL('api/status', base))) !== '';
  };
  if (await isKept(line)) return undefined;
  const dropped: string[] = [];
  for (const [name, ...droppable] of OBSTACLES) {
    dropped.push(...droppable);
    if (await isKept(without(line, dropped))) return isUnsafeEverywhere(line) ? 'SameSite' : name;
  }
  return undefined;
}

/** In the order in which they are suspected, with the attributes that they stand for. */
const OBSTACLES = [
  ['Secure', 'secure', 'samesite'],
  ['Domain', 'domain'],
  ['Path', 'path'],
] as const;

function without(line: string, names: readonly string[]): string {
  const [pair = '', ...rest] = line.split(';');
  return [pair, ...rest.filter((part) => !names.includes(nameIn(part)))].join(';');
}

function attributesOf(line: string): Map<string, string> {
  const [, ...parts] = line.split(';');
  return new Map(parts.map((part) => [nameIn(part), part.split('=').slice(1).join('=').trim()]));
}

function nameIn(part: string): string {
  return (part.split('=')[0] ?? '').trim().toLowerCase();
}
