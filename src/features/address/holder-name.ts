import { t } from '../../messages/index.ts';
import type { PortHolder } from '../../net/port-holder.ts';

/** Who holds a port, as a person is told. */
export function nameOf({ name, pid }: PortHolder): string {
  return name !== undefined && pid !== undefined ? t().address.process(name, pid) : t().address.someProcess;
}
