import { describe, expect, it } from 'vitest';
import { namesOfComputer, parseName } from '../../src/certificates/names.ts';

describe('a name that a person asks for', () => {
  it.each([
    ['Home.Example.org.', 'home.example.org'],
    ['한글.한국', 'xn--bj0bj06e.xn--3e0b707e'],
    ['*.example.org', '*.example.org'],
    ['[2001:DB8:0::1]', '2001:db8::1'],
    [' 192.168.0.5 ', '192.168.0.5'],
  ])('%s stands in the certificate as %s', (text, name) => {
    expect(parseName(text)).toBe(name);
  });

  it.each([
    '',
    '*',
    'my_pc',
    'a..b',
    'a b',
    'x/',
    'https://x.org',
    'x.org:8888',
    '1.2',
    '300.1.1.1',
    '0.0.0.0',
    '::',
    'fe80::1%eth0',
    'a'.repeat(64),
    `${'a.'.repeat(127)}example`,
  ])('"%s" is refused', (text) => {
    expect(() => parseName(text)).toThrow(expect.objectContaining({ code: 'answer' }));
  });
});

it('what was asked for beside is written in one way, and left out where it is no name', () => {
  expect(namesOfComputer('localhost', [], ['0:0::1', 'fe80::1%eth0', 'my_pc', 'A.example'])).toEqual({
    dns: ['localhost', 'a.example'],
    ips: ['127.0.0.1', '::1'],
    passing: [],
  });
});
