import { type EcsSlots, SLOT } from '../ecs';
import type { RawJson } from './record';
import { asObject, text } from './values';

/** Sets `tls.*` from `tlsDetails`. Some services send the field names as values; those records say nothing. */
export function setTls(event: EcsSlots, details: RawJson | undefined): void {
  if (details === undefined || details === null) return;
  const { tlsVersion, cipherSuite, clientProvidedHostHeader, keyExchange } = asObject(details);
  const version = text(tlsVersion);
  if (version === 'tlsVersion') return;
  if (version !== undefined) {
    // `TLSv1.2` → tls and 1.2; a bare `1.3` is only a version.
    const mark = version.indexOf('v');
    if (mark >= 0) event[SLOT['tls.version_protocol']] = version.slice(0, mark).toLowerCase();
    event[SLOT['tls.version']] = mark >= 0 ? version.slice(mark + 1) : version;
  }
  const cipher = text(cipherSuite);
  const serverName = text(clientProvidedHostHeader);
  const exchange = text(keyExchange);
  if (cipher !== undefined) event[SLOT['tls.cipher']] = cipher;
  if (serverName !== undefined) event[SLOT['tls.client.server_name']] = serverName;
  if (exchange !== undefined) event[SLOT['aws.cloudtrail.tls_details.key_exchange']] = exchange;
}
