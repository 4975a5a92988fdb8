import { join } from 'node:path';
import { language, t } from '../../../messages/index.ts';
import type { WriteFile } from '../../../plan/change.ts';
import { escapedXml } from '../../../system/format.ts';
import type { OwnAuthority } from './authority.ts';
import type { ServedFile } from './page-server.ts';

interface PhoneFiles {
  readonly authority: OwnAuthority;
  readonly mobileConfig: string;
  readonly hostName: string;
}

/** All files that the page on the LAN serves, by path. */
export function phonePage(files: PhoneFiles): ReadonlyMap<string, ServedFile> {
  const { authority, mobileConfig } = files;
  return new Map<string, ServedFile>([
    ['/', { type: 'text/html; charset=utf-8', body: bytes(html(files)) }],
    [
      '/ca.crt',
      { type: 'application/x-x509-ca-cert', body: bytes(authority.pem), name: 'jupyter-expose-ca.crt' },
    ],
    [
      '/ca.mobileconfig',
      {
        type: 'application/x-apple-aspen-config',
        body: bytes(mobileConfig),
        name: 'jupyter-expose.mobileconfig',
      },
    ],
  ]);
}

/** Instructions for each kind of device, for the user and for --json. */
export function deviceSteps(): { id: string; name: string; steps: readonly string[] }[] {
  return Object.entries(t().trust.devices).map(([id, { name, steps }]) => ({ id, name, steps }));
}

function html({ authority, hostName }: PhoneFiles): string {
  const { page } = t().trust;
  const devices = deviceSteps().map(
    ({ name, steps }) =>
      `<h2>${escaped(name)}</h2><ol>${steps.map((step) => `<li>${escaped(step)}</li>`).join('')}</ol>`,
  );
  return [
    `<!doctype html><html lang="${language()}"><head><meta charset="utf-8">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>${escaped(page.title)}</title>`,
    '<style>body{font:18px/1.5 sans-serif;margin:1.5em auto;max-width:34em;padding:0 1em}',
    'a{display:block;padding:.8em;margin:.6em 0;border:1px solid;border-radius:.5em}',
    'code{word-break:break-all}</style></head><body>',
    `<h1>${escaped(page.title)}</h1><p>${escaped(page.what(hostName))}</p>`,
    `<p>${escaped(page.compare)}</p><p><code>${escaped(authority.fingerprint256)}</code></p>`,
    `<a href="/ca.mobileconfig">${escaped(page.profile)}</a><a href="/ca.crt">${escaped(page.certificate)}</a>`,
    ...devices,
    '</body></html>\n',
  ].join('\n');
}

function escaped(text: string): string {
  return escapedXml(text).replaceAll('"', '&quot;');
}

function bytes(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

/** The CA certificate as files, in the formats that devices need. None contains a secret. */
export function exportFiles(directory: string, { authority, mobileConfig }: PhoneFiles): WriteFile[] {
  const files: readonly (readonly [string, Uint8Array])[] = [
    ['jupyter-expose-ca.crt', bytes(authority.pem)],
    ['jupyter-expose-ca.der', authority.der],
    ['jupyter-expose-ca.cer', authority.der],
    ['jupyter-expose.mobileconfig', bytes(mobileConfig)],
  ];
  return files.map(([name, body]) => ({
    kind: 'write-file',
    path: join(directory, name),
    bytes: body,
    mode: 0o644,
    secret: false,
    own: true,
  }));
}
