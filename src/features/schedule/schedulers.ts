import { join } from 'node:path';
import { statePaths } from '../../state/paths.ts';
import type { System } from '../../system/system.ts';
import { type Job, markerOf } from './job.ts';
import { type CronEntry, cronLine, launchAgent, systemdService, systemdTimer, windowsTask } from './units.ts';

type Command = readonly string[];

/** Pattern of the job's crontab line; a user's own line that only mentions us does not match. */
function ourLine(job: Job): string {
  return `^[0-9].* renew --scheduled >/dev/null 2>&1 ${markerOf(job)}$`;
}

/** One scheduler that a computer may have. */
export interface Scheduler {
  readonly id: 'systemd-user' | 'systemd-system' | 'cron' | 'launchd' | 'windows-task';
  /** For information: whether it was tested on such a computer. */
  readonly verified: 'yes' | 'units' | 'no';
  readonly detect: (system: System, job: Job) => Promise<boolean>;
  readonly files: (job: Job) => readonly { readonly path: string; readonly text: string }[];
  /** Makes the scheduler read its files again. */
  readonly reload?: Command;
  readonly on: (job: Job) => Command;
  /** The lines of the job as they are now, if `on` might write different ones. */
  readonly lines?: (system: System, job: Job) => Promise<readonly string[]>;
  /** Writes such lines again. */
  readonly restore?: (job: Job, entries: readonly CronEntry[]) => Command;
  /** Succeeds even if it is already off. */
  readonly off: (job: Job) => Command;
  /** Exits with 0 if the job is installed and switched on. */
  readonly isOn: (job: Job) => Command;
  /** Exits with 0 if any part of the job is present. */
  readonly isThere: (job: Job) => Command;
}

/** In order of preference: the first one detected is used. */
export const SCHEDULERS: readonly Scheduler[] = [
  {
    id: 'systemd-system',
    verified: 'units',
    detect: async (system) => system.uid === 0 && (await isDirectory(system, '/run/systemd/system')),
    ...systemd([], () => '/etc/systemd/system'),
  },
  {
    id: 'systemd-user',
    verified: 'units',
    detect: async (system) => {
      if (system.platform !== 'linux' || system.uid === 0) return false;
      const { stdout } = await system.run('systemctl', ['--user', 'is-system-running'], { timeout: 5000 });
      return /^(?:running|degraded|starting)$/m.test(stdout);
    },
    ...systemd(['--user'], ({ unitDir }) => unitDir),
  },
  {
    id: 'cron',
    verified: 'yes',
    detect: async (system) => {
      if (system.platform === 'win32' || system.platform === 'darwin') return false;
      const [table, daemon] = await Promise.all([
        system.run('sh', ['-c', 'command -v crontab'], { timeout: 5000 }),
        system.run('pgrep', ['-x', 'cron|crond|busybox-cron'], { timeout: 5000 }),
      ]);
      return table.code === 0 && daemon.code === 0;
    },
    files: () => [],
    on: (job) => crontab(job, cronLine(job)),
    lines: async ({ run }, job) => {
      const { stdout } = await run('sh', ['-c', 'crontab -l 2>/dev/null | grep -- "$1"', 'sh', ourLine(job)]);
      return stdout.split('\n').filter((line) => line !== '');
    },
    restore: (job, entries) => crontab(job, entries.map((entry) => cronLine(job, entry)).join('\n')),
    off: (job) => crontab(job, ''),
    isOn: (job) => ['sh', '-c', 'crontab -l 2>/dev/null | grep -qxF -- "$1"', 'sh', cronLine(job)],
    isThere: (job) => ['sh', '-c', 'crontab -l 2>/dev/null | grep -q -- "$1"', 'sh', ourLine(job)],
  },
  {
    id: 'launchd',
    verified: 'no',
    detect: async ({ platform }) => platform === 'darwin',
    files: (job) => [{ path: agentPath(job), text: launchAgent(job, job.name) }],
    on: (job) => ['launchctl', 'bootstrap', `gui/${job.uid}`, agentPath(job)],
    off: ({ uid, name }) => silenced(`launchctl bootout gui/${uid}/${name}`),
    isOn: ({ uid, name }) => ['launchctl', 'print', `gui/${uid}/${name}`],
    isThere: (job) => ['test', '-e', agentPath(job)],
  },
  {
    id: 'windows-task',
    verified: 'no',
    detect: async ({ platform }) => platform === 'win32',
    files: (job) => [{ path: statePaths(job.exposeDir).windowsTask, text: windowsTask(job) }],
    on: ({ exposeDir, name }) => [
      'schtasks',
      '/Create',
      '/TN',
      name,
      '/XML',
      statePaths(exposeDir).windowsTask,
      '/F',
    ],
    off: ({ name }) => ['cmd.exe', '/d', '/c', `schtasks /Delete /TN ${name} /F || exit 0`],
    isOn: ({ name }) => ['schtasks', '/Query', '/TN', name],
    isThere: ({ name }) => ['schtasks', '/Query', '/TN', name],
  },
];

function systemd(
  scope: Command,
  directory: (job: Job) => string,
): Omit<Scheduler, 'id' | 'verified' | 'detect'> {
  const systemctl = ['systemctl', ...scope];
  const timer = ({ name }: Job) => `${name}.timer`;
  const query = (verb: string, job: Job) => `${systemctl.join(' ')} ${verb} -q ${timer(job)}`;
  return {
    files: (job) => [
      { path: join(directory(job), `${job.name}.service`), text: systemdService(job) },
      { path: join(directory(job), timer(job)), text: systemdTimer() },
    ],
    reload: [...systemctl, 'daemon-reload'],
    on: (job) => [...systemctl, 'enable', '--now', timer(job)],
    off: (job) => silenced(`${systemctl.join(' ')} disable --now ${timer(job)}`),
    isOn: (job) => ['sh', '-c', `${query('is-enabled', job)} && ${query('is-active', job)}`],
    isThere: (job) => ['test', '-e', join(directory(job), timer(job))],
  };
}

/**
 * Replaces our line, or removes it if `line` is empty. A crontab that cannot be read is left alone, since writing would
 * lose it. The user's lines stay unchanged; a crontab without any is removed.
 */
function crontab(job: Job, line: string): Command {
  const script = `
said=$(LC_ALL=C crontab -l 2>&1 >/dev/null) || case $said in
  *"no crontab"*|*"can't open"*"No such file"*) ;;
  *) echo "$said" >&2; exit 1;;
esac
old=$(crontab -l 2>/dev/null | grep -v -- "$1"; printf x)
old=\${old%x}
if [ -n "$old$2" ]; then { printf %s "$old"; [ -z "$2" ] || printf '%s\\n' "$2"; } | crontab -
elif crontab -l >/dev/null 2>&1; then crontab -r
fi`;
  return ['sh', '-c', script, 'sh', ourLine(job), line];
}

function silenced(command: string): Command {
  return ['sh', '-c', `${command} >/dev/null 2>&1 || :`];
}

function agentPath({ home, name }: Job): string {
  return join(home, 'Library', 'LaunchAgents', `${name}.plist`);
}

async function isDirectory({ files }: System, path: string): Promise<boolean> {
  return (await files.facts(path).catch(() => undefined))?.kind === 'directory';
}
