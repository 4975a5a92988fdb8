import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Network } from '../../src/net/network.ts';
import type { BuildUndo, UndoCommand } from '../../src/plan/undo-command.ts';
import { object, oneOf, readIfFits, string } from '../../src/schema.ts';
import { nodeSystem } from '../../src/system/node-system.ts';
import type { System } from '../../src/system/system.ts';
import { fakeNetwork } from '../net/fake-network.ts';

/** A temporary home on the real file system. */
export interface Home {
  readonly dir: string;
  readonly exposeDir: string;
  readonly system: System;
  readonly network: Network;
  /** Knows the tasks of `run-command.test.ts`. */
  readonly buildUndo: BuildUndo;
  at(name: string): string;
  write(name: string, content: string | Uint8Array, mode?: number): string;
  /** Every file outside expose/ with its mode and content: `{ 'config.py': '644 c.A.b = 1' }`. */
  tree(): Record<string, string>;
  remove(): void;
}

export function makeHome(): Home {
  const dir = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'home 집 ')));
  const exposeDir = path.join(dir, 'expose');
  const at = (name: string) => path.join(dir, name);
  return {
    dir,
    exposeDir,
    at,
    system: { ...nodeSystem(), home: dir, cwd: dir },
    network: fakeNetwork(),
    buildUndo: async (task) => undoFlag(task),
    write(name, content, mode = 0o644) {
      fs.mkdirSync(path.dirname(at(name)), { recursive: true });
      fs.writeFileSync(at(name), content);
      fs.chmodSync(at(name), mode);
      return at(name);
    },
    tree: () =>
      Object.fromEntries(walk(dir, exposeDir).map((file) => [path.relative(dir, file), describe(file)])),
    remove: () => fs.rmSync(dir, { recursive: true }),
  };
}

/** How the flags of `run-command.test.ts` are taken back; undefined for any other task. */
export function undoFlag(task: unknown): UndoCommand | undefined {
  const flag = readIfFits(FLAG_TASK, task);
  if (flag === undefined) return undefined;
  const { how, name, dir } = flag;
  const at = path.join(dir, name);
  const script = 'rm -f "$1"; ls "$2" | grep "^file" | tr "\\n" " " >>"$3"';
  const log = path.join(dir, 'log');
  const commands = {
    log: ['sh', '-c', script, 'sh', at, dir, log],
    remove: ['rm', '-f', at],
    fail: ['false'],
  };
  return { command: commands[how] };
}

const FLAG_TASK = object({
  kind: oneOf('flag'),
  how: oneOf('log', 'remove', 'fail'),
  name: string,
  dir: string,
});

function walk(directory: string, without: string): string[] {
  return fs.readdirSync(directory, { withFileTypes: true }).flatMap((entry) => {
    const whole = path.join(directory, entry.name);
    if (whole === without) return [];
    return entry.isDirectory() ? [whole, ...walk(whole, without)] : [whole];
  });
}

function describe(file: string): string {
  const stat = fs.lstatSync(file);
  if (stat.isSymbolicLink()) return `-> ${fs.readlinkSync(file)}`;
  if (stat.isDirectory()) return 'directory';
  return `${(stat.mode & 0o7777).toString(8)} ${fs.readFileSync(file, 'latin1')}`;
}
