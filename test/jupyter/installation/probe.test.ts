import { describe, expect, it } from 'vitest';
import { environmentOf, parseProbeAnswer } from '../../../src/jupyter/installation/probe.ts';

const ANSWER = {
  versions: { notebook: '7.6.5', jupyter_server: '2.21.1', ipykernel: null },
  python: '3.11.7',
  prefix: '/env',
  basePrefix: '/usr',
  conda: false,
  paths: {
    config: ['/env/etc/jupyter', '/h/.jupyter'],
    configDir: '/h/.jupyter',
    runtimeDir: '/r',
    dataDirs: ['/d'],
  },
};
const LINE = `jupyter-expose-probe:${JSON.stringify(ANSWER)}`;

describe('what an interpreter answers', () => {
  it.each([
    ['alone', `\n${LINE}\n`],
    ['between lines that a sitecustomize prints', `hello {"a": 1}\n${LINE}\nbye\n`],
    ['with Windows line ends', `hello\r\n${LINE}\r\n`],
  ])('is read %s', (_name, stdout) => {
    expect(parseProbeAnswer(stdout)).toEqual({
      ...ANSWER,
      versions: { notebook: '7.6.5', jupyter_server: '2.21.1' },
    });
  });

  it.each([
    ['nothing', ''],
    ['a traceback', 'Traceback (most recent call last):\n'],
    ['half a line', LINE.slice(0, 60)],
  ])('is no answer: %s', (_name, stdout) => {
    expect(parseProbeAnswer(stdout)).toBeUndefined();
  });

  it('has no directories where jupyter_core is missing', () => {
    expect(
      parseProbeAnswer(`jupyter-expose-probe:${JSON.stringify({ ...ANSWER, paths: null })}`)?.paths,
    ).toBeUndefined();
  });
});

describe('the kind of environment', () => {
  it.each([
    ['venv', '/home/me/env', '/usr', false],
    ['system', '/usr', '/usr', false],
    ['conda', '/opt/conda/envs/work', '/opt/conda/envs/work', true],
    ['pipx', '/home/me/.local/share/pipx/venvs/jupyterlab', '/usr', false],
    ['uv', '/home/me/.local/share/uv/tools/jupyterlab', '/usr', false],
    ['homebrew', '/opt/homebrew/Cellar/jupyterlab/4.4/libexec', '/opt/homebrew/opt/python', false],
    ['pyenv', '/root/.pyenv/versions/3.11.7', '/root/.pyenv/versions/3.11.7', false],
  ])('%s: %s', (kind, prefix, basePrefix, conda) => {
    expect(environmentOf({ ...ANSWER, versions: {}, prefix, basePrefix, conda }).kind).toBe(kind);
  });
});
