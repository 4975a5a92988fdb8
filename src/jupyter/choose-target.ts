import { ExposeError } from '../errors.ts';
import { t } from '../messages/index.ts';
import { generationRow, oldestVersion } from './generations.ts';
import { APPS, type App, type Installation } from './installation/find-installations.ts';
import { assumedTarget, installedTarget, statedTarget, type Target } from './target.ts';

export interface TargetRequest {
  readonly app: App;
  readonly version: string | undefined;
  /** The command, if it was named by its path. */
  readonly executable?: string;
}

export interface TargetChoice {
  readonly target: Target;
  readonly because: 'flag' | 'last-run' | 'config-file' | 'installed' | 'assumed';
  /** Several are installed and nothing shows which one is meant: worth a question on a terminal. */
  readonly ambiguous: boolean;
}

/** Reads 'lab', 'notebook@5.7', '/opt/env/bin/jupyter-lab'. Throws ExposeError('usage') for an unknown application or version. */
export function parseTarget(text: string): TargetRequest {
  const executable = executableIn(text);
  const byPath = APPS.find(({ command }) => executable?.endsWith(`/${command}`))?.app;
  if (executable !== undefined && byPath !== undefined)
    return { app: byPath, version: undefined, executable };
  const [name = '', version, ...rest] = text.trim().split('@');
  const app = APPS.find((row) => row.app === name.toLowerCase())?.app;
  if (app === undefined) {
    throw new ExposeError('usage', t().jupyter.unknownApp(name), t().jupyter.unknownAppHint);
  }
  if (version === undefined) {
    return { app, version: undefined };
  }
  if (rest.length > 0 || !/^\d+(?:\.\d+)*(?:(?:a|b|rc|\.dev|\.post)\d+)?$/.test(version)) {
    throw new ExposeError('usage', t().jupyter.noVersion(version), t().jupyter.noVersionHint(app));
  }
  if (generationRow(app, version) === undefined) {
    const oldest = oldestVersion(app).replace(/[ab]\d+$/, '');
    throw new ExposeError('usage', t().jupyter.tooOld(app, version), t().jupyter.tooOldHint(app, oldest));
  }
  return { app, version };
}

/** The path of a command in place of the name of an application. */
export function executableIn(text: string): string | undefined {
  return text.trim().startsWith('/') ? text.trim() : undefined;
}

/**
 * Decides which Jupyter is meant (DESIGN §6): the flag, else the last run's, else the one whose config file exists,
 * else notebook, lab, server. `flag` and `last` are in parseTarget's format; `configFiles` are the names of the
 * files in the user's config directory. A `last` that no longer matches what is installed is ignored.
 */
export function chooseTarget(
  installations: readonly Installation[],
  hints: { flag?: string | undefined; last?: string | undefined; configFiles: readonly string[] },
): TargetChoice {
  if (hints.flag !== undefined) {
    return {
      target: requestedTarget(parseTarget(hints.flag), installations),
      because: 'flag',
      ambiguous: false,
    };
  }
  const last = hints.last === undefined ? undefined : requestOf(hints.last);
  if (last !== undefined && (installations.length === 0 || findRequested(last, installations))) {
    return { target: requestedTarget(last, installations), because: 'last-run', ambiguous: false };
  }
  const targets = ['notebook', 'lab', 'server']
    .map((app) => installations.find((installation) => installation.app === app))
    .filter((installation) => installation !== undefined)
    .map(installedTarget);
  const [first] = targets;
  if (first === undefined) {
    return { target: assumedTarget(), because: 'assumed', ambiguous: false };
  }
  const withFile = targets.filter(({ base }) =>
    hints.configFiles.some((name) => name === `${base}.py` || name === `${base}.json`),
  );
  // `server` is a dependency of every newer notebook and lab, so it does not compete with them.
  const competing = (list: readonly Target[]) => list.filter(({ app }) => app !== 'server').length > 1;
  const [named] = withFile;
  if (named !== undefined && new Set(withFile.map(({ base }) => base)).size === 1) {
    return { target: named, because: 'config-file', ambiguous: false };
  }
  return { target: named ?? first, because: 'installed', ambiguous: competing(targets) };
}

/** 'lab', 'notebook@5.7' or a path for the record of this run, in parseTarget's format. */
export function describeTarget(target: Target): string {
  if (target.installed?.isElsewhere) return target.installed.executable;
  return target.installed === undefined ? `${target.app}@${target.appVersion}` : target.app;
}

function requestedTarget(request: TargetRequest, installations: readonly Installation[]): Target {
  const installed = findRequested(request, installations);
  return installed === undefined ? statedTarget(request.app, request.version) : installedTarget(installed);
}

function findRequested({ app, version, executable }: TargetRequest, installations: readonly Installation[]) {
  return installations.find(
    (one) =>
      one.app === app &&
      fits(one.version, version) &&
      (executable === undefined || one.executable === executable),
  );
}

/** '7.6.5' matches '7' and '7.6' but not '7.5'. */
function fits(version: string, wanted: string | undefined): boolean {
  return wanted === undefined || version === wanted || version.startsWith(`${wanted}.`);
}

function requestOf(text: string): TargetRequest | undefined {
  try {
    return parseTarget(text);
  } catch {
    return undefined;
  }
}
