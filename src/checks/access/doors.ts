import { isIP } from 'node:net';
import { record } from '../../json.ts';
import type { Trait } from '../../jupyter/target.ts';
import { t } from '../../messages/index.ts';
import { isLoopback } from '../../net/listen-address.ts';
import type { PythonValue } from '../../python-config/value.ts';
import type { Words } from '../../situation/finding.ts';
import { isGuessable } from './known-words.ts';
import { FILE_DIRECTORIES, foreignExtensions, givesFilesAway, isCommonExtension } from './open-pages.ts';
import { isAnyOrigin, takesStrangers } from './origin-pattern.ts';
import { PATCHED_METHODS, PATCHED_PART } from './patched-methods.ts';
import { type AccessSetting, asFlag, HARMLESS_ENTRY, MAKES_SECRET, nameOf, OWN_CLASS } from './settings.ts';
import type { Surroundings } from './surroundings.ts';

/**
 * What a value means. `code`: it cannot be judged. `remark`: a risk that needs no yes. `running`: a file outweighs it, but
 * the server that runs has not read that file.
 */
export interface Verdict {
  readonly id: string;
  readonly status: 'unsafe' | 'code' | 'remark' | 'running';
  readonly words: Words;
}

/** One row of the table of everything that decides who gets in, or who can connect at all. */
interface Door {
  readonly names: readonly string[];
  /** The classes in which the names have this meaning; all by default. */
  readonly classes?: RegExp;
  judge(setting: AccessSetting, around: Surroundings): Verdict | undefined;
  /** The trait and the value that close it, for where no line can be removed. */
  readonly close?: { readonly trait: Trait; readonly value: PythonValue };
}

/** Openings that keep everybody from working with Jupyter, also on this computer. */
export const KEEPING_OUT: readonly string[] = ['listens-on-socket', 'kernel-ports', 'kernel-address'];

/** Sections that apply to the server application or its identity provider. */
const SERVER = /(?:App|IdentityProvider|Configurable|Application)$/;

const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';

/** A door that one value opens. */
function opensWith(
  names: readonly string[],
  isOpen: (value: unknown, around: Surroundings) => boolean,
  verdict: { id: string; status?: Verdict['status']; words: (key: string) => Words },
  more: Pick<Door, 'classes' | 'close'> = {},
): Door {
  const { id, status = 'unsafe', words } = verdict;
  const judge: Door['judge'] = ({ key, value }, around) =>
    isOpen(value, around) ? { id, status, words: words(key) } : undefined;
  return { names, judge, ...more };
}

const s = () => t().access.doors;

/**
 * DESIGN §6a. Each row was tried on the real servers (test/real/doors.test.ts); how tornado_settings override a trait
 * stands in ServerWebApplication.init_settings of jupyter_server and NotebookWebApplication of notebook.
 */
const DOORS: readonly Door[] = [
  {
    names: ['token'],
    classes: SERVER,
    judge({ value, key, where }, { ownNames, hasPassword, exposed }) {
      if (value === '' && !hasPassword) return openTo(where, exposed);
      if (!isText(value) || !isGuessable(value, ownNames)) return undefined;
      return { id: 'token-weak', status: 'unsafe', words: s().token(key, hasPassword) };
    },
    close: { trait: 'token', value: '' },
  },
  {
    names: ['login_handler_class', 'logout_handler_class', 'identity_provider_class', 'identity_provider'],
    judge: ({ value, key, within }) =>
      (within === undefined && !isText(value)) || OWN_CLASS.test(String(value))
        ? undefined
        : { id: 'login-code', status: 'code', words: s().loginCode(key) },
  },
  opensWith(['authorizer_class', 'authorizer'], isText, {
    id: 'authorizer-code',
    status: 'remark',
    words: (key) => s().authorizer(key),
  }),
  {
    names: ['cookie_secret'],
    judge({ key, value, lines, within }) {
      const text = lines.at(-1)?.text ?? '';
      return !value || (within === undefined && MAKES_SECRET.test(text))
        ? undefined
        : { id: 'cookie-secret-literal', status: 'unsafe', words: s().cookieSecret(key) };
    },
  },
  {
    names: FILE_DIRECTORIES,
    judge({ key, value }, { home }) {
      const paths = (Array.isArray(value) ? value : [value]).filter(isText);
      const open = paths.find((path) => givesFilesAway(path, home));
      return open === undefined
        ? undefined
        : { id: 'files-without-login', status: 'unsafe', words: s().files(key, open) };
    },
  },
  opensWith(
    [
      'files_handler_class',
      'extra_services',
      'default_services',
      'static_handler_class',
      'default_handler_class',
      'login_url',
    ],
    (value) => (Array.isArray(value) ? value.length > 0 : isText(value)),
    { id: 'route-code', status: 'code', words: (key) => s().routeCode(key) },
  ),
  {
    names: ['jpserver_extensions', 'nbserver_extensions', 'server_extensions'],
    judge({ key, value, lines }, { guardsRoutes }) {
      const foreign = foreignExtensions([value, ...lines.map((line) => line.value)]);
      const unknown = foreign.filter((name) => !isCommonExtension(name));
      // What a package put there itself was installed on purpose.
      const isOwn = lines.some(({ file }) => !/[\\/]\w+\.d[\\/][^\\/]+$/.test(file));
      if (isOwn && unknown.length > 0)
        return { id: 'extension-code', status: 'code', words: s().extensionCode(key, unknown) };
      const named = guardsRoutes ? unknown : foreign;
      return named.length === 0
        ? undefined
        : { id: 'extension-routes', status: 'remark', words: s().extensions(key, named) };
    },
  },
  opensWith(
    ['allow_origin'],
    isAnyOrigin,
    { id: 'allow-origin-any', words: originWords },
    { close: { trait: 'allow_origin', value: '' } },
  ),
  {
    names: ['allow_origin_pat'],
    judge({ key, value }) {
      if (!isText(value)) return undefined;
      const takes = takesStrangers(value);
      if (takes === undefined) return { id: 'origin-pattern', status: 'code', words: s().originPattern(key) };
      return takes ? { id: 'allow-origin-any', status: 'unsafe', words: originWords(key) } : undefined;
    },
    close: { trait: 'allow_origin_pat', value: '' },
  },
  {
    names: ['headers'],
    judge({ key, value }) {
      const headers = Object.fromEntries(
        Object.entries(record(value)).map(([header, text]) => [header.toLowerCase(), text]),
      );
      if (isAnyOrigin(headers['access-control-allow-origin']))
        return { id: 'allow-origin-any', status: 'unsafe', words: originWords(key) };
      const isFramed = /frame-ancestors[^;]*\s\*/.test(String(headers['content-security-policy']));
      return isFramed ? { id: 'framed-anywhere', status: 'remark', words: s().framed(key) } : undefined;
    },
  },
  opensWith(
    ['disable_check_xsrf'],
    (value) => value === true,
    { id: 'xsrf-off', words: xsrfWords },
    { close: { trait: 'disable_check_xsrf', value: false } },
  ),
  opensWith([...PATCHED_METHODS, PATCHED_PART], isText, {
    id: 'login-code',
    status: 'code',
    words: (key) => s().loginCode(key),
  }),
  // The files that it names instead of the usual ones are not read here.
  opensWith(
    ['config_file_name'],
    isText,
    { id: 'other-config', status: 'code', words: (key) => s().otherConfig(key) },
    { classes: SERVER },
  ),
  opensWith(['xsrf_cookies'], (value) => value === false, { id: 'xsrf-off', words: xsrfWords }),
  opensWith(
    ['allow_unauthenticated_access'],
    (value) => value === true,
    { id: 'unauthenticated-access', words: (key) => s().unauthenticated(key) },
    { close: { trait: 'allow_unauthenticated_access', value: false } },
  ),
  opensWith(
    ['authenticate_prometheus'],
    (value) => value === false,
    { id: 'metrics-open', words: (key) => s().metrics(key) },
    { close: { trait: 'authenticate_prometheus', value: true } },
  ),
  opensWith(
    ['allow_remote_access'],
    (value, { exposed }) => exposed && value === false,
    { id: 'remote-access-off', words: (key) => s().remoteAccess(key) },
    { close: { trait: 'allow_remote_access', value: true } },
  ),
  opensWith(
    ['sock'],
    (value) => isText(value),
    { id: 'listens-on-socket', words: (key) => s().socket(key) },
    { classes: SERVER, close: { trait: 'sock', value: '' } },
  ),
  {
    names: ['ip'],
    classes: /(?:KernelManager|ConnectionFileMixin|Provisioner)$/,
    judge({ key, value }) {
      if (!isText(value) || value === '127.0.0.1') return undefined;
      const isOpen = value === '*' || (isIP(value) !== 0 && !isLoopback(value));
      return isOpen
        ? { id: 'kernel-ports', status: 'unsafe', words: s().kernelPorts(key) }
        : { id: 'kernel-address', status: 'unsafe', words: s().kernelAddress(key, isIP(value) !== 0) };
    },
  },
  opensWith(
    ['key'],
    (value, around) => value === '' || (isText(value) && isGuessable(value, around.ownNames)),
    { id: 'kernel-unsigned', words: (key) => s().kernelUnsigned(key) },
    { classes: /^Session$/ },
  ),
  opensWith(['allow_root'], (value) => value === true, {
    id: 'allow-root-config',
    status: 'remark',
    words: () => ({ message: t().access.allowRoot, fix: t().access.allowRootFix }),
  }),
  opensWith(['trust_xheaders'], (value, { exposed }) => exposed && value === true, {
    id: 'trust-xheaders-exposed',
    status: 'remark',
    words: () => ({ message: t().access.xheaders, fix: t().access.xheadersFix }),
  }),
];

function originWords(key: string): Words {
  const { anyOrigin, anyOriginWhy: why, anyOriginFix: fix } = t().access;
  return { message: anyOrigin(key), why, fix };
}

function xsrfWords(key: string): Words {
  const { xsrfOffWhy: why, xsrfOffFix: fix } = t().access;
  return { message: s().xsrf(key), why, fix };
}

/** Whether a key stands in the table. */
export function isAccessKey(key: string): boolean {
  const [className, name] = [classOf(key), nameOf(key)];
  return DOORS.some(({ names, classes }) => names.includes(name) && (classes?.test(className) ?? true));
}

/** Whether a key belongs to the server itself, not to a kernel or another part of it. */
export function isServerKey(key: string): boolean {
  return SERVER.test(classOf(key));
}

/** 'IdentityProvider' of 'ServerApp.IdentityProvider.token', which applies to the one that ServerApp makes. */
function classOf(key: string): string {
  return key.split('.').at(-2) ?? '';
}

/** A setting that opens a door, and how the door is closed. */
export interface Opening extends Verdict {
  readonly setting: AccessSetting;
  readonly close: Door['close'];
}

/** The result of code that no Jupyter could be asked for. */
function isUnseen({ name, value, lines, within }: AccessSetting, { mayAsk }: Surroundings): boolean {
  const last = lines.at(-1);
  const isRandom = name === 'cookie_secret' && MAKES_SECRET.test(last?.text ?? '');
  return mayAsk && value === undefined && within === undefined && last !== undefined && !isRandom;
}

function unseen(key: string): Verdict {
  return { id: 'setting-code', status: 'code', words: s().unseen(key) };
}

/** The verdict on a server with an empty token and without a password. */
function openTo(where: string, exposed: boolean): Verdict {
  const { openWhy: why, doors } = t().access;
  const words = { message: doors.startedOpen(where, exposed), why, fix: doors.startedOpenFix };
  return { id: 'open-to-anyone', status: 'unsafe', words };
}

/** Judges one value; undefined if it is safe. */
export function judge(setting: AccessSetting, around: Surroundings): Opening | undefined {
  const { key, name, within } = setting;
  const className = classOf(key.replace(/\[.*/s, '')) || 'ServerApp';
  for (const door of DOORS) {
    if (!door.names.includes(name) || !(door.classes?.test(className) ?? true)) continue;
    const verdict = isUnseen(setting, around) ? unseen(key) : door.judge(asFlag(setting), around);
    if (verdict === undefined) return undefined;
    // Without a password an empty token would let everybody in.
    // A trait set in a section of a section outweighs the same one at the top.
    const isNested = key.split('.').length > 2;
    const isKept = within !== undefined || isNested || (name === 'token' && !around.hasPassword);
    return { ...verdict, setting, close: isKept ? undefined : door.close };
  }
  if (within === undefined || HARMLESS_ENTRY.test(name)) return undefined;
  return { id: 'web-server-settings', status: 'code', words: s().webServer(key), setting, close: undefined };
}
