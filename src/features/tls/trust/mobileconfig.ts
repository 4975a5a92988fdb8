import { createHash, X509Certificate } from 'node:crypto';
import { escapedXml } from '../../../system/format.ts';

/** The profile that installs the CA on an iPhone, iPad or Mac. The same certificate always gives the same profile. */
export function mobileConfig(caPem: string, hostName: string): string {
  const { raw } = new X509Certificate(caPem);
  const name = escapedXml(`Jupyter (${hostName})`);
  const content = raw.toString('base64').replaceAll(/.{1,64}/g, '        $&\n');
  return `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0">
<dict>
  <key>PayloadContent</key>
  <array>
    <dict>
      <key>PayloadCertificateFileName</key><string>jupyter-expose-ca.cer</string>
      <key>PayloadContent</key>
      <data>
${content}      </data>
      <key>PayloadDisplayName</key><string>${name}</string>
      <key>PayloadIdentifier</key><string>jupyter-expose.${idOf(raw, 'certificate')}</string>
      <key>PayloadType</key><string>com.apple.security.root</string>
      <key>PayloadUUID</key><string>${idOf(raw, 'certificate')}</string>
      <key>PayloadVersion</key><integer>1</integer>
    </dict>
  </array>
  <key>PayloadDisplayName</key><string>${name}</string>
  <key>PayloadIdentifier</key><string>jupyter-expose.${idOf(raw, 'profile')}</string>
  <key>PayloadRemovalDisallowed</key><false/>
  <key>PayloadType</key><string>Configuration</string>
  <key>PayloadUUID</key><string>${idOf(raw, 'profile')}</string>
  <key>PayloadVersion</key><integer>1</integer>
</dict>
</plist>
`;
}

/** A UUID that depends only on the certificate, so that a second import replaces the first. */
function idOf(raw: Uint8Array, what: string): string {
  const hex = createHash('sha256').update(what).update(raw).digest('hex');
  const parts = [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `a${hex.slice(17, 20)}`];
  return [...parts, hex.slice(20, 32)].join('-').toUpperCase();
}
