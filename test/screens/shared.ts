import { appendFileSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const VARIABLE = 'JUPYTER_EXPOSE_SCREENS_SHARED';

/** Before any test: a directory for what the workers of this run share. At the end it says how much was compared. */
export function setup(): () => void {
  const directory = mkdtempSync(join(tmpdir(), 'jupyter-expose-screens-'));
  process.env[VARIABLE] = directory;
  return () => {
    const lines = readCounts();
    rmSync(directory, { recursive: true, force: true });
    if (lines.length > 0) process.stdout.write(`${summary(lines)}\n`);
  };
}

/** Where the workers of this run put what they share. */
export function sharedDirectory(): string {
  const directory = process.env[VARIABLE];
  if (directory === undefined)
    throw new Error('vitest.config.ts names test/screens/shared.ts as globalSetup.');
  return directory;
}

interface Count {
  readonly family: string;
  readonly all?: number;
  readonly compared?: number;
}

/** How many screens a family has, or that so many more of them were compared. */
export function count(line: Count): void {
  appendFileSync(countsFile(), `${JSON.stringify(line)}\n`);
}

function readCounts(): readonly Count[] {
  if (!existsSync(countsFile())) return [];
  const lines = readFileSync(countsFile(), 'utf8').trimEnd().split('\n');
  return lines.map((line) => JSON.parse(line));
}

function countsFile(): string {
  return join(sharedDirectory(), 'counts.jsonl');
}

function summary(lines: readonly Count[]): string {
  const share = (some: readonly Count[]) => {
    const sum = (key: 'all' | 'compared') => some.reduce((so, one) => so + (one[key] ?? 0), 0);
    return `${sum('compared')} of ${sum('all')}`;
  };
  const families = [...new Set(lines.map(({ family }) => family))].sort();
  const each = families.map((name) => `${name} ${share(lines.filter(({ family }) => family === name))}`);
  return `Recorded screens compared: ${share(lines)} (${each.join(', ')}). The long run compares all.`;
}
