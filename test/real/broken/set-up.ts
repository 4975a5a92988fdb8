import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { hashPassword } from '../../../src/jupyter/password/hash.ts';
import { TestHome } from '../../commands/run-cli.ts';
import { type Environment, type EnvironmentName, environment, type JupyterApp } from '../../environments.ts';
import { type Certificate, makeCertificate } from '../certificates.ts';
import { makeNamespace, type Namespace } from '../namespace.ts';
import { makeVenvBeside } from '../venv-beside.ts';

export const PASSWORD = 'correct horse 배터리 🐎';
export const PORT = 8100;

/** A way in which careful people set up their Jupyter: reached from the network, with a password. */
export interface SetUp {
  readonly on: EnvironmentName;
  readonly app: JupyterApp;
  /** Where the settings are: in ~/.jupyter, or in etc/jupyter of a virtual environment. */
  readonly layer: 'user' | 'environment';
  readonly format: 'py' | 'json';
  readonly by: 'hand' | 'init';
  readonly start: 'hand' | 'unit';
  readonly isTls: boolean;
}

const BY_HAND = { layer: 'user', format: 'py', by: 'hand', start: 'hand', isTls: false } as const;

export const SET_UPS: readonly SetUp[] = [
  { ...BY_HAND, on: 'nb57', app: 'notebook' },
  { ...BY_HAND, on: 'nb60', app: 'notebook', format: 'json' },
  { ...BY_HAND, on: 'nb60', app: 'notebook', start: 'unit' },
  { ...BY_HAND, on: 'nb64', app: 'notebook' },
  { ...BY_HAND, on: 'nb64', app: 'notebook', isTls: true },
  { ...BY_HAND, on: 'nb64', app: 'notebook', by: 'init' },
  { ...BY_HAND, on: 'nb64', app: 'notebook', start: 'unit' },
  { ...BY_HAND, on: 'nb64', app: 'notebook', layer: 'environment', format: 'json' },
  { ...BY_HAND, on: 'lab30', app: 'lab' },
  { ...BY_HAND, on: 'lab3', app: 'lab', format: 'json' },
  { ...BY_HAND, on: 'lab3', app: 'lab', layer: 'environment' },
  { ...BY_HAND, on: 'lab36', app: 'lab', isTls: true },
  { ...BY_HAND, on: 'lab36', app: 'lab', start: 'unit' },
  { ...BY_HAND, on: 'nb7', app: 'notebook' },
  { ...BY_HAND, on: 'nb7', app: 'notebook', format: 'json' },
  { ...BY_HAND, on: 'nb7', app: 'notebook', by: 'init' },
  { ...BY_HAND, on: 'nb7', app: 'server', isTls: true },
  { ...BY_HAND, on: 'nb7', app: 'lab', start: 'unit' },
];

export function nameOf({ on, app, layer, format, by, start, isTls }: SetUp): string {
  const parts = [`${app} of ${on}`, layer === 'user' ? format : `${format} in etc/jupyter`];
  return [...parts, by === 'init' && 'init', start === 'unit' && 'unit', isTls && 'TLS']
    .filter(Boolean)
    .join(', ');
}

/** What a mutation touched. The doctor must name one of it. */
export interface Touched {
  /** Settings, variables, paths, words of the file. */
  readonly names: readonly string[];
  readonly file?: string;
  /** Lines of the file; any line if there are none. */
  readonly lines?: readonly number[];
  /** What is wrong although no visitor notices: another account can read or change what decides who gets in. */
  readonly alsoWrong?: string;
}

type Value = string | number | boolean | null | readonly Value[] | { readonly [key: string]: Value };

/** A home with such a set-up in a network of its own. Mutations change it, the server and the doctor run in it. */
export class Place {
  readonly setUp: SetUp;
  readonly home: TestHome;
  readonly environment: Environment;
  readonly netns: Namespace;
  /** The file with the settings. */
  readonly file: string;
  /** Of the server and the doctor alike, beyond those of the home. */
  readonly env: Record<string, string> = {};
  /** A prefix of every command: `setpriv …`. */
  prefix: readonly string[] = [];
  /** What else the command line of the server has. */
  args: readonly string[] = [];
  /** The path under which the page is wanted. */
  basePath = '/';
  #cleanups: (() => void)[] = [];

  private constructor(setUp: SetUp) {
    this.setUp = setUp;
    const from = environment(setUp.on);
    const venv = setUp.layer === 'environment';
    this.home = new TestHome([], 'broken 집 ');
    this.environment = venv ? makeVenvBeside(from, this.home.at('venv')) : from;
    this.env.PATH = `${dirname(this.environment.python)}:${this.home.env.PATH}`;
    const name = `jupyter_${setUp.app === 'notebook' ? 'notebook' : 'server'}_config.${setUp.format}`;
    this.file = venv ? join(this.environment.dir, 'etc', 'jupyter', name) : this.home.config(name);
    this.netns = makeNamespace();
  }

  static async make(setUp: SetUp): Promise<Place> {
    const place = new Place(setUp);
    if (setUp.by === 'init') await place.#init();
    else await place.#write();
    if (setUp.start === 'unit') place.#writeUnit();
    return place;
  }

  get isClassic(): boolean {
    return this.setUp.app === 'notebook' && major(this.environment, 'notebook') < 7;
  }

  get isServer2(): boolean {
    return !this.isClassic && major(this.environment, 'jupyter_server') >= 2;
  }

  get section(): string {
    return this.isClassic ? 'NotebookApp' : 'ServerApp';
  }

  get unit(): string {
    return this.home.at('.config', 'systemd', 'user', 'jupyter.service');
  }

  /** Of a directory in ~/.local/share. */
  data(...names: string[]): string {
    return this.home.at('.local', 'share', 'jupyter', ...names);
  }

  /** The full name of a setting in this version. */
  key(trait: string): string {
    if (trait.includes('.')) return trait;
    if (this.isServer2) {
      if (trait === 'password') return 'PasswordIdentityProvider.hashed_password';
      if (['token', 'cookie_options'].includes(trait)) return `IdentityProvider.${trait}`;
    }
    if (trait === 'root_dir' && this.isClassic) return 'NotebookApp.notebook_dir';
    if (trait === 'open_browser' && this.setUp.on === 'lab30') return 'ExtensionApp.open_browser';
    return `${this.section}.${trait}`;
  }

  /** Sets or replaces a setting where the set-up has its settings. */
  set(trait: string, value: Value): Touched {
    return this.setUp.format === 'json'
      ? this.setIn(this.file, trait, value)
      : this.setCode(trait, python(value));
  }

  /** As `set`, with code in place of a value. */
  setCode(trait: string, code: string): Touched {
    const key = this.key(trait);
    const line = `c.${key} = ${code}`;
    const lines = this.lines().filter((one) => !one.startsWith(`c.${key} =`));
    this.write([...lines, line].join('\n'));
    const at = code.split('\n').map((_, index) => lines.length + 1 + index);
    return { names: [lastOf(key)], file: this.file, lines: at };
  }

  /** Sets a setting in a JSON file, which may be new. */
  setIn(file: string, trait: string, value: Value): Touched {
    const [className = '', name = ''] = this.key(trait).split('.');
    const content = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
    content[className] = { ...content[className], [name]: value };
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, `${JSON.stringify(content, null, 2)}\n`);
    return { names: [name], file };
  }

  text(): string {
    return readFileSync(this.file, 'utf8');
  }

  lines(): string[] {
    return this.text().replace(/\n+$/, '').split('\n');
  }

  write(text: string | Uint8Array): void {
    writeFileSync(this.file, typeof text === 'string' ? text.replace(/\n*$/, '\n') : text);
  }

  /** Changes the line of a setting; says which. */
  editLine(trait: string, change: (line: string) => string): Touched {
    const key = this.key(trait);
    const lines = this.lines();
    const at = lines.findIndex((line) => line.includes(key) || line.includes(`"${lastOf(key)}"`));
    lines[at] = change(lines[at] ?? '');
    this.write(lines.join('\n'));
    return { names: [key, lastOf(key)], file: this.file, lines: [at + 1] };
  }

  editUnit(change: (text: string) => string): Touched {
    const before = readFileSync(this.unit, 'utf8');
    const after = change(before);
    if (after === before) throw new Error(`nothing changed in ${before}`);
    writeFileSync(this.unit, after);
    return { names: [basename(this.unit)], file: this.unit };
  }

  /** A file in the home, with the directories above it. */
  put(content: string, ...names: string[]): string {
    const path = this.home.at(...names);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
    return path;
  }

  /** Registers a cleanup. Cleanups run in reverse order. */
  later(cleanup: () => void): void {
    this.#cleanups.push(cleanup);
  }

  close(): void {
    for (const cleanup of this.#cleanups.reverse()) cleanup();
    this.netns.remove();
    this.home.remove();
  }

  get certificate(): Certificate {
    const names = ['localhost', '127.0.0.1', this.netns.address];
    return makeCertificate(this.home.at('tls'), 'server', { names });
  }

  async #write(): Promise<void> {
    const { setUp } = this;
    const oldHash = ['nb57', 'nb60', 'lab30'].includes(setUp.on);
    const settings: Record<string, Value> = {
      ip: '0.0.0.0',
      ...(setUp.on === 'nb57' && { allow_remote_access: true }),
      port: PORT,
      port_retries: 0,
      open_browser: false,
      password: await hashed(oldHash ? 'sha1' : 'argon2'),
      ...(setUp.isTls && { certfile: this.certificate.chain, keyfile: this.certificate.key }),
    };
    mkdirSync(dirname(this.file), { recursive: true, mode: 0o700 });
    this.write(setUp.format === 'json' ? '{}' : '# Mine.\nc = get_config()\n');
    for (const [trait, value] of Object.entries(settings)) this.set(trait, value);
    chmodSync(this.file, 0o600);
  }

  /** `init` writes the same for each home: it runs once for each kind of set-up. */
  async #init(): Promise<void> {
    const { on, app } = this.setUp;
    const id = `${on} ${app}`;
    let made = written.get(id);
    if (made === undefined) {
      const home = new TestHome([dirname(this.environment.python)], 'init 집 ');
      const words = ['init', '--target', app, '--ip', '*', '--port', String(PORT), '--tls', 'none'];
      const { code, stderr } = await home.spawn([...words, '--password-stdin', '--yes'], {
        input: `${PASSWORD}\n`,
        prefix: this.netns.prefix,
      });
      if (code !== 0) throw new Error(stderr);
      made = home;
      written.set(id, made);
    }
    cpSync(made.config(''), this.home.config(''), { recursive: true });
  }

  #writeUnit(): void {
    const program = this.environment.bin(`jupyter-${this.setUp.app}`);
    const text = `[Unit]
Description=Jupyter

[Service]
Type=simple
WorkingDirectory=%h
ExecStart=${program} --allow-root --no-browser
Restart=on-failure

[Install]
WantedBy=default.target
`;
    this.put(text, '.config', 'systemd', 'user', 'jupyter.service');
  }
}

const written = new Map<string, TestHome>();

/** Removes the homes that were copied. */
export function removeWritten(): void {
  for (const home of written.values()) home.remove();
  written.clear();
}

const hashes = new Map<string, Promise<string>>();

/** The hash of the password, made once. */
export function hashed(algorithm: 'sha1' | 'argon2', password = PASSWORD): Promise<string> {
  const id = `${algorithm} ${password}`;
  const known = hashes.get(id) ?? hashPassword(password, algorithm);
  hashes.set(id, known);
  return known;
}

/** A value as Python writes it. */
export function python(value: Value): string {
  if (value === null) return 'None';
  if (value === true) return 'True';
  if (value === false) return 'False';
  if (typeof value === 'number') return String(value);
  if (typeof value === 'string')
    return `'${JSON.stringify(value).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;
  if (Array.isArray(value)) return `[${value.map(python).join(', ')}]`;
  const pairs = Object.entries(value).map(([name, one]) => `${python(name)}: ${python(one)}`);
  return `{${pairs.join(', ')}}`;
}

export function lastOf(key: string): string {
  return key.slice(key.lastIndexOf('.') + 1);
}

function major(made: Environment, project: string): number {
  return Number.parseInt(made.version(project) || made.version(project.replace('_', '-')), 10);
}
