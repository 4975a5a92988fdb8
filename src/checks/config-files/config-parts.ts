import { atLeast } from '../../jupyter/generations.ts';
import type { Target } from '../../jupyter/target.ts';
import { shellQuoted } from '../../messages/command-line.ts';
import { t } from '../../messages/index.ts';
import type { CheckContext, CheckFindings } from '../../situation/check.ts';
import { type Finding, finding } from '../../situation/finding.ts';
import { pathsOf } from '../../system/paths.ts';
import { readText } from '../../system/read-text.ts';
import type { System } from '../../system/system.ts';

/** A JSON file that Jupyter reads besides its config files, and what a broken one does. */
interface Part {
  readonly path: string;
  readonly does: 'ends' | 'page' | 'settings' | 'extensions' | 'skipped';
}

/** From about this jupyter_server on, these files are left out with a warning. An empty one of a page's settings never counted. */
const SKIPS_BROKEN = '2.14';

/**
 * Whether the JSON files in a config directory that are no config files can be read: the lists of extensions, and the
 * settings of pages. A full disk leaves them empty, and an extension that is removed by hand leaves a comma.
 */
export async function checkConfigParts({ situation, system }: CheckContext): Promise<CheckFindings> {
  const target = await situation.get('target');
  const { configDir } = await situation.get('paths');
  const directories = [...new Set([configDir, ...(target.installed?.paths.config ?? [])])];
  const parts = await Promise.all(directories.map((directory) => partsIn(directory, target, system)));
  const found = await Promise.all(parts.flat().map((part) => evaluate(part, system)));
  return found.flat();
}

async function partsIn(directory: string, target: Target, system: System): Promise<Part[]> {
  const { join } = pathsOf(system);
  const isClassic = target.generation === 'classic';
  const filesIn = async (folder: string, ending: string, does: Part['does']): Promise<Part[]> => {
    const names = await system.files.list(join(directory, folder)).catch(() => []);
    return names
      .filter((name) => name.endsWith(ending))
      .map((name) => ({ path: join(directory, folder, name), does }));
  };
  const jsonIn = (folder: string, does: Part['does']) => filesIn(folder, '.json', does);
  const skips = !isClassic && atLeast(target.serverVersion, SKIPS_BROKEN);
  const lists = isClassic ? 'jupyter_notebook_config.d' : 'jupyter_server_config.d';
  const page: Part = {
    path: join(directory, 'labconfig', 'page_config.json'),
    does: skips ? 'skipped' : 'page',
  };
  const foldersIn = async (folder: string) =>
    (await system.files.list(join(directory, folder)).catch(() => [])).map((name) => join(folder, name));
  // A plugin of npm's: '@jupyterlab/apputils-extension'.
  const scopes = target.app === 'lab' ? await foldersIn(join('lab', 'user-settings')) : [];
  const plugins = (await Promise.all(scopes.map(foldersIn))).flat();
  const chosen = await Promise.all(
    [...scopes, ...plugins].map((folder) => filesIn(folder, '.jupyterlab-settings', 'settings')),
  );
  return [
    ...(await jsonIn(lists, skips ? 'skipped' : 'ends')),
    ...(isClassic ? await jsonIn('nbconfig', 'extensions') : [page]),
    ...chosen.flat(),
  ];
}

async function evaluate({ path, does }: Part, { files }: System): Promise<Finding[]> {
  const text = await readText(path, files).catch(() => undefined);
  if (text === undefined) return [];
  const problem = does === 'settings' ? cutOff(text) : problemIn(text);
  if (problem === undefined) return [];
  const m = t().configFiles.part;
  const quoted = shellQuoted(path);
  const words = {
    message: text.trim() === '' ? m.empty(path) : m.broken(path, problem.line),
    why: m[does],
    fix: text.trim() === '' ? m.emptyFix(quoted) : m.brokenFix(problem.line, quoted),
  };
  const shown = text.split('\n')[problem.line - 1]?.trim() ?? '';
  const evidence = { file: path, line: problem.line, ...(shown !== '' && { text: shown }) };
  const status = does === 'extensions' || does === 'skipped' ? 'warn' : 'fail';
  return [finding(status, 'config-part-broken', words, { evidence })];
}

/** The line at which the JSON breaks off; undefined if it is whole. */
function problemIn(text: string): { readonly line: number } | undefined {
  try {
    JSON.parse(text);
    return undefined;
  } catch (error) {
    const position = /at position (\d+)/.exec(String(error))?.[1];
    const before = position === undefined ? text.trimEnd() : text.slice(0, Number(position));
    return { line: before.split('\n').length };
  }
}

/** JupyterLab keeps its settings with comments and loose commas; half a file shows by its brackets, or by NUL bytes. */
function cutOff(text: string): { readonly line: number } | undefined {
  const nul = text.indexOf('\0');
  if (nul >= 0) return { line: text.slice(0, nul).split('\n').length };
  const bare = text.replace(/"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|\/\/.*|\/\*[\s\S]*?\*\//g, '');
  const open = bare.match(/[{[]/g)?.length ?? 0;
  const closed = bare.match(/[}\]]/g)?.length ?? 0;
  return open === closed ? undefined : { line: text.trimEnd().split('\n').length };
}
