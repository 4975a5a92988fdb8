// The table of causes: which ways of breaking a real Jupyter the doctor names first, by symptom.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './setup.js';

/** With fewer causes than this, the tests of the doctor count as failed. */
export const FEWEST_CAUSES = 45;

/** One row per cause. A cause tried on several Jupyters is `named` only if it was named on each. */
export function readCauses(file) {
  if (!existsSync(file)) return [];
  const rows = new Map();
  for (const line of readFileSync(file, 'utf8').split('\n').filter(Boolean)) {
    const row = JSON.parse(line);
    rows.set(`${row.symptom}\0${row.id}\0${row.what}\0${row.on}`, row); // a later line of the same try replaces an earlier one
  }
  const causes = new Map();
  for (const { symptom, id, what, on, named } of rows.values()) {
    const known = causes.get(id) ?? { id, symptom, what, on: [], named: true };
    causes.set(id, { ...known, on: [...new Set([...known.on, on])], named: known.named && named });
  }
  return [...causes.values()];
}

/** The table, then the causes that no test machine can reproduce, then "N of M causes named first". */
export function printCauses(causes) {
  const lines = [];
  for (const symptom of [...new Set(causes.map((cause) => cause.symptom))].sort()) {
    lines.push('', symptom);
    for (const { id, what, on, named } of causes.filter((cause) => cause.symptom === symptom))
      lines.push(`  ${named ? 'named' : 'MISSED'}  ${id.padEnd(30)} ${what} (${on.join(', ')})`);
  }
  const recorded = JSON.parse(
    readFileSync(join(ROOT, 'test', 'checks', 'causes', 'recorded-only.json'), 'utf8'),
  );
  lines.push('', 'recorded only: no machine here can show it');
  for (const { what, why } of recorded) lines.push(`  ${what}: ${why}`);
  lines.push('', `${countNamed(causes)} of ${causes.length} causes named first`);
  return lines.join('\n');
}

export function countNamed(causes) {
  return causes.filter(({ named }) => named).length;
}
