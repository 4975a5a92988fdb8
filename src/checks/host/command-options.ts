import type { Trait } from '../../jupyter/target.ts';

/** A setting that a running server got on its command line, where it beats every file. */
export interface CommandOption {
  readonly trait: Trait;
  readonly value: string;
  /** As it was typed: '--port=9000'. */
  readonly text: string;
}

/** By the names that Jupyter's commands know, dashes as underscores. */
const OPTIONS: Readonly<Record<string, Trait>> = {
  ip: 'ip',
  port: 'port',
  port_retries: 'port_retries',
  base_url: 'base_url',
  certfile: 'certfile',
  keyfile: 'keyfile',
};

/** `--port=9000`, `--port 9000`, `--ServerApp.port=9000`. */
const SHAPE = /^--(?:[A-Za-z]+App\.)?(?<name>[a-z_-]+)(?:=(?<value>.*))?$/;

/** The settings on a command line, the last of each. */
export function commandOptions(args: readonly string[]): CommandOption[] {
  const found = new Map<Trait, CommandOption>();
  for (const [index, text] of args.entries()) {
    const { name = '', value } = SHAPE.exec(text)?.groups ?? {};
    const trait = OPTIONS[name.replaceAll('-', '_')];
    const given = value ?? args[index + 1];
    if (trait !== undefined && given !== undefined)
      found.set(trait, { trait, value: given, text: value === undefined ? `${text} ${given}` : text });
  }
  return [...found.values()];
}

/** The files named with --config. */
export function configArguments(args: readonly string[]): string[] {
  return args.flatMap((text, index) => {
    const [, value] = /^--(?:JupyterApp\.)?config(?:_file)?(?:=(.*))?$/.exec(text) ?? [];
    if (!/^--(?:JupyterApp\.)?config(?:_file)?(?:=|$)/.test(text)) return [];
    const named = value ?? args[index + 1];
    return named === undefined ? [] : [named];
  });
}

/** Does a command line start a Jupyter server? */
export function startsJupyter(args: readonly string[]): boolean {
  const words = args.slice(0, 3).map((word) => word.replace(/^.*[\\/]/, ''));
  return words.some(
    (word, index) =>
      /^jupyter-(?:lab|notebook|server|nbclassic)(?:\.exe|-script\.py)?$/.test(word) ||
      (/^jupyter(?:\.exe)?$/.test(word) &&
        /^(?:lab|notebook|server|nbclassic)$/.test(words[index + 1] ?? '')) ||
      (word === '-m' && /^(?:jupyterlab|notebook|jupyter_server|jupyter)$/.test(words[index + 1] ?? '')),
  );
}
