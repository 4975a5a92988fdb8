import { expect, it } from 'vitest';
import { evaluatePolicy } from '../../../src/checks/host/page-policy.ts';

const ROWS = [
  ['who may frame the page', 'frame-ancestors *', 'classic', false],
  ['scripts of its own files only', "default-src 'self'; script-src 'self'", 'classic', true],
  ['scripts in the page too', "script-src 'self' 'unsafe-inline'", 'classic', false],
  ['nothing by default', "default-src 'none'; frame-ancestors 'self'", 'server2', true],
  ['no functions of texts, on JupyterLab', "script-src 'self' 'unsafe-inline'", 'server1', true],
  ['functions of texts, on JupyterLab', "Script-Src 'self' 'unsafe-eval'", 'server2', false],
] as const;

it.each(ROWS)('the Content-Security-Policy: %s', (_what, policy, generation, isBroken) => {
  const key = "ServerApp.tornado_settings['headers']";
  const value = { 'content-security-policy': policy };
  const setting = {
    key,
    name: 'headers',
    value,
    lines: [],
    where: 'x.py:1',
    evidence: { file: 'x.py', line: 1 },
  };
  const found = evaluatePolicy([setting], generation);
  expect(found.map(({ id }) => id)).toEqual(isBroken ? ['page-policy'] : []);
});
