import { language, t } from '../../../messages/index.ts';
import type { OwnAddress } from '../../../net/addresses.ts';
import type { Gateway } from '../../../net/gateway.ts';
import type { MenuGoal, MenuPath, RouterEntry, Variant } from './catalogue.ts';

/** What is filled into the words of a menu. */
interface MenuValues {
  readonly gateway: string;
  readonly lanIp: string;
  readonly lanMac: string | undefined;
  readonly externalPort: number;
  readonly internalPort: number;
}

/** A row of the advice; `whole`: is copied, and so never cut. */
export interface MenuRow {
  readonly label: string;
  readonly value: string;
  readonly whole?: boolean;
}

/** What the rule is called in the router's list. */
const RULE = 'jupyter';

/** Where to click and what to type, in that router's own words. */
export function describeMenu(router: RouterEntry, variant: Variant, values: MenuValues): MenuRow[] {
  const m = t().router.menu;
  const fill = (text: string) => filled(text, values);
  const { paths, cli } = variant;
  const admin =
    router.admin.app === undefined ? (router.admin.urls ?? []).map(fill) : [m.app(router.admin.app)];
  const caveats = router.caveats.filter(
    ({ ports }) => ports === undefined || ports.includes(values.externalPort),
  );
  return [
    { label: m.router, value: brandOf(router) },
    { label: m.open, value: [...new Set(admin)].join(m.or) },
    ...goalRows('portForward', paths.portForward),
    ...fieldRows(variant, fill),
    ...cliRow(cli?.portForward, fill),
    ...(paths.dhcpReservation === undefined
      ? []
      : [
          ...goalRows('dhcpReservation', paths.dhcpReservation),
          { label: '', value: m.reserve(values.lanIp, values.lanMac ?? m.unknownMac) },
        ]),
    ...(values.lanMac === undefined
      ? []
      : cliRow(cli?.dhcpReservation, fill, paths.dhcpReservation ? m.orType : m.goals.dhcpReservation)),
    ...(paths.ddns === undefined ? [] : goalRows('ddns', paths.ddns)),
    ...(router.ddns === null || paths.ddns === undefined
      ? []
      : [{ label: '', value: m.ddnsSuffix(router.ddns.suffix) }]),
    ...(paths.upnp === undefined ? [] : goalRows('upnp', paths.upnp)),
    ...caveats.map((one) => ({ label: m.mind, value: one[language()] })),
    ...(paths.remoteAdmin !== undefined && caveats.some(({ ports }) => ports !== undefined)
      ? goalRows('remoteAdmin', paths.remoteAdmin)
      : []),
  ];
}

/** Its brand in the language of the person. */
export function brandOf({ brand }: RouterEntry): string {
  return brand[language()];
}

function goalRows(goal: MenuGoal, path: MenuPath): MenuRow[] {
  const m = t().router.menu;
  const shown = path.either ? eitherLanguage(path) : [arrows(path.labels), ...glossOf(path)];
  const alt = path.alt === undefined ? [] : [m.alt(arrows(path.alt))];
  const hedge = path.conf === 'A' ? [] : [path.conf === 'B' ? m.mayDiffer : m.unverified];
  const [first = '', ...others] = [...shown, ...alt, ...hedge];
  return [{ label: m.goals[goal], value: first }, ...others.map((value) => ({ label: '', value }))];
}

/** A Korean screen, for somebody who reads English. */
function glossOf({ gloss }: MenuPath): string[] {
  return gloss === undefined || language() !== 'en' ? [] : [`(${arrows(gloss)})`];
}

/** In which language the screen is, nobody knows: the person's own first. */
function eitherLanguage({ labels, gloss = labels }: MenuPath): string[] {
  const [first, second] = language() === 'en' ? [gloss, labels] : [labels, gloss];
  return [arrows(first), t().router.menu.alt(arrows(second))];
}

/** Every router wants the same five things, whatever it calls them. */
function fieldRows({ fields }: Variant, fill: (text: string) => string): MenuRow[] {
  const m = t().router.menu;
  const rows = fields ?? m.fields.map((label) => [label.name, label.name, label.value]);
  return rows.map(([label = '', gloss = '', value = '']) => {
    const name = fields !== undefined && language() === 'en' ? `${label} (${gloss})` : label;
    return { label: '', value: `${name}: ${fill(value)}` };
  });
}

function cliRow(
  line: string | undefined,
  fill: (text: string) => string,
  label = t().router.menu.orType,
): MenuRow[] {
  return line === undefined ? [] : [{ label, value: fill(line), whole: true }];
}

function filled(text: string, { gateway, lanIp, lanMac, externalPort, internalPort }: MenuValues): string {
  const known: Readonly<Record<string, string>> = {
    gateway,
    lanIp,
    lanMac: lanMac ?? '',
    externalPort: String(externalPort),
    internalPort: String(internalPort),
    rule: RULE,
  };
  return text.replace(/\{\{(\w+)\}\}/g, (_all, name: string) => known[name] ?? '');
}

function arrows(labels: readonly string[]): string {
  return labels.join(' → ');
}

/** What has to be typed: this computer's address and hardware address towards the router, and the two ports. */
export function menuValues(
  { address, ownAddress = '', interfaceName }: Gateway,
  own: readonly OwnAddress[],
  ports: Pick<MenuValues, 'externalPort' | 'internalPort'>,
): MenuValues {
  const towardsIt = own.find((one) => one.interfaceName === interfaceName && one.address === ownAddress);
  return { gateway: address, lanIp: ownAddress, lanMac: towardsIt?.mac, ...ports };
}
