import type { SourceOfTrait } from '../../jupyter/settings/sources.ts';
import { t } from '../../messages/index.ts';
import { maskHashes } from '../../plan/masking.ts';
import { HIDDEN, hideSecrets } from '../../python-config/secret-names.ts';
import { toJson } from '../../python-config/to-json.ts';
import { shortPath } from '../../system/short-path.ts';
import type { System } from '../../system/system.ts';

type Line = Pick<SourceOfTrait, 'file' | 'line' | 'key' | 'value'>;

/** 'ServerApp.port = 9001 (~/.jupyter/jupyter_server_config.py:3)', secrets hidden. */
export function showLine(line: Line, system: System): string {
  return t().precedence.line(textOf(line), placeIn(line, system));
}

/** 'ServerApp.port (~/.jupyter/jupyter_server_config.py:3)': for a sentence that follows one with the value. */
export function nameLine(line: Line, system: System): string {
  return t().precedence.line(line.key, placeIn(line, system));
}

/** 'ServerApp.port = 9001', secrets hidden. */
export function textOf({ key, value }: Pick<Line, 'key' | 'value'>): string {
  return `${key} = ${shownValue(key, value)}`;
}

export function shownValue(key: string, value: Line['value']): string {
  if (value === undefined) return t().configCommand.computed;
  const shown = hideSecrets(key, value, maskHashes);
  return shown === HIDDEN ? HIDDEN : toJson(shown);
}

export function placeIn({ file, line }: Pick<Line, 'file' | 'line'>, system: System): string {
  return `${shortPath(file, system)}:${line}`;
}
