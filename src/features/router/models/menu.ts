import { language, t } from '../../../messages/index.ts';
import type { OwnAddress } from '../../../net/addresses.ts';
import type { Gateway } from '../../../net/gateway.ts';
import type { LabelledRow } from '../../../output/layout.ts';
import type { MenuGoal, MenuPath, RouterEntry, Variant } from './catalogue.ts';

/** Values for the placeholders in menu texts. */
interface MenuValues {
  readonly gateway: string;
  readonly lanIp: string;
  readonly lanMac: string | undefined;
  readonly externalPort: number;
  readonly internalPort: number;
}

/** The rule's name in the router's list. */
const RULE = 'jupyter';

/** Where to click and what to enter, with that router's own labels. */
export function describeMenu(router: RouterEntry, variant: Variant, values: MenuValues): LabelledRow[] {
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

/** The brand in the user's language. */
export function brandOf({ brand }: RouterEntry): string {
  return brand[language()];
}

function goalRows(goal: MenuGoal, path: MenuPath): LabelledRow[] {
  const m = t().router.menu;
  const shown = path.either ? eitherLanguage(path) : [arrows(path.labels), ...glossOf(path)];
  const alt = path.alt === undefined ? [] : [m.alt(arrows(path.alt))];
  const hedge = path.conf === 'A' ? [] : [path.conf === 'B' ? m.mayDiffer : m.unverified];
  const [first = '', ...others] = [...shown, ...alt, ...hedge];
  return [{ label: m.goals[goal], value: first }, ...others.map((value) => ({ label: '', value }))];
}

/** Labels of a Korean screen for users who read English. */
function glossOf({ gloss }: MenuPath): string[] {
  return gloss === undefined || language() !== 'en' ? [] : [`(${arrows(gloss)})`];
}

/** The screen's language is unknown: the user's language comes first. */
function eitherLanguage({ labels, gloss = labels }: MenuPath): string[] {
  const [first, second] = language() === 'en' ? [gloss, labels] : [labels, gloss];
  return [arrows(first), t().router.menu.alt(arrows(second))];
}

/** All routers need the same five values, whatever their labels. */
function fieldRows({ fields }: Variant, fill: (text: string) => string): LabelledRow[] {
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
): LabelledRow[] {
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

/** The values to enter: this computer's IP and MAC address on the router's network, and the two ports. */
export function menuValues(
  { address, ownAddress = '', interfaceName }: Gateway,
  own: readonly OwnAddress[],
  ports: Pick<MenuValues, 'externalPort' | 'internalPort'>,
): MenuValues {
  const towardsIt = own.find((one) => one.interfaceName === interfaceName && one.address === ownAddress);
  return { gateway: address, lanIp: ownAddress, lanMac: towardsIt?.mac, ...ports };
}
