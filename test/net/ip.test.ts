import { expect, it } from 'vitest';
import { addressKind } from '../../src/net/ip.ts';

it.each([
  ['8.8.8.8', 'public'],
  ['192.0.1.2', 'public'],
  ['2a00:1450::1', 'public'],
  ['10.0.0.1', 'private'],
  ['172.31.255.255', 'private'],
  ['172.32.0.0', 'public'],
  ['192.168.0.1', 'private'],
  ['fd12::1', 'private'],
  ['100.64.0.1', 'shared'],
  ['100.127.255.255', 'shared'],
  ['100.128.0.0', 'public'],
  ['127.0.0.1', 'loopback'],
  ['::1', 'loopback'],
  ['169.254.1.1', 'link-local'],
  ['fe80::1%eth0', 'link-local'],
  ['0.0.0.0', 'special'],
  ['192.0.0.2', 'special'],
  ['203.0.113.2', 'special'],
  ['255.255.255.255', 'special'],
  ['::', 'special'],
  ['::ffff:8.8.8.8', 'special'],
  ['2001:db8::1', 'special'],
  ['', undefined],
  ['eight.eight', undefined],
])('%s is %s', (address, kind) => {
  expect(addressKind(address)).toBe(kind);
});
