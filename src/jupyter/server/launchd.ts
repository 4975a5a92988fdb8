import { posix } from 'node:path';
import { readText } from '../../system/read-text.ts';
import type { System } from '../../system/system.ts';
import type { Launch, LaunchVariable } from './launch.ts';
import { launchesOf, shellAt } from './shell-script.ts';

/** The Jupyters that agents and daemons of macOS start, as XML. Not verified: no test machine runs macOS. */
export async function launchdLaunches(system: System): Promise<Launch[]> {
  const { files, home } = system;
  const directories = [
    { directory: posix.join(home, 'Library/LaunchAgents'), daemon: undefined },
    { directory: '/Library/LaunchAgents', daemon: undefined },
    { directory: '/Library/LaunchDaemons', daemon: 'root' },
  ];
  const found = await Promise.all(
    directories.map(async ({ directory, daemon }) => {
      const names = await files.list(directory).catch(() => [] as string[]);
      const paths = names
        .filter((name) => name.endsWith('.plist'))
        .map((name) => posix.join(directory, name));
      return Promise.all(paths.map((path) => plistLaunches(path, daemon, system)));
    }),
  );
  return found.flat(2);
}

async function plistLaunches(file: string, daemon: string | undefined, system: System): Promise<Launch[]> {
  const text = (await readText(file, system.files)) ?? '';
  const lineAt = (index: number) => text.slice(0, index).split('\n').length;
  const block = (key: string, tag: string) => {
    const found = new RegExp(`<key>${key}</key>\\s*<${tag}>(?<content>[\\s\\S]*?)</${tag}>`).exec(text);
    const content = found?.groups?.content ?? '';
    return found === null ? undefined : { content, from: found.index + found[0].indexOf(content) };
  };
  const given = block('ProgramArguments', 'array');
  if (given === undefined) return [];
  const words = [...given.content.matchAll(/<string>([\s\S]*?)<\/string>/g)].map(
    ({ 1: word = '', index }) => ({
      text: unescaped(word),
      line: lineAt(given.from + index),
    }),
  );
  const variables = block('EnvironmentVariables', 'dict');
  const pairs = variables?.content.matchAll(/<key>([\s\S]*?)<\/key>\s*<string>([\s\S]*?)<\/string>/g) ?? [];
  const env = [...pairs].map(
    ({ 1: name = '', 2: value = '', index }): LaunchVariable => ({
      name,
      value: unescaped(value),
      file,
      line: lineAt((variables?.from ?? 0) + index),
    }),
  );
  const user = block('UserName', 'string')?.content ?? daemon;
  const cwd = block('WorkingDirectory', 'string')?.content;
  return launchesOf(words, shellAt({ system, kind: 'launchd', file, user, cwd }, env));
}

function unescaped(text: string): string {
  return text.replace(
    /&(lt|gt|quot|apos|amp);/g,
    (_all, name: string) => ({ lt: '<', gt: '>', quot: '"', apos: "'" })[name] ?? '&',
  );
}
