import { escapedXml } from '../../system/format.ts';
import { type Job, markerOf } from './job.ts';

/** The schedulers' configuration files, as text. */

export function systemdService({ node, program, configDir, home }: Job): string {
  return `[Unit]
Description=Renew what jupyter-expose keeps
After=network-online.target

[Service]
Type=oneshot
Environment=${unitWord(`HOME=${home}`)} ${unitWord(`JUPYTER_CONFIG_DIR=${configDir}`)}
ExecStart=${unitWord(node)} ${argument(program)} renew --scheduled
`;
}

export function systemdTimer(): string {
  return `[Unit]
Description=Renew what jupyter-expose keeps, twice a day

[Timer]
OnCalendar=*-*-* 03,15:17:00
RandomizedDelaySec=1h
Persistent=true

[Install]
WantedBy=timers.target
`;
}

/** In what the crontab lines of one job differ: five fields, and the path of Node.js. */
export interface CronEntry {
  readonly times: string;
  readonly node: string;
}

/** The line that `schedule install` writes. */
export function cronEntry({ minute, node }: Job): CronEntry {
  return { times: `${minute} 3,15 * * *`, node };
}

/** A single line. cron ends the command at an unescaped %. */
export function cronLine(job: Job, { times, node } = cronEntry(job)): string {
  const { program, configDir } = job;
  const command = `JUPYTER_CONFIG_DIR=${shellWord(configDir)} ${shellWord(node)} ${shellWord(program)} renew --scheduled`;
  return `${times} ${command.replaceAll('%', '\\%')} >/dev/null 2>&1 ${markerOf(job)}`;
}

/** Undefined for a line that differs from ours in more. */
export function parseCronLine(job: Job, line: string): CronEntry | undefined {
  const [times = ''] = /^\S+(?: \S+){4}/.exec(line) ?? [];
  const [before = '', after = ''] = cronLine(job, { times, node: '\0' }).split('\0');
  const word = line.slice(before.length, -after.length);
  const entry = { times, node: word.replaceAll("'\\''", "'").replaceAll('\\%', '%') };
  return cronLine(job, entry) === line ? entry : undefined;
}

export function launchAgent({ node, program, configDir, minute }: Job, label: string): string {
  const words = [node, program, 'renew', '--scheduled'].map(
    (word) => `    <string>${escapedXml(word)}</string>`,
  );
  const times = [3, 15].map(
    (hour) =>
      `    <dict><key>Hour</key><integer>${hour}</integer><key>Minute</key><integer>${minute}</integer></dict>`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0">
<dict>
  <key>Label</key><string>${label}</string>
  <key>ProgramArguments</key>
  <array>
${words.join('\n')}
  </array>
  <key>EnvironmentVariables</key>
  <dict><key>JUPYTER_CONFIG_DIR</key><string>${escapedXml(configDir)}</string></dict>
  <key>StartCalendarInterval</key>
  <array>
${times.join('\n')}
  </array>
</dict>
</plist>
`;
}

export function windowsTask({ node, program, configDir }: Job): string {
  const line = `/d /c "set "JUPYTER_CONFIG_DIR=${configDir}" && "${node}" "${program}" renew --scheduled"`;
  const triggers = ['03', '15'].map(
    (hour) =>
      `    <CalendarTrigger><StartBoundary>2026-01-01T${hour}:17:00</StartBoundary><RandomDelay>PT1H</RandomDelay><ScheduleByDay><DaysInterval>1</DaysInterval></ScheduleByDay></CalendarTrigger>`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>
<Task version="1.2" xmlns="http://schemas.microsoft.com/windows/2004/02/mit/task">
  <Triggers>
${triggers.join('\n')}
  </Triggers>
  <Settings><StartWhenAvailable>true</StartWhenAvailable></Settings>
  <Actions>
    <Exec><Command>cmd.exe</Command><Arguments>${escapedXml(line)}</Arguments></Exec>
  </Actions>
</Task>
`;
}

/** Quotes a word of a unit file, where % starts a specifier. */
function unitWord(text: string): string {
  return `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('%', '%%')}"`;
}

/** In the arguments of ExecStart, but not in the program's path, $ starts a variable as well. */
function argument(text: string): string {
  return unitWord(text).replaceAll('$', () => '$$');
}

function shellWord(word: string): string {
  return `'${word.replaceAll("'", "'\\''")}'`;
}
