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
    'a.org\nb.org',
    '한\t글.kr',
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

describe('a name under which strangers have theirs', () => {
  it.each([
    'com',
    'ai',
    'co.kr',
    '*.co.kr',
    '*.iptime.org',
    'iptime.org',
    '*.github.io',
    'duckdns.org',
    '*.dev',
    'x.ck',
    'ck',
    '*.desk',
    '한국',
  ])('%s is refused', (text) => {
    expect(() => parseName(text)).toThrow(expect.objectContaining({ code: 'answer' }));
  });

  it.each([
    'min.iptime.org',
    '*.min.iptime.org',
    '*.example.org',
    'desk',
    'desk.lan',
    'min.duckdns.org',
    'a.co.kr',
  ])('%s is none', (text) => {
    expect(parseName(text)).toBe(text);
  });

  it.each([
    ['dev', ['localhost', 'dev.local', 'dev.lan']],
    ['AI', ['localhost', 'ai.local', 'ai.lan']],
    ['co.kr', ['localhost', 'co.local', 'co.lan']],
    ['iptime.org', ['localhost', 'iptime', 'iptime.local', 'iptime.lan']],
    ['ai.lab.example.org', ['localhost', 'ai.lab.example.org', 'ai.local']],
    ['desk', ['localhost', 'desk', 'desk.local']],
    ['google.com', ['localhost', 'google.local']],
    ['Min.co.kr', ['localhost', 'min', 'min.local']],
    ['desk.example.org', ['localhost', 'desk.example.org', 'desk', 'desk.local']],
  ])('a computer called %s is known as %s', (host, dns) => {
    expect(namesOfComputer(host, []).dns).toEqual(dns);
  });

  it('is a whole domain of somebody, unless it is asked for', () => {
    expect(namesOfComputer('google.com', [], ['google.com']).dns).toContain('google.com');
  });

  it('is left out where an earlier run was asked for it', () => {
    expect(namesOfComputer('localhost', [], ['*.iptime.org', 'a.example']).dns).toEqual([
      'localhost',
      'a.example',
    ]);
  });
});

it('what was asked for beside is written in one way, and left out where it is no name', () => {
  expect(namesOfComputer('localhost', [], ['0:0::1', 'fe80::1%eth0', 'my_pc', 'A.example'])).toEqual({
    dns: ['localhost', 'a.example'],
    ips: ['127.0.0.1', '::1'],
    passing: [],
  });
});
