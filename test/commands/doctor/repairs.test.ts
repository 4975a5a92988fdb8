import { describe, expect, it } from 'vitest';
import { findRegressions } from '../../../src/commands/doctor/fix.ts';
import { planRepairs } from '../../../src/commands/doctor/repairs.ts';
import type { Change, EditLines, EditSettings } from '../../../src/plan/change.ts';
import type { Finding } from '../../../src/situation/finding.ts';

const FILE = '/home/ada/.jupyter/jupyter_server_config.py';

const settings = (values: EditSettings['settings'], more: Partial<EditSettings> = {}): EditSettings => ({
  kind: 'edit-settings',
  path: FILE,
  format: 'python',
  settings: values,
  secret: [],
  ...more,
});
const line = (number: number, before: string, after: string): EditLines => ({
  kind: 'edit-lines',
  path: FILE,
  lines: [{ line: number, before, after }],
  secret: [],
});
const fail = (id: string, ...changes: Change[]): Finding => ({
  id,
  status: 'fail',
  message: id,
  ...(changes.length > 0 && { repair: { changes } }),
});

describe('the repairs of several findings', () => {
  it('are one edit per file', () => {
    const { plan, postponed } = planRepairs([
      fail('a', settings({ 'ServerApp.ip': '*' })),
      fail('b', settings({ 'ServerApp.port': 8888 }, { mode: 0o600 })),
      fail('c'),
      fail('d', { kind: 'change-mode', path: FILE, mode: 0o640 }),
    ]);
    expect(postponed).toEqual([]);
    expect(plan.changes).toEqual([
      settings({ 'ServerApp.ip': '*', 'ServerApp.port': 8888 }, { mode: 0o600 }),
      { kind: 'change-mode', path: FILE, mode: 0o640 },
    ]);
  });

  it('lines come before settings, each line once', () => {
    const { plan } = planRepairs([
      fail('a', settings({ 'ServerApp.port': 1 })),
      fail('b', line(7, 'x', 'y'), line(3, 'p', 'q')),
      fail('c', line(3, 'p', 'q')),
    ]);
    expect(plan.changes.map(({ kind }) => kind)).toEqual(['edit-lines', 'edit-settings']);
    expect(plan.changes[0]).toMatchObject({ lines: [{ line: 3 }, { line: 7 }] });
  });

  it.each<[string, Change, Change]>([
    ['one key, two values', settings({ 'ServerApp.ip': '*' }), settings({ 'ServerApp.ip': 'localhost' })],
    [
      'set by one, taken out by the other',
      settings({ 'ServerApp.ip': '*' }),
      settings({}, { remove: ['ServerApp.ip'] }),
    ],
    ['one line, two texts', line(2, 'a', 'b'), line(2, 'a', 'c')],
    [
      'a line and the setting that stands on it',
      line(2, 'c.ServerApp.ip = 0.0.0.0', "c.ServerApp.ip = '0.0.0.0'"),
      settings({ 'ServerApp.ip': '*' }),
    ],
    [
      'the same, the other way round',
      settings({ 'ServerApp.ip': '*' }),
      line(2, 'c.ServerApp.ip = 0.0.0.0', "c.ServerApp.ip = '0.0.0.0'"),
    ],
  ])('that contradict each other: the first is made, the second waits (%s)', (_what, first, second) => {
    const { plan, fixed, postponed } = planRepairs([fail('cause', first), fail('later', second)]);
    expect(plan.changes).toEqual([first]);
    expect(fixed.map(({ id }) => id)).toEqual(['cause']);
    expect(postponed.map(({ id }) => id)).toEqual(['later']);
  });

  it('in different files never contradict each other', () => {
    const other = settings({ 'ServerApp.ip': 'localhost' }, { path: `${FILE}.other` });
    expect(planRepairs([fail('a', settings({ 'ServerApp.ip': '*' })), fail('b', other)]).postponed).toEqual(
      [],
    );
  });
});

describe('what speaks against a repair', () => {
  const at = (id: string, lineNumber: number, text: string): Finding => ({
    ...fail(id),
    evidence: { file: FILE, line: lineNumber, text },
  });
  const ok: Finding = { id: 'port', status: 'ok', message: 'fine' };
  const blocked: Finding = { id: 'port', status: 'unknown', message: '', blockedBy: 'typo' };
  const look = (loads: readonly Finding[], port: Finding) => ({
    findings: [...loads, port],
    checks: [
      { id: 'config-loads', findings: loads },
      { id: 'port', findings: [port] },
    ],
  });
  const broken = at('typo', 3, 'c.ServerApp.ip = 0.0.0.0');

  it('the same trouble at the same place, also where its line moved', () => {
    const after = look([at('typo', 4, 'c.ServerApp.ip = 0.0.0.0')], ok);
    expect(findRegressions(look([broken], blocked), after, [broken])).toHaveLength(1);
  });

  it('a fail of a check that was content', () => {
    const after = look([], fail('port-taken'));
    expect(findRegressions(look([broken], ok), after, [broken])).toMatchObject([{ id: 'port-taken' }]);
  });

  it('not the next trouble behind the first', () => {
    expect(
      findRegressions(look([broken], blocked), look([at('typo', 9, 'other')], blocked), [broken]),
    ).toEqual([]);
    expect(findRegressions(look([broken], blocked), look([], fail('port-taken')), [broken])).toEqual([]);
  });

  it('not the same trouble in another file, nor what is fine now', () => {
    const elsewhere = { ...broken, evidence: { ...broken.evidence, file: `${FILE}.other` } };
    expect(findRegressions(look([broken], blocked), look([elsewhere], blocked), [broken])).toEqual([]);
    const fine: Finding = { ...broken, status: 'ok' };
    expect(findRegressions(look([broken], blocked), look([fine], blocked), [broken])).toEqual([]);
  });

  it.each(['open-to-anyone', 'empty-password', 'token-weak'])(
    '%s that is new, not one that was there',
    (id) => {
      const door = fail(id);
      const seen = (loads: readonly Finding[], login: Finding) => ({
        findings: [...loads, login],
        checks: [
          { id: 'config-loads', findings: loads },
          { id: 'login', findings: [login] },
        ],
      });
      expect(findRegressions(seen([broken], blocked), seen([], door), [broken])).toEqual([door]);
      expect(findRegressions(seen([broken], door), seen([], door), [broken])).toEqual([]);
      expect(
        findRegressions(seen([broken], blocked), seen([], { ...door, status: 'warn' }), [broken]),
      ).toEqual([]);
    },
  );
});
