/** The cookies of one visit. Only one host ever gives or gets them. */
export interface Cookies {
  keep(setCookies: readonly string[], url: URL): Promise<void>;
  /** As a Cookie header; '' when there is none. */
  header(url: URL): Promise<string>;
  value(url: URL, name: string): Promise<string | undefined>;
}

/** A browser's rules for cookies: Secure, Path, expiry, and no cookie for a whole public suffix. */
export async function openCookies(): Promise<Cookies> {
  const { CookieJar } = await import('tough-cookie');
  const jar = new CookieJar(undefined, { looseMode: true });
  return {
    async keep(setCookies, url) {
      for (const line of setCookies) {
        // A cookie that a browser would refuse is refused here, and the login then says that it got lost.
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
