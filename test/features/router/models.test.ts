import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RouterEntry, readCatalogue } from '../../../src/features/router/models/catalogue.ts';
import { describeMenu } from '../../../src/features/router/models/menu.ts';
import { type RouterEvidence, recognise, variantOf } from '../../../src/features/router/models/recognise.ts';
import { setLanguage } from '../../../src/messages/index.ts';

const read = (name: string) => readFileSync(new URL(`../../../data/${name}`, import.meta.url), 'utf8');
let routers: readonly RouterEntry[];
beforeAll(async () => {
  routers = await readCatalogue();
});
afterAll(() => setLanguage('en'));

const GATEWAY = '192.168.9.1';
/** What such a router was seen to say (facts/network.md §2), or, where no sample is known, what its maker is called. */
const SEEN: readonly (readonly [string, Partial<RouterEvidence>])[] = [
  ['iptime', { description: { manufacturer: 'EFM Networks', friendlyName: 'EFM Networks ipTIME A3004NS' } }],
  ['iptime', { description: { manufacturer: 'ipTIME', modelName: 'AX3004ITL' } }],
  ['iptime', { mac: '70:5D:CC:12:34:56' }],
  [
    'iptime',
    { gateway: '192.168.0.1', server: 'ipTIME Net-OS 5.xx UPnP/1.0', page: '/sess-bin/login_session.cgi' },
  ],
  ['kt', { gateway: '172.30.1.254' }],
  ['lguplus', { gateway: '192.168.219.1' }],
  ['skb', { gateway: '192.168.45.1', description: { manufacturer: 'SK Broadband' } }],
  ['asus', { server: 'AsusWRT/386.1 UPnP/1.1 MiniUPnPd/2.2.0' }],
  ['tplink', { description: { manufacturer: 'TP-LINK', friendlyName: 'Wireless Router TL-WR740N' } }],
  ['netgear', { description: { manufacturer: 'NETGEAR, Inc.', modelName: 'WNR3500L' } }],
  ['dlink', { description: { manufacturer: 'D-link', friendlyName: 'DSL-X1852E' } }],
  ['linksys', { description: { manufacturer: 'LINKSYS', friendlyName: 'LINKSYS WAG200G Gateway' } }],
  ['fritzbox', { description: { manufacturer: 'AVM Berlin', friendlyName: 'FRITZ!Box 7530' } }],
  ['fritzbox', { description: { friendlyName: 'InternetGatewayDeviceV2 - FRITZ!Box 7490' } }],
  ['googlewifi', { description: { manufacturer: 'Google', modelName: 'OnHub' } }],
  ['mikrotik', { description: { manufacturer: 'MikroTik', modelName: 'Router OS' } }],
  ['huawei', { description: { manufacturer: 'Huawei Technologies Co., Ltd.' } }],
  ['openwrt', { description: { friendlyName: 'OpenWrt router' } }],
  ['openwrt', { description: { friendlyName: 'OpenWrt router' }, page: 'URL=/cgi-bin/luci/' }],
  ['eero', { description: { manufacturer: 'eero', friendlyName: 'eero' } }],
  ['xiaomi', { gateway: '192.168.31.1', page: '<title>MiWiFi</title>' }],
  ['unifi', { description: { manufacturer: 'Ubiquiti Networks' } }],
];

describe('the catalogue', () => {
  it('is what its schema says', () => {
    const validate = new Ajv({ formats: { ipv4: true } }).compile(JSON.parse(read('routers.schema.json')));
    validate(JSON.parse(read('routers.json')));
    expect(validate.errors).toBeNull();
  });

  it('has expressions that compile, ends with the unknown one, and holds no password', () => {
    for (const { match, variants } of routers) {
      for (const sign of match) if ('re' in sign) expect(() => new RegExp(sign.re, 'i')).not.toThrow();
      for (const { page = '', location = '' } of variants) {
        expect(() => new RegExp(page)).not.toThrow();
        expect(() => new RegExp(location)).not.toThrow();
      }
    }
    expect(routers.at(-1)?.id).toBe('unknown');
    expect(routers.at(-1)?.match).toEqual([]);
    expect(read('routers.json')).not.toMatch(/passw|비밀번호|login_id|admin\/admin/i);
  });

  it('has a recorded sign for each of its routers', () => {
    const seen = new Set(SEEN.map(([id]) => id));
    expect(routers.map(({ id }) => id).filter((id) => !seen.has(id))).toEqual(['unknown']);
  });
});

describe('recognising', () => {
  it.each(SEEN)('%s by %j', (id, evidence) => {
    expect(recognise(routers, { gateway: GATEWAY, ...evidence }).router?.id).toBe(id);
  });

  it.each([
    ['an address that many have', { gateway: '192.168.0.1' }],
    ['a daemon that many have', { description: { manufacturer: 'Debian', friendlyName: 'Debian router' } }],
    ['FreeBSD', { description: { friendlyName: 'FreeBSD router', modelName: 'FreeBSD router' } }],
    ['two brands at once', { description: { manufacturer: 'NETGEAR' }, server: 'AsusWRT/386' }],
    ['a page below a path that many makers have from OpenWrt', { page: 'URL=/cgi-bin/luci/;stok=/login' }],
    ['the same at an address of Xiaomi', { gateway: '192.168.31.1', page: 'URL=/cgi-bin/luci/web' }],
    ['nothing', {}],
  ])('%s is no brand: nobody gets a wrong menu', (_what, evidence) => {
    expect(recognise(routers, { gateway: GATEWAY, ...evidence }).router).toBeUndefined();
  });

  it('takes no stranger for a brand', () => {
    const names = routers.flatMap(({ id, brand }) => [id, brand.en.toLowerCase()]);
    const text = fc
      .string({ maxLength: 40 })
      .filter((one) => !names.some((name) => one.toLowerCase().includes(name.slice(0, 3))));
    fc.assert(
      fc.property(
        fc.record({ manufacturer: text, friendlyName: text, modelName: text }),
        text,
        (description, server) => {
          expect(recognise(routers, { gateway: GATEWAY, description, server }).router).toBeUndefined();
        },
      ),
      { seed: 20261124, numRuns: 300 },
    );
  });

  it('tells the two looks of the ipTIME menu apart', () => {
    const [iptime] = routers;
    if (iptime === undefined) throw new Error('empty');
    const look = (evidence: Partial<RouterEvidence>) =>
      variantOf(iptime, { gateway: GATEWAY, ...evidence }).id;
    expect(look({ page: 'timepro.cgi' })).toBe('classic');
    expect(look({ location: '/ui/' })).toBe('v16');
    expect(look({})).toBe('classic');
  });
});

describe('what to type', () => {
  const values = {
    gateway: '192.168.0.1',
    lanIp: '192.168.0.10',
    lanMac: 'aa:bb:cc:dd:ee:ff',
    externalPort: 8443,
    internalPort: 8888,
  };
  const lines = (id: string, more = {}) => {
    const router = routers.find((one) => one.id === id);
    const [variant] = router?.variants ?? [];
    if (router === undefined || variant === undefined) throw new Error(id);
    return describeMenu(router, variant, { ...values, ...more }).map(
      ({ label, value }) => `${label}|${value}`,
    );
  };

  it('ipTIME: the labels of its own screen with the values filled in, in both languages', async () => {
    await setLanguage('ko');
    expect(lines('iptime')).toEqual(
      expect.arrayContaining([
        '포트포워드|관리도구 → 고급 설정 → NAT/라우터 관리 → 포트포워드 설정',
        '|내부 IP 주소: 192.168.0.10',
        '|외부 포트: 8443',
        '|내부 포트: 8888',
        '|aa:bb:cc:dd:ee:ff 기기에 항상 192.168.0.10 주소를 주게 합니다',
      ]),
    );
    await setLanguage('en');
    expect(lines('iptime')).toEqual(
      expect.arrayContaining([
        'Forward a port|관리도구 → 고급 설정 → NAT/라우터 관리 → 포트포워드 설정',
        '|(Administration → Advanced setup → NAT/router → Port forwarding)',
        '|내부 IP 주소 (inner IP address): 192.168.0.10',
      ]),
    );
  });

  it('warns where the outer port may clash with the router itself, and only there', async () => {
    await setLanguage('en');
    const warned = (port: number) =>
      lines('iptime', { externalPort: port }).join().includes('remote administration');
    expect([80, 443, 8080, 8443].map(warned)).toEqual([true, true, true, false]);
    const where = 'Remote admin|관리도구 → 고급 설정 → 보안 기능 → 공유기 접속/보안 관리';
    expect([443, 8443].map((port) => lines('iptime', { externalPort: port }).includes(where))).toEqual([
      true,
      false,
    ]);
  });

  it('a router nobody knows: the words of both languages, the person’s own first', async () => {
    const words = [
      'Port forwarding / Virtual server / NAT / Apps & gaming',
      '포트포워딩 / 포트포워드 / 가상 서버 / NAT',
    ];
    const at = (all: readonly string[]) => words.map((one) => all.findIndex((line) => line.includes(one)));
    await setLanguage('en');
    expect(at(lines('unknown'))).toEqual([2, 3]);
    await setLanguage('ko');
    expect(at(lines('unknown'))).toEqual([3, 2]);
  });

  it('a Korean path is followed by its own English, not by another path', async () => {
    await setLanguage('en');
    const all = lines('iptime');
    const at = all.findIndex((line) => line.startsWith('Keep the address|'));
    expect(all.slice(at + 1, at + 3)).toEqual([
      '|(Administration → Advanced setup → Network → DHCP server)',
      '|or 관리도구 → 고급 설정 → 네트워크 관리 → 내부 네트워크 설정 → IP 할당 수동 지정',
    ]);
  });

  it('MikroTik: lines to type, each below what it is for; none where the hardware address is not known', async () => {
    await setLanguage('en');
    const lease =
      'Keep the address|/ip dhcp-server lease add address=192.168.0.10 mac-address=aa:bb:cc:dd:ee:ff';
    expect(lines('mikrotik')).toContain(lease);
    expect(lines('mikrotik').join('\n')).toContain('dst-port=8443 in-interface-list=WAN');
    expect(lines('mikrotik', { lanMac: undefined }).join('\n')).not.toContain('dhcp-server');
  });

  it('the address of the gateway stands before a name that others may answer for', async () => {
    for (const { admin } of routers) {
      if (admin.urls !== undefined) expect(admin.urls[0]).toContain('{{gateway}}');
    }
  });

  it('leaves no blank of the catalogue unfilled, and says of what is not verified that it is not', async () => {
    for (const language of ['en', 'ko'] as const) {
      await setLanguage(language);
      for (const { id, variants } of routers) {
        const all = lines(id).join('\n');
        expect(all).not.toContain('{{');
        const hedged = /verif|differ|확인하지|다를 수/.test(all);
        expect(hedged).toBe(Object.values(variants[0]?.paths ?? {}).some(({ conf }) => conf !== 'A'));
      }
    }
  });
});
