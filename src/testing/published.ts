/** Floor 9: what an app is told of the mock IdP. */
import type { IdpState } from './idp-state.js';

/** The metadata document, as it is now. */
export function metadataOf(state: IdpState): string {
  const { story, tenant, memory } = state;
  const { published, current } = memory.keyring;
  const certificates = published.map(({ certificate }) => certificate);
  return story.vendor.metadata(tenant, state.application(), certificates, current);
}
