import { posix } from 'node:path';
import type { Installation } from '../../jupyter/installation/find-installations.ts';
import { t } from '../../messages/index.ts';
import { isLoopback, isWildcard } from '../../net/listen-address.ts';
import { type CheckContext, type CheckFindings, NOTHING_TO_CHECK } from '../../situation/check.ts';
import { currentValue } from '../../situation/effective-setting.ts';
import { type Finding, finding } from '../../situation/finding.ts';
import { type AccessSetting, nameOf, readAccessSettings } from '../access/settings.ts';
import { evaluatePolicy } from './page-policy.ts';

/** Settings that decide where a page of Jupyter's gets its parts from. */
const NAMES: readonly string[] = [
  'websocket_url',
  'default_url',
  'static_url_prefix',
  'app_dir',
  'base_url',
  'base_project_url',
  'max_buffer_size',
  'max_body_size',
];

/** Jupyter takes it as it is: with the address before it, or with what belongs behind it, no page is found. */
const NO_PATH = /:\/\/|[\s?#\\]|^\/{2}/;

/** Bytes. The page, and what it sends, need more at once. */
const LEAST_BUFFER = 65_536;

/** The package of each page: the first word of its path. */
const PAGES: Readonly<Record<string, readonly (keyof Installation['versions'])[]>> = {
  lab: ['jupyterlab'],
  tree: ['notebook', 'nbclassic'],
  nbclassic: ['nbclassic'],
};

/** Whether the settings send a browser to a page, a script or a kernel that is not there. */
export async function checkPageSettings(context: CheckContext): Promise<CheckFindings> {
  const { situation, system } = context;
  const { installed, app, generation } = await situation.get('target');
  const settings = await readAccessSettings(situation, (key) => NAMES.includes(nameOf(key)));
  const of = (name: string) => settings.filter((one) => one.name === name && typeof one.value === 'string');
  const found: Finding[] = [];
  for (const setting of of('websocket_url')) found.push(...(await evaluateSocketSetting(setting, context)));
  for (const setting of of('default_url')) found.push(...missingPage(setting, installed));
  for (const { key, value, evidence } of [...of('base_url'), ...of('base_project_url')]) {
    if (!NO_PATH.test(String(value))) continue;
    const { baseInvalid: message, baseInvalidWhy: why, baseInvalidFix: fix } = t().host.page;
    const path = pathOf(String(value));
    const words = { message: message(key, String(value)), why, fix: fix(key, path) };
    found.push(finding('fail', 'base-url-invalid', words, { evidence }));
  }
  for (const { key, value, evidence } of of('static_url_prefix')) {
    const origin = /^(?:https?:)?\/\/[^/]+/.exec(String(value))?.[0];
    const { assetsElsewhere: message, assetsElsewhereFix: fix } = t().host.page;
    if (origin !== undefined)
      found.push(
        finding('warn', 'assets-elsewhere', { message: message(key, origin), fix: fix(key) }, { evidence }),
      );
  }
  for (const { key, name, value, evidence } of settings) {
    const m = t().host.page;
    const isTooSmall = /^max_b/.test(name) && typeof value === 'number' && value < LEAST_BUFFER;
    if (isTooSmall)
      found.push(
        finding(
          'fail',
          'buffer-too-small',
          { message: m.buffer(key, value), fix: m.bufferFix(key) },
          { evidence },
        ),
      );
  }
  found.push(...evaluatePolicy(settings, generation));
  if (app === 'lab' && generation !== 'classic') {
    const [named] = of('app_dir');
    const key = named?.key ?? 'JUPYTERLAB_DIR';
    const directory = String(named?.value ?? system.env.JUPYTERLAB_DIR ?? '');
    const index = posix.resolve(system.cwd, directory, 'static', 'index.html');
    const isThere = directory === '' || (await system.files.facts(index).catch(() => true)) !== undefined;
    const { assetsMissing: message, assetsMissingFix: fix } = t().host.page;
    if (!isThere) {
      const evidence = named?.evidence ?? { text: key };
      const words = { message: message(key, directory), fix: fix(key) };
      found.push(finding('fail', 'assets-missing', words, { evidence }));
    }
  }
  return settings.length + found.length === 0 ? NOTHING_TO_CHECK : found;
}

/** The path that was meant: '/jupyter/' of 'http://mypc:8888/jupyter'. */
function pathOf(value: string): string {
  const names = value.replace(/^\w+:\/\/[^/]*/, '').match(/[\w.~@%+-]+/g) ?? [];
  return names.length === 0 ? '/' : `/${names.join('/')}/`;
}

/** The page after the login belongs to a package that is not installed. */
function missingPage(
  { key, value, evidence }: AccessSetting,
  installed: Installation | undefined,
): Finding[] {
  const [page = ''] = String(value).replace(/^\/+/, '').split(/[/?#]/);
  const packages = PAGES[page];
  if (installed === undefined || packages === undefined) return [];
  // A wrapper does not tell which packages it has.
  if (Object.keys(installed.versions).length < 2 || packages.some((name) => installed.versions[name]))
    return [];
  const { pageMissing: message, pageMissingFix: fix } = t().host.page;
  const words = { message: message(key, String(value), packages[0] ?? ''), fix: fix(key, packages[0] ?? '') };
  return [finding('fail', 'page-missing', words, { evidence })];
}

async function evaluateSocketSetting(
  { key, value, evidence }: AccessSetting,
  { situation }: CheckContext,
): Promise<Finding[]> {
  const [ip, port, certfile] = await Promise.all([
    currentValue(situation, 'ip'),
    currentValue(situation, 'port'),
    currentValue(situation, 'certfile'),
  ]);
  const secure = typeof certfile === 'string' && certfile !== '';
  const exposed = typeof ip === 'string' && !isLoopback(ip);
  return evaluateSocketUrl(String(value), key, { exposed, secure, port: Number(port ?? 8888) }).map(
    (one) => ({
      ...one,
      evidence,
    }),
  );
}

interface Served {
  /** Other devices open the page too. */
  readonly exposed: boolean;
  readonly secure: boolean;
  readonly port: number;
}

/** What is wrong with the address at which a page opens the WebSockets of its kernels. */
export function evaluateSocketUrl(url: string, key: string, { exposed, secure, port }: Served): Finding[] {
  if (url === '') return [];
  const m = t().host.page;
  const fail = (id: string, message: string) => [
    finding('fail', id, { message, why: m.socketWhy, fix: m.socketFix(key) }),
  ];
  if (!URL.canParse(url) || !/^wss?:$/.test(new URL(url).protocol))
    return fail('websocket-url', m.socketInvalid(key, url));
  const { hostname, protocol, port: named } = new URL(url);
  const host = hostname.replace(/^\[|\]$/g, '');
  const isOwn = isLoopback(host) || isWildcard(host);
  if (isOwn && exposed) return fail('websocket-url', m.socketOwn(key, url));
  if (protocol === 'ws:' && secure) return fail('websocket-url', m.socketMixed(key, url));
  const at = Number(named || (protocol === 'wss:' ? 443 : 80));
  if (isOwn && (at !== port || (protocol === 'wss:') !== secure))
    return fail('websocket-url', m.socketOther(key, url));
  // Behind a proxy that is what the proxy's users need.
  return isOwn
    ? []
    : [
        finding('warn', 'websocket-url-elsewhere', {
          message: m.socketElsewhere(key, url),
          fix: m.socketFix(key),
        }),
      ];
}
